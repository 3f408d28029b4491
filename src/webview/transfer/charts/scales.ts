import type { ScaleOptions } from '../../charts.ts';
import { brief } from '../figures.ts';
import type { Look } from './look.ts';

/** Axes as our panels have them: labels alone, since panels draw their own grids. */

const bare = { grid: { display: false, drawTicks: false }, border: { display: false } } as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

export function valueScale(look: Look, title: string | null, range: Range | null): ScaleOptions {
  return {
    type: 'linear',
    ...bare,
    ...(range ?? {}),
    title: titleOf(look, title),
    ticks: {
      ...ticks(look),
      maxTicksLimit: 9,
      includeBounds: false,
      callback: (value: number | string) => brief(Number(value)),
    },
  };
}

export function namesScale(look: Look, labels: readonly string[]): ScaleOptions {
  return {
    type: 'category',
    labels: [...labels],
    offset: true,
    ...bare,
    ticks: { ...ticks(look), color: look.foreground, autoSkip: false, maxRotation: 45 },
  };
}

/** An axis with labels at these places alone. */
export function placesScale(
  look: Look,
  type: 'linear' | 'logarithmic',
  range: Range,
  places: readonly (readonly [value: number, label: string])[],
  title: string | null = null,
): ScaleOptions {
  return {
    type,
    ...bare,
    ...range,
    title: titleOf(look, title),
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = places.map(([value]) => ({ value }));
    },
    ticks: {
      ...ticks(look),
      autoSkip: true,
      autoSkipPadding: 4,
      callback: (value: number | string) => places.find(([place]) => place === value)?.[1] ?? '',
    },
  };
}

function ticks(look: Look) {
  return { color: look.quiet, font: { family: look.family, size: look.size - 1 }, padding: 5 };
}

function titleOf(look: Look, text: string | null) {
  return {
    display: text !== null,
    text: text ?? '',
    color: look.quiet,
    font: { family: look.family, size: look.size - 1, weight: 'normal' as const },
    padding: 2,
  };
}

/** Room for values and the ends of their intervals; ends far out are cut, at a third of the values' own range. */
export function roomFor(
  values: readonly number[],
  ends: readonly number[],
  always: readonly number[] = [0],
): Range {
  const [low, high] = [Math.min(...values, ...always), Math.max(...values, ...always)];
  const span = high - low || 1;
  const min = Math.max(Math.min(low, ...ends), low - span / 3);
  const max = Math.min(Math.max(high, ...ends), high + span / 3);
  const air = (max - min) * 0.05;
  return { min: min < 0 || !always.includes(0) ? min - air : min, max: max > 0 ? max + air : max };
}
