import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { lmEvalFiles } from '../results/support/lmEvalFiles.ts';
import { under, writeInto } from '../results/index/folder.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

const files = under('r/org__m', lmEvalFiles({ model: 'org/m', scores: [1, 0, 1, 1] }));

describe('rescore', () => {
  test('saves verdicts beside the samples, and says where they differ', async () => {
    writeInto(here.folder, files);
    const ended = await cli(['rescore', 'r', '--json']).ended;
    const [output] = objects(ended.stdout) as unknown as [
      {
        readonly runs: readonly { readonly n: number; readonly stored: number; readonly model: string }[];
        readonly judged: number;
        readonly saved: number;
        readonly left: unknown[];
        readonly problems: unknown[];
      },
    ];
    expect(output).toMatchObject({ judged: 4, saved: 4, left: [], problems: [] });
    expect(output.runs).toMatchObject([
      { model: 'm', benchmark: 'MATH-500', tool: 'lm-eval', n: 4, stored: 75 },
    ]);
    const lines = await readFile(
      path.join(here.folder, 'r/.reasoning-transfer/m/verdicts_MATH-500.jsonl'),
      'utf8',
    );
    expect(lines.trim().split('\n')).toHaveLength(4);
    const again = objects((await cli(['rescore', 'r', '--json']).ended).stdout);
    expect(again).toMatchObject([{ judged: 4, saved: 0, runs: output.runs }]);
  });

  test('for people: a line for each run, and one for each reason', async () => {
    writeInto(here.folder, files);
    const { stdout, stderr } = await cli(['rescore', 'r']).ended;
    expect(stdout).toMatch(
      /^m +MATH-500 \(hendrycks_math500\) +stored 75\.0 % +ours \d+\.0 % +\d of 4 differ +exact_match,none +lm-eval\n( {2}[+-]\d .*\n)*$/,
    );
    expect(stderr).toContain('4 responses scored, 4 verdicts are new.');
  });

  test('of one benchmark or model alone', async () => {
    writeInto(here.folder, files);
    const of = async (...args: string[]) => cli(['rescore', 'r', ...args, '--json']).ended;
    const [math] = objects((await of('--benchmark', 'MATH-500', '--model', 'm')).stdout);
    expect(math).toMatchObject({ judged: 4 });
    const other = await of('--benchmark', 'IFEval');
    expect([other.status, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain('No results are of the benchmark "IFEval". There are: MATH-500.');
    expect((await of('--model', 'x')).stderr).toContain('No results are of the model "x". There are: m.');
  });

  test('wrong usage does nothing', async () => {
    writeInto(here.folder, files);
    expect((await cli(['rescore', 'r', 'x']).ended).status).toBe(2);
    expect((await cli(['rescore', 'nowhere']).ended).status).toBe(2);
    expect((await cli(['rescore', path.join('r', Object.keys(files)[0]?.slice(2) ?? '')]).ended).status).toBe(
      2,
    );
  });
});
