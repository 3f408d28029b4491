import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { countedValue, scoreTrace } from '../../../src/core/scorers/registry.ts';
import { splitReasoning } from '../../../src/core/traces/reasoning.ts';
import type { TraceFlag, TraceStatus } from '../../../src/core/traces/trace.ts';
import { wronglyStored } from '../../../bench/scorers/mathData.ts';
import { absent, sharedLines } from './sharedData.ts';
import { stringRule } from './stringRule.ts';
import { decided } from '../../support/decided.ts';

const evaluator = 'qwen25-math-evaluator/Qwen2.5-14B-Instruct';
const stored = v.object({
  gt: v.string(),
  pred: v.tuple([v.string()]),
  score: v.tuple([v.boolean()]),
  code: v.tuple([v.string()]),
});

interface Judged {
  readonly index: number;
  readonly ours: boolean;
  readonly theirs: boolean;
}

const disagreements = (rows: readonly Judged[]): { more: number[]; fewer: number[] } => ({
  more: rows.filter(({ ours, theirs }) => ours && !theirs).map(({ index }) => index),
  fewer: rows.filter(({ ours, theirs }) => !ours && theirs).map(({ index }) => index),
});

/**
 * Where we and the evaluator differ, each looked at by hand, and said to be right or wrong in
 * `bench/scorers/README.md`. `more`: we take it for right, and it is; the evaluator lost a part of the answer or of the
 * gold one while normalising (`\text{ and }`, `±`, thousands, names) or kept the order of a set. `fewer`: it takes a
 * wrong one for right (102019 for 102018, 1 for 100, 2000 for 20, `[2,∞)` for `(2,∞)`, a list that is not the gold
 * one) or a rounded one (85.71 for 600/7).
 */
const known = {
  'MATH-500': { more: [198, 217, 284], fewer: [184] },
  AIME24: { more: [], fewer: [] },
  OlympiadBench: {
    more: [11, 81, 101, 120, 126, 154, 160, 204, 207, 216, 226, 237, 243, 260, 301, 556],
    fewer: [68, 78, 230, 248, 290, 650],
  },
} as const;

const files = {
  'MATH-500': ['items/math500.jsonl', `${evaluator}/math500.jsonl`],
  AIME24: ['items/aime24.jsonl', `${evaluator}/aime24.jsonl`],
  OlympiadBench: ['items/olympiadbench.jsonl', `${evaluator}/olympiadbench.jsonl.gz`],
} as const;
const allFiles = Object.values(files).flat();

const readme = readFileSync(new URL('../../../bench/scorers/README.md', import.meta.url), 'utf8');
/** The positions of a table's rows in the README, by what stands in the first column. */
const listed = (first: string): number[] =>
  [...readme.matchAll(/^\| ([\w-]+) +\| (\d+) +\|/gm)]
    .filter((row) => row[1] === first)
    .map((row) => Number(row[2]));

it('every disagreement is judged in bench/scorers/README.md', () => {
  for (const [benchmark, { more, fewer }] of Object.entries(known)) {
    expect(listed(benchmark)).toEqual([...more, ...fewer].toSorted((a, b) => a - b));
    const wrong: readonly number[] = wronglyStored[benchmark as keyof typeof wronglyStored];
    expect(wrong).toEqual(listed(benchmark));
  }
});

describe.skipIf(absent(...allFiles))(
  'the Qwen2.5-Math evaluator’s verdicts (skipped where ../shared/data is absent)',
  () => {
    it.each(['MATH-500', 'AIME24', 'OlympiadBench'] as const)('on whole responses to %s', (benchmark) => {
      const [itemFile, responseFile] = files[benchmark];
      const items = sharedLines(itemFile);
      const rows = sharedLines(responseFile).map((row, index): Judged => {
        const { code, score } = v.parse(stored, row);
        const record = items[index] ?? {};
        const ours = decided(
          scoreTrace({ benchmark, record }, { status: 'complete', flags: [], answer: code[0] }, null),
        );
        return { index, ours: ours.value === 1, theirs: score[0] };
      });
      const found = disagreements(rows);
      const agree = rows.length - found.more.length - found.fewer.length;
      console.info(`${benchmark}: ${agree} of ${rows.length} verdicts agree`);
      expect(found).toEqual(known[benchmark]);
      expect(agree).toBe({ 'MATH-500': 496, AIME24: 30, OlympiadBench: 653 }[benchmark]);
    });

    it('on its own extracted and normalised pairs', () => {
      const pairs = allFiles
        .filter((name) => name.startsWith(evaluator))
        .flatMap((name) => sharedLines(name));
      const rows = pairs.map((row, index): Judged => {
        const { pred, gt, score } = v.parse(stored, row);
        return { index, ours: sameMath(pred[0], gt).equal, theirs: score[0] };
      });
      const found = disagreements(rows);
      const agree = rows.length - found.more.length - found.fewer.length;
      console.info(
        `pairs: ${agree} of ${rows.length} agree; ${found.more.length} only ours, ${found.fewer.length} only theirs`,
      );
      // Its normalised texts have lost commas and signs, so some of its verdicts cannot be had from them.
      expect(agree).toBeGreaterThanOrEqual(1179);
      expect(found.more.length).toBeLessThanOrEqual(10);
    });
  },
);

const uniReason = [
  'responses/UniReason-SFT_hendrycks_math_500.jsonl',
  'responses/UniReason-RL_hendrycks_math_500.jsonl',
] as const;

describe.skipIf(absent('items/math500.jsonl', ...uniReason))(
  'the paper’s responses to MATH-500 (skipped where ../shared/data is absent)',
  () => {
    const response = v.object({ output: v.string() });
    const gold = v.object({ answer: v.string() });
    /** Text as it is, but for white space and the size of fractions and brackets. */
    const plain = (text: string): string =>
      text.replace(/\s|\\left|\\right/g, '').replaceAll('\\dfrac', '\\frac');

    const run = (file: string, thinks: boolean) => {
      const items = sharedLines('items/math500.jsonl');
      const rows = sharedLines(file).map((row, index) => {
        const record = items[index] ?? {};
        const { answer, state } = splitReasoning(v.parse(response, row).output);
        const ended = !thinks || state === 'closed';
        const status: TraceStatus = ended ? 'complete' : 'truncated';
        const flags: TraceFlag[] = ended ? [] : ['reasoning-unclosed'];
        const score = decided(scoreTrace({ benchmark: 'MATH-500', record }, { status, flags, answer }, null));
        const byRule = stringRule(v.parse(response, row).output, v.parse(gold, record).answer);
        const asText =
          ended && score.extracted !== null && plain(score.extracted) === plain(v.parse(gold, record).answer);
        return {
          index,
          ended,
          asText,
          byRule,
          value: score.value,
          counted: countedValue(status, flags, score.value),
        };
      });
      return {
        n: rows.length,
        ended: rows.filter((row) => row.ended).length,
        right: rows.reduce((sum, row) => sum + (row.counted ?? Number.NaN), 0),
        asText: rows.filter((row) => row.asText).length,
        byRule: rows.filter((row) => row.byRule).length,
        onlyOurs: rows.filter((row) => row.value === 1 && !row.byRule).map((row) => row.index),
        onlyRule: rows.filter((row) => row.value !== 1 && row.byRule).map((row) => row.index),
        nullOfUnended: rows.every((row) => row.ended === (row.value !== null)),
      };
    };

    it('SFT: 154 never close their reasoning, have no score, and count as 0', () => {
      const seen = run(uniReason[0], true);
      const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(0)} %`;
      console.info(
        `SFT: ${seen.right} right; ${share(seen.right, seen.n)} over all, ${share(seen.right, seen.ended)} over the finished ones; compared as text only ${share(seen.asText, seen.n)} and ${share(seen.asText, seen.ended)}`,
      );
      expect(seen).toMatchObject({ n: 500, ended: 346, right: 332, nullOfUnended: true });
      expect([share(seen.right, seen.n), share(seen.right, seen.ended)]).toEqual(['66 %', '96 %']);
      expect([share(seen.asText, seen.n), share(seen.asText, seen.ended)]).toEqual(['59 %', '86 %']);
    });

    it('RL: thinks in the open, so every response is scored', () => {
      expect(run(uniReason[1], false)).toMatchObject({ n: 500, ended: 500, right: 324, nullOfUnended: true });
    });

    it('the paper’s string rule finds fewer right, and every difference is judged', () => {
      for (const [file, thinks, name, numbers] of [
        [uniReason[1], false, 'RL', { right: 324, byRule: 306, onlyOurs: 18, onlyRule: 0 }],
        [uniReason[0], true, 'SFT', { right: 332, byRule: 321, onlyOurs: 17, onlyRule: 6 }],
      ] as const) {
        const { right, byRule, onlyOurs, onlyRule } = run(file, thinks);
        expect({ right, byRule, onlyOurs: onlyOurs.length, onlyRule: onlyRule.length }).toEqual(numbers);
        const differ = [...onlyOurs, ...onlyRule].toSorted((a, b) => a - b);
        expect(listed(name)).toEqual(differ);
      }
    });
  },
);
