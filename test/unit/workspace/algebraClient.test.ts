import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mathAnswer } from '../../../src/core/scorers/math.ts';
import { settle } from '../../../src/core/scorers/settle.ts';
import { AlgebraClient } from '../../../src/workspace/scoring/algebraClient.ts';
import { scoreHelp } from '../../../src/workspace/scoring/scoreHelp.ts';
import { algebraThread } from './algebraThread.ts';

const newClient = algebraThread('algebraClient');
/** It runs for hours. */
const endless = { left: '\\sum_{k=1}^{10000000} k^k', right: '5' };
const gauss = { left: '\\sum_{k=1}^{n} k', right: '\\frac{n(n+1)}{2}' };

test('a question that takes too long is unanswered, and the next one is answered by a new thread', async () => {
  const client = newClient({ answerMs: 700 });
  const start = performance.now();
  const answers = await Promise.all([endless, gauss, endless, gauss].map((each) => client.same(each)));
  const late = { unanswered: 'it was not decided in time' };
  expect(answers).toEqual([late, true, late, true]);
  expect(performance.now() - start).toBeLessThan(15_000);
});

test('garbage is unanswered, and the thread lives on', async () => {
  const client = newClient();
  const garbage = [
    '',
    '((((\\frac',
    '\\sum_{',
    '\\begin{cases} 1',
    '\\ldots',
    'f(2x)',
    '\u0000\ud800',
    '{'.repeat(5000),
    '\\operatorname{constructor}(1)',
    '\\operatorname{__proto__}',
    '\\text{process.exit(1)}',
    '\\coloneqq',
    'x \\coloneqq 5',
  ];
  const answers = await Promise.all(garbage.map((left) => client.same({ left, right: '\\sum_{k=1}^{3} k' })));
  expect(answers.map((answer) => (typeof answer === 'boolean' ? answer : 'unanswered'))).toEqual(
    garbage.map(() => 'unanswered'),
  );
  // Nothing that it read before is known to it now.
  expect(await client.same({ left: '\\sum_{k=1}^{x} k', right: '\\frac{x(x+1)}{2}' })).toBe(true);
  expect(await client.same({ left: 'f+\\gcd(2,4)', right: 'f+2' })).toBe(true);
});

test('two clients have a thread each: one that hangs does not hold up the other', async () => {
  const [slow, quick] = [newClient({ answerMs: 4000 }), newClient()];
  await slow.same(gauss);
  const order: string[] = [];
  await Promise.all([
    slow.same(endless).then(() => order.push('slow')),
    quick.same(gauss).then((same) => order.push(`quick ${JSON.stringify(same)}`)),
  ]);
  expect(order).toEqual(['quick true', 'slow']);
});

test('what is asked when it is disposed of, and after, is unanswered', async () => {
  const client = newClient({ answerMs: 60_000 });
  await client.same(gauss);
  const asked = [client.same(endless), client.same(gauss)];
  await new Promise((resolve) => setTimeout(resolve, 50));
  await client.dispose();
  expect(await Promise.all([...asked, client.same(gauss)])).toEqual([
    { unanswered: 'the algebra system ended' },
    { unanswered: 'it is not available here' },
    { unanswered: 'it is not available here' },
  ]);
});

test('a thread that cannot be started leaves questions unanswered', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'algebra-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const none = new AlgebraClient(path.join(folder, 'none.js'));
  expect(await none.same(gauss)).toEqual({ unanswered: 'the algebra system ended' });
  expect(await new AlgebraClient('not/absolute.js').same(gauss)).toEqual({
    unanswered: 'the algebra system cannot be started',
  });
  const broken = path.join(folder, 'broken.js');
  writeFileSync(broken, 'throw new Error("broken");');
  expect(await new AlgebraClient(broken).same(gauss)).toEqual({ unanswered: 'the algebra system ended' });
  const help = scoreHelp(folder);
  expect(await help.formula(gauss)).toEqual({ unanswered: 'the algebra system ended' });
  await help.dispose();
});

test('a score waits for the answer, says so in words, and is 0 where there is none', async () => {
  const client = newClient({ answerMs: 700 });
  const score = async (answer: string, gold: string): Promise<string> => {
    const input = { record: { answer: gold }, answer: `It is $\\boxed{${answer}}$.`, choices: null };
    const { value, rule, reason } = await settle(mathAnswer.score(input), {
      ...scoreHelp(tmpdir()),
      formula: client.same,
    });
    return `${value ?? 'null'} | ${rule} | ${reason}`;
  };
  expect(await score('\\sum_{k=1}^{n} k', '\\frac{n(n+1)}{2}')).toBe(
    '1 | boxed · algebra | `\\boxed{\\sum_{k=1}^{n} k}` equals \\frac{n(n+1)}{2} symbolically',
  );
  expect(await score('\\sum_{k=1}^{n} k', '\\frac{n(n-1)}{2}')).toBe(
    '0 | boxed · different | `\\boxed{\\sum_{k=1}^{n} k}` is not \\frac{n(n-1)}{2}',
  );
  expect(await score(endless.left, '5')).toBe(
    `0 | boxed · undecided | \`\\boxed{${endless.left}}\` could not be compared with 5: it was not decided in time; counts as 0`,
  );
});
