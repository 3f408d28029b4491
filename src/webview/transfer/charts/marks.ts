import type { PointStyle, Surface } from '../../charts.ts';
import { hatch } from './hatches.ts';
import type { Look } from './look.ts';

/** How one series looks: colour, shape and filling together tell it from all others, and two of them without colour. */
export interface SeriesMark {
  readonly color: string;
  readonly point: PointStyle;
  /** Of points, and of bars. */
  readonly pointFill: string;
  readonly barFill: string | CanvasPattern;
  readonly dash: readonly number[];
}

const points: readonly PointStyle[] = [
  'circle',
  'triangle',
  'rect',
  'rectRot',
  'rectRounded',
  'star',
  'crossRot',
  'cross',
];
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

/** Makes the marks of a chart for what it is drawn on: the same place gives the same mark. */
export function markMaker(look: Look, surface: Surface): (place: number) => SeriesMark {
  const made = new Map<number, SeriesMark>();
  const make = (place: number): SeriesMark => {
    const hue = place % look.series.length;
    const round = Math.floor(place / look.series.length);
    const color = look.series[hue] ?? look.foreground;
    const area = look.areas[hue] ?? look.foreground;
    return {
      color,
      point: points[(hue + round) % points.length] ?? 'circle',
      // Beyond the colours there are, points are open and bars hatched; in high contrast bars always are.
      pointFill: round % 2 === 0 ? color : look.panel,
      barFill: look.highContrast
        ? hatch(surface, hue + round, color, look.background)
        : round === 0
          ? area
          : hatch(surface, round, color, look.panel),
      dash: dashes[round % dashes.length] ?? [],
    };
  };
  return (place) => {
    const mark = made.get(place) ?? make(place);
    made.set(place, mark);
    return mark;
  };
}
