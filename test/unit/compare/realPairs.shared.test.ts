import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { splitSteps } from '../../../src/core/traces/steps.ts';
import { absent, sharedLines } from '../scorers/sharedData.ts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const name = (model: string): string => `responses/UniReason-${model}_hendrycks_math_500.jsonl`;

describe.skipIf(absent(name('RL'), name('SFT')))(
  'published responses of RL and SFT (skipped where ../shared is not there)',
  () => {
    const read = (model: string) =>
      sharedLines(name(model)).map(({ input, output }) => {
        const text = asText(output);
        return { input: asText(input), side: { text, steps: splitSteps(text) } };
      });
    const found = (): { related: number; spurious: number; moved: number; steps: number; coarse: number } => {
      const sft = read('SFT');
      const byInput = new Map(sft.map(({ input, side }) => [input, side]));
      const counts = { related: 0, spurious: 0, moved: 0, steps: 0, coarse: 0 };
      for (const [at, { input, side }] of read('RL').entries()) {
        const [same, other] = [byInput.get(input), sft[(at + 37) % sft.length]];
        if (at % 5 !== 0 || same === undefined || other === undefined || other.input === input) continue;
        const [related, unrelated] = [compareTexts(side, same), compareTexts(side, other.side)];
        counts.related += related.entries.filter(({ left, right }) => left !== null && right !== null).length;
        // Steps that stand word for word in both, such as a heading, are the same steps and count as none.
        counts.spurious += unrelated.entries.filter(({ kind }) => kind === 'changed').length;
        counts.moved += unrelated.entries.filter(({ moved }) => moved).length;
        counts.steps += Math.min(side.steps.length, other.side.steps.length);
        counts.coarse += [related, unrelated].filter(({ coarse }) => coarse).length;
      }
      return counts;
    };

    test('share steps on one item, next to none on different items, and are never compared coarsely', () => {
      const { related, spurious, moved, steps, coarse } = found();
      expect(steps).toBeGreaterThan(3_000);
      expect(related / steps).toBeGreaterThan(0.15);
      expect(spurious / steps).toBeLessThan(1 / 300);
      expect([moved, coarse]).toEqual([0, 0]);
    });
  },
);
