import { describe, expect, test } from 'vitest';
import { mayRunCode } from '../../../src/cli/runCode.ts';
import { findProgram } from '../../../src/workspace/scoring/programs/launch.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const { cli } = cliFolder();
const hasPython = (await findProgram('python3', process.env.PATH ?? '')) !== null;

const line = (code: string): string =>
  `${JSON.stringify({
    benchmark: 'LiveCodeBench',
    item: {
      question_content: 'Double it.',
      question_id: '1',
      public_test_cases: JSON.stringify([{ input: '2\n', output: '4\n', testtype: 'stdin' }]),
    },
    response: `\`\`\`python\n${code}\n\`\`\``,
  })}\n`;

describe('score', () => {
  test('runs no code unless it is told to', async () => {
    const ended = await cli(['score'], { stdin: line('print(2 * int(input()))') }).ended;
    expect([ended.status, ended.stderr]).toEqual([1, '']);
    expect(objects(ended.stdout)).toEqual([
      {
        score: null,
        extracted: 'print(2 * int(input()))',
        reason: 'the code was not run: running code is off; --run-code turns it on',
      },
    ]);
  });

  test.skipIf(!hasPython)('runs it with --run-code (skipped where there is no python3)', async () => {
    const stdin =
      line('print(2 * int(input()))') + line('print(int(input()))') + line('import os\nprint(os.environ)');
    const ended = await cli(['score', '--run-code'], { stdin, env: { REASONING_TRANSFER_API_KEY: 'sesame' } })
      .ended;
    const found = objects(ended.stdout);
    expect([ended.status, found.map(({ score, parts }) => [score, parts])]).toEqual([
      0,
      [
        [1, { right: 1, of: 1 }],
        [0, { right: 0, of: 1 }],
        [0, { right: 0, of: 1 }],
      ],
    ]);
    expect(found[1]?.reason).toMatch(/^test public 1 of 1 in all: line 1 is 2, not 4 \(run with/);
    expect(ended.stdout).not.toContain('sesame');
  });

  test('warns, once, where there is no sandbox', async () => {
    const said: string[] = [];
    const may = mayRunCode(true, { say: (text) => said.push(text) });
    const launch = { wrapper: null, filter: true, python: '/python3', program: null };
    const guard = (isSandbox: boolean) => () =>
      Promise.resolve({ launch, isSandbox, words: 'run without a sandbox' });
    expect(await may(guard(true))).toBeNull();
    expect(said).toEqual([]);
    expect([await may(guard(false)), await may(guard(false))]).toEqual([null, null]);
    expect(said).toEqual(['--run-code: run without a sandbox']);
  });
});
