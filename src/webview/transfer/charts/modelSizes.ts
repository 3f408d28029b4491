import type { ModelTransfer } from '../../../core/transfer/transfer.ts';

export interface Sizes {
  /** Parameters of the base, in billions; null where nobody says. */
  readonly of: (model: ModelTransfer) => number | null;
  readonly range: { readonly min: number; readonly max: number };
  readonly ticks: readonly (readonly [value: number, label: string])[];
}

const units: Readonly<Record<string, number>> = { K: 1e-6, M: 1e-3, B: 1, T: 1e3 };

/** `14B` and `0.5b`, `8x7B` (all experts), `30B-A3B` (what is active does not count); null for anything else. */
export function billions(size: string): number | null {
  const found = /^\s*(?:(\d+)\s*[x×]\s*)?(\d+(?:\.\d+)?)\s*([KMBT])(?![a-z])/i.exec(size);
  if (found === null) return null;
  const [, experts = '1', number = '', unit = ''] = found;
  const value = Number(experts) * Number(number) * (units[unit.toUpperCase()] ?? 1);
  return value > 0 && Number.isFinite(value) ? value : null;
}

/** Of an axis before its first size and after its last, in CSS pixels: models beside it, and what lines mean. */
const before = 44;
const after = 112;

/**
 * The sizes of these models' bases, on a logarithmic axis.
 *
 * @param length of the axis, in CSS pixels
 */
export function sizesOf(models: readonly ModelTransfer[], length: number): Sizes {
  const known = [
    ...new Set(models.flatMap(({ size }) => (size === null ? [] : (billions(size) ?? [])))),
  ].sort((a, b) => a - b);
  const [least, most] = [known[0] ?? 1, known.at(-1) ?? 1];
  const perPixel = Math.max(Math.log(most / least), 1) / Math.max(80, length - before - after);
  return {
    of: ({ size }) => (size === null ? null : billions(size)),
    range: { min: least / Math.exp(before * perPixel), max: most * Math.exp(after * perPixel) },
    ticks: known.map((value) => [value, value < 1 ? `${Math.round(value * 1000)}M` : `${value}B`]),
  };
}

/**
 * How far each model stands from its size so that models of one size do not cover each other, as a step on the
 * logarithmic axis; never as far as half way to the next size.
 *
 * @param width of the axis, in CSS pixels
 */
export function dodged(
  models: readonly ModelTransfer[],
  sizes: Sizes,
  width: number,
): (model: ModelTransfer) => number {
  const perPixel = Math.log(sizes.range.max / sizes.range.min) / Math.max(1, width);
  const logs = sizes.ticks.map(([value]) => Math.log(value));
  /** To the next size. */
  const gapOf = (log: number): number =>
    Math.min(1, ...logs.filter((other) => other !== log).map((other) => Math.abs(other - log)));
  const shifts = new Map<string, number>();
  for (const size of [null, ...sizes.ticks.map(([value]) => value)]) {
    const group = models
      .filter((model) => sizes.of(model) === size)
      .sort((a, b) => (a.method ?? 'z').localeCompare(b.method ?? 'z'));
    const step = Math.min(
      11 * perPixel,
      ((size === null ? 1 : gapOf(Math.log(size))) * 0.8) / Math.max(1, group.length),
    );
    group.forEach(({ model }, at) => shifts.set(model, (at - (group.length - 1) / 2) * step));
  }
  return ({ model }) => shifts.get(model) ?? 0;
}
