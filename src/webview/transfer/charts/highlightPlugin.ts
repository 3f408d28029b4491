import type { Plugin } from '../../charts.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';

/** What the pointer is at: marks of one model are found among others by their rings. */
export interface Highlight {
  models: readonly string[];
}

export function highlightPlugin({ datasets, bars }: Figure, highlight: Highlight, look: Look): Plugin {
  return {
    id: 'highlight',
    afterDatasetsDraw: (chart) => {
      if (highlight.models.length === 0) return;
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = look.foreground;
      ctx.lineWidth = 2;
      datasets.forEach((dataset, at) => {
        dataset.data.forEach(({ model }, place) => {
          const element = chart.getDatasetMeta(at).data[place];
          if (element === undefined || !highlight.models.includes(model.model)) return;
          ctx.beginPath();
          if (bars === 'none') ctx.arc(element.x, element.y, 9, 0, 2 * Math.PI);
          else {
            const { left, top, right, bottom } = barBox(element, bars);
            ctx.rect(left, top, right - left, bottom - top);
          }
          ctx.stroke();
        });
      });
      ctx.restore();
    },
  };
}

interface BarPlace {
  readonly x: number;
  readonly y: number;
  readonly base?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Where a bar is, in CSS pixels. */
export function barBox({ x, y, base = 0, width = 0, height = 0 }: BarPlace, bars: 'x' | 'y') {
  return bars === 'x'
    ? { left: x - width / 2, right: x + width / 2, top: Math.min(y, base), bottom: Math.max(y, base) }
    : { left: Math.min(x, base), right: Math.max(x, base), top: y - height / 2, bottom: y + height / 2 };
}
