import type { Chart, Plugin } from '../../charts.ts';
import { type Box, boxOf, meanTags } from './facetPlugin.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';

/** Of a panel's width for each name: with less, names would cover what they name. */
const leastShare = 30;
const widest = 190;
/** From the mark, in CSS pixels. */
const gap = 8;

/** Writes names beside points, where there is room; the others are in the legend and on hover. */
export function labelPlugin({ datasets, facets, labels: aside }: Figure, look: Look): Plugin {
  return {
    id: 'labels',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${look.size - 1}px ${look.family}`;
      ctx.textBaseline = 'middle';
      ctx.fillStyle = look.foreground;
      ctx.strokeStyle = look.panel;
      ctx.lineWidth = 3;
      ctx.lineJoin = 'round';
      const height = look.size + 2;
      const named = pointsOf(chart, datasets);
      const taken = [...named.map(({ x, y }) => around(x, y, 12, 12)), ...meanTags(chart, facets, look)];
      const perPanel = Map.groupBy(named, ({ panel }) => panel);
      for (const [, points] of perPanel) {
        const [first] = points;
        if (first === undefined || points.length > (first.box.right - first.box.left) / leastShare) continue;
        for (const { x, y, label, box } of points) {
          const text = cut(
            ctx,
            label,
            Math.min(widest, aside === 'right' ? box.right - x - gap - 2 : box.right - box.left - 20),
          );
          const { width } = ctx.measureText(text);
          const spots = spotsOf(x, y, width, height, aside);
          const spot = spots
            .map(([cx, cy]) => around(cx, cy, width, height))
            .find((one) => within(one, box) && taken.every((other) => apart(one, other)));
          if (spot === undefined) continue;
          taken.push(spot);
          ctx.textAlign = 'left';
          const middle = (spot.top + spot.bottom) / 2;
          // Lines end before the letters.
          ctx.strokeText(text, spot.left, middle);
          ctx.fillText(text, spot.left, middle);
        }
      }
      ctx.restore();
    },
  };
}

/** Places for the middle of a name, the best first. */
function spotsOf(x: number, y: number, width: number, height: number, aside: Figure['labels']) {
  const right = x + gap + width / 2;
  const left = x - gap - width / 2;
  const beside = [0, -1, 1, -2, 2, -3, 3].map((rows) => [right, y + rows * height * 0.8] as const);
  if (aside === 'right') return beside;
  return [
    ...beside.slice(0, 3),
    [left, y] as const,
    [left, y - height * 0.8] as const,
    [left, y + height * 0.8] as const,
    [x, y - gap - height / 2] as const,
    [x, y + gap + height / 2] as const,
  ];
}

function pointsOf(chart: Chart, datasets: Figure['datasets']) {
  return datasets.flatMap((dataset, at) => {
    const meta = chart.getDatasetMeta(at);
    const { xAxisID = 'x', yAxisID = 'y' } = meta;
    return dataset.data.flatMap(({ label }, place) => {
      const element = meta.data[place];
      if (label === null || element === undefined) return [];
      const { x, y } = element;
      return [{ label, x, y, panel: `${xAxisID} ${yAxisID}`, box: boxOf(chart, { x: xAxisID, y: yAxisID }) }];
    });
  });
}

const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

const within = (one: Box, box: Box): boolean =>
  one.left >= box.left && one.right <= box.right && one.top >= box.top && one.bottom <= box.bottom;

const apart = (one: Box, other: Box): boolean =>
  one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;

/** The text, or its beginning and `…`. */
export function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = Math.floor((text.length * width) / context.measureText(text).width);
  while (length > 0 && context.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}
