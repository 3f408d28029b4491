import type { Chart, Plugin } from '../../charts.ts';
import { type Box, boxOf } from './facetPlugin.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';

/** Beyond these, names would cover what they name. */
const mostNames = 10;
const widest = 190;
/** From the mark, in CSS pixels. */
const gap = 8;

/** Writes names beside points, where there is room; the others are in the legend and on hover. */
export function labelPlugin({ datasets }: Figure, look: Look): Plugin {
  return {
    id: 'labels',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${look.size - 1}px ${look.family}`;
      ctx.textBaseline = 'middle';
      ctx.fillStyle = look.foreground;
      const height = look.size + 2;
      const named = pointsOf(chart, datasets);
      const taken: Box[] = named.map(({ x, y }) => around(x, y, 12, 12));
      const perPanel = Map.groupBy(named, ({ panel }) => panel);
      for (const [, points] of perPanel) {
        if (points.length > mostNames) continue;
        for (const { x, y, label, box } of points) {
          const text = cut(ctx, label, Math.min(widest, box.right - box.left - 20));
          const { width } = ctx.measureText(text);
          const spots = [
            [x + gap + width / 2, y],
            [x - gap - width / 2, y],
            [x, y - gap - height / 2],
            [x, y + gap + height / 2],
          ] as const;
          const spot = spots
            .map(([cx, cy]) => around(cx, cy, width, height))
            .find((one) => within(one, box) && taken.every((other) => apart(one, other)));
          if (spot === undefined) continue;
          taken.push(spot);
          ctx.textAlign = 'left';
          ctx.fillText(text, spot.left, (spot.top + spot.bottom) / 2);
        }
      }
      ctx.restore();
    },
  };
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
