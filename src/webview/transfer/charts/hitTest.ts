import type { Chart } from '../../charts.ts';
import { boxOf } from './facetPlugin.ts';
import type { ChartPoint, Figure } from './figure.ts';

export interface Hit {
  readonly point: ChartPoint;
  /** Of the mark, in CSS pixels. */
  readonly x: number;
  readonly y: number;
}

/** Marks are found from this far, in CSS pixels. */
const reach = 14;

/** The mark at a place: of bars the one in whose row or column it is, however short; of points the nearest. */
export function hitAt(chart: Chart, { datasets, bars }: Figure, x: number, y: number): Hit | null {
  let best: Hit | null = null;
  let nearest = reach;
  datasets.forEach((dataset, at) => {
    const meta = chart.getDatasetMeta(at);
    const { left, top, right, bottom } = boxOf(chart, { x: meta.xAxisID ?? 'x', y: meta.yAxisID ?? 'y' });
    if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach) return;
    dataset.data.forEach((point, place) => {
      const element = meta.data[place];
      if (element === undefined) return;
      // Zoomed away.
      if (element.x < left - 1 || element.x > right + 1 || element.y < top - 1 || element.y > bottom + 1) {
        if (bars === 'none') return;
      }
      const far =
        bars === 'x'
          ? Math.abs(element.x - x)
          : bars === 'y'
            ? Math.abs(element.y - y)
            : Math.hypot(element.x - x, element.y - y);
      if (far >= nearest) return;
      nearest = far;
      best = { point, x: element.x, y: element.y };
    });
  });
  return best;
}
