import type { ScaleOptions } from '../../charts.ts';
import { brief } from '../figures.ts';
import type { Look } from './look.ts';
import { niceTicks, type Range } from './ranges.ts';

/** Axes as our panels have them: labels alone, since panels draw their own grids. */

const bare = { grid: { display: false, drawTicks: false }, border: { display: false } } as const;

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
    afterFit: along === 'y' ? wideEnough(look, title !== null) : notWider,
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
    afterFit: along === 'y' ? wideEnough(look, false) : notWider,
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
      if (scale.isHorizontal()) notWider(scale);
      else wideEnough(look, title !== null)(scale);
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

/** It also keeps room beside an axis for labels of a narrower one. */
function notWider(scale: { paddingLeft: number; paddingRight: number }): void {
  scale.paddingLeft = Math.min(scale.paddingLeft, 8);
  scale.paddingRight = Math.min(scale.paddingRight, 8);
}

interface AxisBox {
  width: number;
  readonly ticks: readonly { readonly label?: string | string[] }[];
}

const measure = new OffscreenCanvas(1, 1).getContext('2d');

/** Of an axis label, in CSS pixels. */
export function widthOf(look: Look, text: string): number {
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
