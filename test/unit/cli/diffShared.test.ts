import { describe, expect, test } from 'vitest';

import { absent, sharedPath } from '../scorers/sharedData.ts';
import type { StepJson } from '../../../src/cli/diffJson.ts';
import { displayWidth } from '../../../src/cli/diffWrap.ts';
import { readToolSample } from '../../../src/workspace/results/readToolSample.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import { itemPair } from '../../../src/cli/diffItem.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const [rl, sft] = ['UniReason-RL', 'UniReason-SFT'];
const pairs = [
  ['test/precalculus/807.json', 100],
  ['test/algebra/2584.json', 40],
] as const;

describe.skipIf(absent('responses', 'items'))(
  'diff of the published responses of RL and SFT (skipped where ../shared is not there)',
  () => {
    test.each(pairs)('%s: chars tile both traces, and the page fits its width', async (item, width) => {
      const args = ['diff', sharedPath('.'), '--item', item, '--models', `${rl},${sft}`];
      const ended = await here.cli([...args, '--json']).ended;
      expect(ended.status).toBe(0);
      expect(ended.stderr).toMatch(/^Nobody has scored these samples: "rescore DIR" does.*\n$/);
      const output = objects(ended.stdout)[0] as unknown as {
        readonly benchmark: string;
        readonly steps: readonly StepJson[];
        readonly similarity: number;
      };
      const read = await readFolders([sharedPath('responses'), sharedPath('items')]);
      const index = new ResultsIndex(read.data, noNames);
      const asked = {
        folder: '',
        item,
        models: `${rl},${sft}`,
        part: 'both',
        benchmark: null,
        repeats: [],
      } as const;
      const { samples } = itemPair(index, read.data, asked);
      for (const [side, sample] of [
        ['left', samples[0]],
        ['right', samples[1]],
      ] as const) {
        const whole = await readToolSample(sample);
        const { text } = comparedText(whole.ok ? whole.sample.trace : { reasoning: '', answer: '' }, 'both');
        const places = output.steps
          .flatMap((step) => step[side] ?? [])
          .sort((a, b) => a.chars[0] - b.chars[0]);
        expect(places.length).toBeGreaterThan(3);
        expect(places.map(({ chars }) => text.slice(...chars)).join('')).toBe(text);
      }
      expect(output.benchmark).toBe('MATH-500');
      expect(output.similarity).toBeGreaterThan(0);
      expect(output.similarity).toBeLessThan(1);
      const page = await here.cli([...args, '--width', String(width)]).ended;
      for (const line of page.stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    });
  },
);
