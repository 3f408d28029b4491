import type { Chart, Plugin } from '../../charts.ts';
import { boxOf, type Box } from './facetPlugin.ts';
import type { ChartPoint, Figure } from './figure.ts';
import type { Look } from './look.ts';

type Along = 'x' | 'y';

/** Draws intervals over the marks, as far as the panel goes; an end outside is an arrow. */
export function whiskerPlugin({ datasets, bars }: Figure, look: Look): Plugin {
  return {
    id: 'whiskers',
    // Under points, over bars.
    [bars === 'none' ? 'beforeDatasetsDraw' : 'afterDatasetsDraw']: (chart: Chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.lineWidth = bars === 'none' ? 1.25 : 1;
      datasets.forEach((dataset, at) => {
        const { xAxisID = 'x', yAxisID = 'y' } = chart.getDatasetMeta(at);
        const box = boxOf(chart, { x: xAxisID, y: yAxisID });
        const elements = chart.getDatasetMeta(at).data;
        // A bar's own colour would be lost on it.
        ctx.strokeStyle =
          bars === 'none'
            ? typeof dataset.borderColor === 'string'
              ? dataset.borderColor
              : look.foreground
            : look.foreground;
        dataset.data.forEach((point, place) => {
          const element = elements[place];
          if (element === undefined) return;
          const cap = bars === 'none' ? 3 : Math.min(4, thickness(element, bars) / 3);
          const center = bars === 'none' ? element : middle(element, bars);
          drawSpan(chart, point, 'y', yAxisID, center, box, cap);
          drawSpan(chart, point, 'x', xAxisID, center, box, cap);
        });
      });
      ctx.restore();
    },
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function thickness(element: Place & { width?: number; height?: number }, bars: Along): number {
  return (bars === 'x' ? element.width : element.height) ?? 6;
}

/** Of a bar, along its axis. */
function middle({ x, y }: Place, bars: Along): Place {
  const half = (place: number): number => Math.round(place - 0.5) + 0.5;
  return bars === 'x' ? { x: half(x), y } : { x, y: half(y) };
}

function drawSpan(
  chart: Chart,
  point: ChartPoint,
  along: Along,
  axis: string,
  { x, y }: Place,
  box: Box,
  cap: number,
): void {
  const span = along === 'x' ? point.spanX : point.spanY;
  const scale = chart.scales[axis];
  if (span === null || scale === undefined) return;
  const { ctx } = chart;
  const [from, to] = along === 'x' ? [box.left, box.right] : [box.bottom, box.top];
  const within = (value: number): number => {
    const place = scale.getPixelForValue(value);
    return Math.max(Math.min(from, to), Math.min(Math.max(from, to), place));
  };
  const put = (along_: number, aside: number, move: boolean): void => {
    const [px, py] = along === 'x' ? [along_, y + aside] : [x + aside, along_];
    if (move) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  };
  const ends = span.map(within);
  const [low = 0, high = 0] = ends;
  ctx.beginPath();
  put(low, 0, true);
  put(high, 0, false);
  span.forEach((value, at) => {
    const end = ends[at] ?? 0;
    const cut = Math.abs(scale.getPixelForValue(value) - end) > 0.5;
    // An arrow points to where the end is; a cap is an end.
    const back = cut ? 4 * Math.sign((at === 0 ? high : low) - end) : 0;
    put(end + back, -cap, true);
    put(end, 0, false);
    put(end + back, cap, false);
  });
  ctx.stroke();
}
