import type { ScaleOptions } from '../../charts.ts';
import { brief } from '../figures.ts';
import type { Look } from './look.ts';

/** Axes as our panels have them: labels alone, since panels draw their own grids. */

const bare = { grid: { display: false, drawTicks: false }, border: { display: false } } as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** @param length in CSS pixels; Chart.js asks for the values before it knows it */
export function valueScale(
  look: Look,
  along: 'x' | 'y',
  length: number,
  title: string | null,
  range: Range,
): ScaleOptions {
  return {
    type: 'linear',
    ...bare,
    ...range,
    title: titleOf(look, title),
    afterBuildTicks: (scale) => {
      const count = length / (along === 'x' ? 60 : 46);
      scale.ticks = niceTicks(scale.min, scale.max, count).map((value) => ({ value }));
    },
    afterFit: along === 'y' ? wideEnough(look, title !== null) : () => undefined,
    ticks: {
      ...ticks(look),
      autoSkip: false,
      maxRotation: 0,
      callback: (value: number | string) => brief(Number(value)),
    },
  };
}

/** @param slot for each name, in CSS pixels; `turned`: whether names need more */
export function namesScale(
  look: Look,
  along: 'x' | 'y',
  labels: readonly string[],
  turned: boolean,
): ScaleOptions {
  const rotation = turned ? 35 : 0;
  return {
    type: 'category',
    labels: labels.map((label) => fit(look, label, widestName)),
    offset: true,
    ...bare,
    afterFit: along === 'y' ? wideEnough(look, false) : () => undefined,
    ticks: {
      ...ticks(look),
      color: look.foreground,
      autoSkip: false,
      minRotation: rotation,
      maxRotation: rotation,
    },
  };
}

/** Names of benchmarks are cut here, in CSS pixels. */
const widestName = 130;

/** Whether one of the names is wider than its slot. */
export function tooWide(look: Look, labels: readonly string[], slot: number): boolean {
  return labels.some((label) => Math.min(widestName, widthOf(look, label)) > slot - 8);
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
    afterBuildTicks: (scale) => {
      scale.ticks = places
        .filter(([value]) => value >= scale.min && value <= scale.max)
        .map(([value]) => ({ value }));
    },
    afterFit: (scale) => {
      if (!scale.isHorizontal()) wideEnough(look, title !== null)(scale);
    },
    ticks: {
      ...ticks(look),
      autoSkip: false,
      maxRotation: 0,
      callback: (value: number | string) => places.find(([place]) => place === value)?.[1] ?? '',
    },
  };
}

/** Chart.js allows each of several axes in a column its part of half the width alone. */
function wideEnough(look: Look, titled: boolean): (scale: AxisBox) => void {
  return (scale) => {
    const widest = Math.max(0, ...scale.ticks.map(({ label }) => widthOf(look, String(label))));
    const title = titled ? look.size + 8 : 0;
    scale.width = Math.max(scale.width, widest + 10 + title);
  };
}

interface AxisBox {
  width: number;
  readonly ticks: readonly { readonly label?: string | string[] }[];
}

const measure = new OffscreenCanvas(1, 1).getContext('2d');

function widthOf(look: Look, text: string): number {
  if (measure === null) return text.length * look.size * 0.6;
  measure.font = `${look.size - 1}px ${look.family}`;
  return measure.measureText(text).width;
}

/** The text, or its beginning and `…`. */
function fit(look: Look, text: string, width: number): string {
  let length = text.length;
  while (length > 0 && widthOf(look, length === text.length ? text : `${text.slice(0, length)}…`) > width)
    length -= 1;
  return length === text.length ? text : `${text.slice(0, length).trimEnd()}…`;
}

/** Round values within a range, about so many: apart by 1, 2, 2.5 or 5 and zeros. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const wanted = (max - min) / Math.max(1.5, count);
  if (!(wanted > 0)) return [min];
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= wanted * 0.95) ?? 10);
  const [first, last] = [Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9)];
  // Counted, since sums of tenths are no tenths.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
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
