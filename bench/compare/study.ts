import { type AlignmentRules, defaultRules } from '../../src/core/compare/alignmentRules.ts';
import { compareTexts } from '../../src/core/compare/compareTexts.ts';
import type { OutcomeRow } from '../support/outcome.ts';
import type { RealPair } from './realTexts.ts';

/** The text of another item so many places further on is a text that has nothing to do with it. */
const shifts = [7, 101, 251];
/** Thresholds beside the chosen one. */
const others = [0.22, 0.26, 0.36, 0.42];

/** Pairs that were found in texts, and how many steps the shorter of each two has. */
interface Counted {
  readonly steps: number;
  readonly changed: number;
  readonly same: number;
  readonly moved: number;
}

/**
 * What of real texts is paired, by threshold: of two traces of one item the more the better, of two items nothing. A
 * step that stands word for word in traces of two items ("### Final Answer") is counted apart: it is the same step.
 * Headings and phrases that are nearly the same count as spurious.
 */
export function study(name: string, pairs: readonly RealPair[]): OutcomeRow[] {
  if (pairs.length === 0) return [];
  const rows = [defaultRules.threshold, ...others].flatMap((threshold) => {
    const rules = { ...defaultRules, threshold };
    const related = counted(pairs, 0, rules);
    const unrelated = shifts.map((shift) => counted(pairs, shift % pairs.length, rules)).reduce(sumOf);
    const of = `${name}, threshold ${threshold}`;
    return [
      {
        name: `${of}: one item, steps paired`,
        value: share(related.changed + related.same, related),
        unit: '%',
      },
      { name: `${of}: of these moved`, value: share(related.moved, related), unit: '%' },
      {
        name: `${of}: two items, spurious`,
        value: (300 * unrelated.changed) / unrelated.steps,
        unit: 'of 300 steps',
      },
      {
        name: `${of}: two items, same words`,
        value: (300 * unrelated.same) / unrelated.steps,
        unit: 'of 300 steps',
      },
      {
        name: `${of}: two items, moved`,
        value: (300 * unrelated.moved) / unrelated.steps,
        unit: 'of 300 steps',
      },
    ];
  });
  const steps = shifts.map((shift) => counted(pairs, shift % pairs.length, defaultRules)).reduce(sumOf).steps;
  return [
    { name: `${name}: pairs of traces`, value: pairs.length, unit: '' },
    { name: `${name}: unrelated steps`, value: steps, unit: '' },
    ...rows,
  ];
}

/** @returns the row that says how many pairs are spurious with the rules that the product has */
export function spuriousRow(name: string): string {
  return `${name}, threshold ${defaultRules.threshold}: two items, spurious`;
}

function counted(pairs: readonly RealPair[], shift: number, rules: AlignmentRules): Counted {
  return pairs
    .map(({ left }, at): Counted => {
      const right = pairs[(at + shift) % pairs.length]?.right ?? left;
      const { entries } = compareTexts(left, right, rules);
      const moved = entries.filter((entry) => entry.moved).length;
      const of = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
      const steps = Math.min(left.steps.length, right.steps.length);
      return { steps, changed: of('changed'), same: of('same'), moved };
    })
    .reduce(sumOf);
}

function sumOf(a: Counted, b: Counted): Counted {
  return {
    steps: a.steps + b.steps,
    changed: a.changed + b.changed,
    same: a.same + b.same,
    moved: a.moved + b.moved,
  };
}

function share(many: number, { steps }: Counted): number {
  return (100 * many) / steps;
}
