import { afterAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { deflateSync } from 'node:zlib';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { noHelp, settle, type ScoreHelp } from '../../../src/core/scorers/settle.ts';
import { isUnanswered, type ProgramQuestion } from '../../../src/core/scorers/score.ts';
import { findProgram } from '../../../src/workspace/scoring/programs/launch.ts';
import { Programs } from '../../../src/workspace/scoring/programs/programs.ts';
import { runTest } from '../../../src/workspace/scoring/programs/runTest.ts';
import { cleanUp, runOne, stillRunning } from './hostilePrograms.ts';

afterAll(cleanUp);

const never = new AbortController().signal;
const hasPython = (await findProgram('python3', process.env.PATH ?? '')) !== null;
const programs = new Programs({ limits: { wallMs: 3000 } });
const run = (code: string, test: Parameters<typeof runOne>[2] = {}) => runOne(programs, code, test);
const name = (text: string): string => (hasPython ? text : `${text} (skipped: there is no python3 here)`);

describe.skipIf(!hasPython)(name('programs that read stdin'), () => {
  it.each([
    ['input()', 'print(int(input()) + int(input()))'],
    ['sys.stdin', 'import sys\nprint(sum(int(line) for line in sys.stdin))'],
    ['sys.stdin.read', 'print(sum(map(int, sys.stdin.read().split())))'],
    ['sys.stdin.readline', 'input = sys.stdin.readline\nprint(int(input()) + int(input()))'],
    ['sys.stdin.buffer', 'import sys\nprint(sum(map(int, sys.stdin.buffer.read().split())))'],
    ['open(0)', 'print(sum(map(int, open(0).read().split())))'],
    ['open("/dev/stdin")', 'print(sum(map(int, open("/dev/stdin").read().split())))'],
    ['os.read', 'import os\nprint(sum(map(int, os.read(0, 100).split())))'],
    ['a main guard', 'def main(): print(5)\nif __name__ == "__main__": main()'],
    ['an end by exit()', 'print(5)\nexit()'],
    ['an end by sys.exit(1)', 'import sys\nprint(5)\nsys.exit(1)'],
    ['output at exit', 'import atexit, os\natexit.register(lambda: os.write(1, b"5"))'],
    ['no newline at the end', 'sys.stdout.write("5")'],
    ['a future import', 'from __future__ import annotations\nprint(5)'],
    ['a dataclass', 'from dataclasses import dataclass\n@dataclass\nclass A:\n  x: int\nprint(A(5).x)'],
  ])('take it by %s', async (_way, code) => {
    const outcome = await run(code, { input: '2\n3' });
    expect([outcome.kind, outcome.output.trim(), outcome.error]).toEqual(['ended', '5', '']);
  });

  it.each([
    ['print(1/0)', 'ZeroDivisionError: division by zero'],
    ['print(', "SyntaxError: '(' was never closed"],
    ['input()', 'EOFError: EOF when reading a line'],
    ['import os\nos._exit(3)', 'exit status 3'],
    ['raise ValueError("two\\nlines")', 'ValueError: two\nlines'],
    ['def f(): return f()\nf()', 'RecursionError: maximum recursion depth exceeded'],
  ])('end with an error: %j', async (code, error) => {
    const outcome = await run(code);
    expect(outcome.kind).toBe('error');
    expect(outcome.error.slice(0, error.length).replace(/^SyntaxError.*/, 'SyntaxError')).toBe(
      error.replace(/^SyntaxError.*/, 'SyntaxError'),
    );
  });

  it('keep what is neither ASCII nor UTF-8', async () => {
    expect((await run('print(input())', { input: 'é😀' })).output).toBe('é😀\n');
    expect((await run('sys.stdout.buffer.write(b"\\xff")')).output).toBe('\ufffd');
  });

  it('may print as much as is wanted of them', async () => {
    const output = 'x'.repeat(3_000_000);
    const outcome = await run(`print("x" * ${output.length})`, { output });
    expect(outcome.output.length).toBe(output.length + 1);
  });
});

describe.skipIf(!hasPython)(name('functions'), () => {
  const call = (code: string, input: string) => run(code, { input, functionName: 'f' });

  it('are called with a JSON value a line, as a method of Solution or alone', async () => {
    const method = 'class Solution:\n  def f(self, a: List[int], b: str) -> str:\n    return b * len(a)';
    expect((await call(method, '[1, 2]\n"é"')).output).toBe('"\\u00e9\\u00e9"');
    expect((await call('def f(a): return {"a": a, "b": None}', '1.5')).output).toBe('{"a": 1.5, "b": null}');
  });

  it('give back the outermost tuple as a list, and nothing else that JSON has not', async () => {
    expect((await call('def f(a): return (1, a)', 'true')).output).toBe('[1, true]');
    expect((await call('def f(a): return [(1, a)]', '2')).output).toBe('not JSON: [(1, 2)]');
    expect((await call('def f(a): return {1, a}', '2')).output).toBe('not JSON: {1, 2}');
    expect((await call('def f(a): return {a: 1}', '2')).output).toBe('not JSON: {2: 1}');
    expect((await call('def f(a): return a ** 20000 > 0 and 10 ** 5000', '2')).output).toHaveLength(5001);
    expect((await call('def f(a): return float("inf")', '2')).output).toBe('Infinity');
  });

  it('may print as they like', async () => {
    const outcome = await call('print("{}")\ndef f(a):\n  print("x" * 1000)\n  return a', '2');
    expect([outcome.kind, outcome.output]).toEqual(['ended', '2']);
  });

  it.each([
    ['def g(a): return a', "AttributeError: module '__main__' has no attribute 'f'"],
    ['def f(): return 1', 'TypeError: f() takes 0 positional arguments but 1 was given'],
    ['def f(a): exit()', 'SystemExit: None'],
    ['import os\ndef f(a): os._exit(0)', 'it ended before it gave anything back'],
    ['import os\ndef f(a): os.close(3)', 'exit status 1'],
  ])('end with an error: %j', async (code, error) => {
    const outcome = await call(code, '1');
    expect([outcome.kind, outcome.error]).toEqual(['error', error]);
  });
});

describe.skipIf(!hasPython)(name('a run of tests'), () => {
  const question = (code: string, tests: number, passes: ProgramQuestion['passes'] = () => true) => ({
    language: 'python' as const,
    code,
    functionName: null,
    tests: Array.from({ length: tests }, (_, at) => ({ input: String(at), output: '', isPublic: true })),
    passes,
  });

  it('gives each test a process of its own, and ends at the first that fails', async () => {
    const code = 'try: seen += 1\nexcept NameError: seen = 1\nprint(seen, input())';
    const outcome = await programs.run(
      question(code, 5, (_test, { output }) => output !== '1 2\n'),
      never,
    );
    if (isUnanswered(outcome)) throw new Error(outcome.unanswered);
    expect(outcome.tests.map(({ output }) => output)).toEqual(['1 0\n', '1 1\n', '1 2\n']);
    expect(outcome.guard).not.toBe('');
  });

  it('is cancelled, at once', async () => {
    const controller = new AbortController();
    const begin = performance.now();
    const outcome = programs.run(question('import time\ntime.sleep(60)', 1), controller.signal);
    setTimeout(() => controller.abort(), 300);
    expect(await outcome).toEqual({ unanswered: 'it was cancelled' });
    expect(performance.now() - begin).toBeLessThan(2500);
    expect(await stillRunning()).toEqual([]);
    expect(await programs.run(question('print()', 1), controller.signal)).toEqual({
      unanswered: 'it was cancelled',
    });
  });

  it('waits while two others run', async () => {
    const times: number[][] = [];
    const timed = async (): Promise<void> => {
      const code = 'import time\nbegin = time.time()\ntime.sleep(0.4)\nprint(begin, time.time())';
      const outcome = await programs.run(question(code, 1), never);
      if (isUnanswered(outcome)) throw new Error(outcome.unanswered);
      times.push((outcome.tests[0]?.output ?? '').split(' ').map(Number));
    };
    await Promise.all(Array.from({ length: 6 }, timed));
    const atOnce = times.map(
      ([begin = 0]) => times.filter(([b = 0, e = 0]) => b <= begin && begin < e).length,
    );
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(2);
    expect(times).toHaveLength(6);
  });
});

describe('where programs cannot run', () => {
  it('says so', async () => {
    const without = new Programs({ search: '/nowhere' });
    const question = {
      language: 'python' as const,
      code: '',
      functionName: null,
      tests: [],
      passes: () => true,
    };
    expect(await without.run(question, never)).toEqual({
      unanswered: 'there is no `python3` on the search path, or it does not run',
    });
  });

  it('says so too of a Python that is gone, or that does not begin', async () => {
    const limits = { wallMs: 1000, memory: 2 ** 30, output: 1000 };
    const job = { code: 'print(1)', functionName: null, input: '' };
    const start = (python: string) =>
      runTest({ wrapper: null, filter: true, python, program: null }, job, limits, tmpdir(), never);
    expect(await start('/nowhere/python3')).toEqual({
      unanswered: 'Python could not be started: spawn /nowhere/python3 ENOENT',
    });
    expect(await start(process.execPath)).toMatchObject({
      unanswered: expect.stringContaining('Python could not be started: ') as string,
    });
  });
});

describe.skipIf(!hasPython)(name('LiveCodeBench from answer to score'), () => {
  const help: ScoreHelp = { ...noHelp, program: (question) => programs.run(question, never) };
  const tests = (list: readonly (readonly [string, string])[]): string =>
    JSON.stringify(list.map(([input, output]) => ({ input, output, testtype: 'stdin' })));
  /** As `pickle.dumps(text, 0)` writes ASCII text. */
  const pack = (text: string): string =>
    deflateSync(Buffer.from(`V${text.replaceAll('\\', '\\u005c')}\np0\n.`, 'latin1')).toString('base64');
  const record = {
    question_content: 'Halve it.',
    question_id: '1',
    public_test_cases: tests([['4\n', '2\n']]),
    private_test_cases: pack(
      tests([
        ['5\n', '2.5\n'],
        ['0\n', '0\n'],
      ]),
    ),
  };
  const score = (code: string) =>
    settle(
      scoreTrace(
        { benchmark: 'LiveCodeBench', record },
        { status: 'complete', flags: [], answer: `\`\`\`python\n${code}\n\`\`\`` },
        null,
      ),
      help,
    );

  it('passes a program that is right', async () => {
    expect(await score('print(int(input()) / 2)')).toMatchObject({ value: 1, parts: { right: 3, of: 3 } });
  });

  it.each([
    ['print(int(input()) // 2)', 'wrong answer', 'test private 1 of 3 in all: line 1 is 2, not 2.5'],
    ['print(1 / int(input()) and 2.5)', 'wrong answer', 'test public 1 of 3 in all: line 1 is 2.5, not 2'],
    ['n = int(input())\nprint(n * n / n / 2)', 'error', 'ZeroDivisionError'],
  ])('fails one that is wrong: %j', async (code, rule, reason) => {
    const { value, rule: found, reason: why } = await score(code);
    expect([value, found]).toEqual([0, rule]);
    expect(why).toContain(reason);
  });
});
