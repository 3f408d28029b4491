import type { Chart, ScaleOptions } from '../../charts.ts';
import { type Box, boxOf } from './facetPlugin.ts';
import type { Facet, Figure } from './figure.ts';
import type { Range } from './ranges.ts';

/** What is looked at of the axes that can be zoomed; null for all. All panels of a chart show the same. */
export interface Zoom {
  readonly x: Range | null;
  readonly y: Range | null;
}

export const noZoom: Zoom = { x: null, y: null };

/** The figure with its axes where the reader looks. */
export function zoomed(figure: Figure, zoom: Zoom): Figure {
  const ids = valueAxes(figure);
  const scales = Object.entries(figure.scales).map(([id, scale]): [string, ScaleOptions] => {
    const along = ids.get(id);
    const range = along === undefined ? null : zoom[along];
    return [id, range === null ? scale : { ...scale, ...range }];
  });
  return { ...figure, scales: Object.fromEntries(scales) };
}

/** The axes of values, which panels have lines on; not those of names, lanes and gaps. */
function valueAxes({ facets, zoom }: Figure): Map<string, 'x' | 'y'> {
  const ids = facets
    .filter(({ grid }) => grid !== 'none')
    .flatMap(({ x, y }) => [
      ...(zoom.includes('x') ? ([[x, 'x']] as const) : []),
      ...(zoom.includes('y') ? ([[y, 'y']] as const) : []),
    ]);
  return new Map([...ids, ...(zoom.includes('x') ? ([['xtop', 'x']] as const) : [])]);
}

/** The panel with values at a place. */
function facetAt(chart: Chart, { facets }: Figure, x: number, y: number): Facet | null {
  const holds = ({ left, right, top, bottom }: Box): boolean =>
    x >= left && x <= right && y >= top && y <= bottom;
  return facets.find((facet) => facet.grid !== 'none' && holds(boxOf(chart, facet))) ?? null;
}

/** Shows `factor` times as much, where 0.5 is nearer; what is at the place stays there. Null where no panel is. */
export function zoomAt(
  chart: Chart,
  figure: Figure,
  zoom: Zoom,
  x: number,
  y: number,
  factor: number,
): Zoom | null {
  return changed(chart, figure, zoom, x, y, (from, to, at) => [
    at + (from - at) * factor,
    at + (to - at) * factor,
  ]);
}

/** Moves what is seen by so many CSS pixels. */
export function panBy(
  chart: Chart,
  figure: Figure,
  zoom: Zoom,
  x: number,
  y: number,
  dx: number,
  dy: number,
): Zoom | null {
  return changed(chart, figure, zoom, x, y, (from, to, _at, along) => {
    const by = along === 'x' ? dx : dy;
    return [from - by, to - by];
  });
}

type Move = (from: number, to: number, at: number, along: 'x' | 'y') => readonly [from: number, to: number];

function changed(chart: Chart, figure: Figure, zoom: Zoom, x: number, y: number, move: Move): Zoom | null {
  const facet = facetAt(chart, figure, x, y);
  if (facet === null) return null;
  const box = boxOf(chart, facet);
  const next = { ...zoom };
  for (const along of figure.zoom) {
    const id = along === 'x' ? facet.x : facet.y;
    const scale = chart.scales[id];
    const whole = figure.scales[id];
    if (scale === undefined || whole === undefined) continue;
    const [from, to] =
      along === 'x' ? move(box.left, box.right, x, along) : move(box.bottom, box.top, y, along);
    const [min, max] = [scale.getValueForPixel(from), scale.getValueForPixel(to)];
    const [least, most] = [Number(whole.min), Number(whole.max)];
    if (min === undefined || max === undefined || !(max - min > (most - least) / 500)) continue;
    // Never beyond what there is; all of it is no zoom.
    const size = Math.min(max - min, most - least);
    const start = Math.max(least, Math.min(min, most - size));
    next[along] = size >= (most - least) * 0.999 ? null : { min: start, max: start + size };
  }
  return next;
}
