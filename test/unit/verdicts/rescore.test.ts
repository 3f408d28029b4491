import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

import type { Sample } from '../../../src/core/results/sample.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { scoreWith } from '../../../src/workspace/scoring/scoring.ts';
import { rescore, type RescoreOptions } from '../../../src/workspace/verdicts/rescore.ts';
import { SavedVerdicts } from '../../../src/workspace/verdicts/savedVerdicts.ts';
import { trace } from '../results/fixtures.ts';
import { clock, here, inRoot, save, tree } from '../saved/savedFolder.ts';

const verdictsFile = '.reasoning-transfer/tuned-7b/verdicts_MATH-500.jsonl';

async function scored(samples: readonly Sample[], changes: Partial<RescoreOptions> = {}) {
  const saved = new SavedSamples(here.root, clock);
  await save(saved, ...samples);
  const verdicts = new SavedVerdicts(here.root);
  await verdicts.refresh();
  const again = (more: Partial<RescoreOptions> = {}) =>
    rescore(saved.ofLabel('tuned-7b', 'MATH-500'), {
      read: (sample) => saved.read(sample),
      score: scoreWith(noHelp),
      own: [],
      verdicts,
      signal: new AbortController().signal,
      ...changes,
      ...more,
    });
  return { saved, verdicts, again, result: await again() };
}

const answered = (answer: string, n: number, changes: Partial<Sample['trace']> = {}): Sample =>
  inRoot({ trace: { ...trace, answer, ...changes } }, n);

it('scores saved responses again, beside what was saved', async () => {
  const { saved, verdicts, result } = await scored([
    answered('So \\boxed{8}.', 2),
    answered('So \\boxed{13}.', 3),
  ]);
  expect(result).toMatchObject({ judged: 2, saved: 2, left: [], problems: [], cancelled: false });
  const said = saved
    .ofLabel('tuned-7b', 'MATH-500')
    .map((sample) => [sample.value, verdicts.of(sample).scorer?.score.value]);
  // The samples of the tests say 1, whatever their answers are.
  expect(said).toEqual([
    [1, 1],
    [1, 0],
  ]);
  expect(await tree()).toContain(verdictsFile);
  const lines = (await readFile(path.join(here.root, verdictsFile), 'utf8')).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { sample: { file: string } }).sample.file)).toEqual(
    saved.ofLabel('tuned-7b', 'MATH-500').map(({ file }) => path.relative(here.root, file)),
  );
});

it('saves nothing twice', async () => {
  const { again } = await scored([answered('So \\boxed{8}.', 2)]);
  const before = await readFile(path.join(here.root, verdictsFile), 'utf8');
  expect(await again()).toMatchObject({ judged: 1, saved: 0 });
  expect(await readFile(path.join(here.root, verdictsFile), 'utf8')).toBe(before);
});

it('keeps a verdict where now nobody can say', async () => {
  const { saved, verdicts, again } = await scored([answered('So \\boxed{8}.', 2)]);
  const reason = 'the code was not run: running code is off';
  const notRun = { value: null, extracted: null, range: null, rule: 'not run', reason };
  expect(await again({ score: () => Promise.resolve(notRun) })).toMatchObject({
    judged: 0,
    saved: 0,
    left: [{ why: reason, count: 1 }],
  });
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  expect(sample && verdicts.of(sample).scorer?.score.value).toBe(1);
});

it('takes in what another program adds meanwhile', async () => {
  const { saved, verdicts } = await scored([answered('So \\boxed{8}.', 2), answered('So \\boxed{12}.', 3)]);
  const [first, second] = saved.ofLabel('tuned-7b', 'MATH-500');
  if (first === undefined || second === undefined) throw new Error('no samples');
  const other = new SavedVerdicts(here.root);
  await other.refresh();
  const at = '2026-01-02T04:00:00.000Z';
  const by = (of: SavedVerdicts, sample: SavedSample, comment: string) =>
    of.append([{ kind: 'hand', sample: of.named(sample), value: 0, comment, at }]);
  await by(other, first, 'theirs');
  await by(verdicts, second, 'ours');
  expect([first, second].map((sample) => verdicts.of(sample).hand?.comment)).toEqual(['theirs', 'ours']);
  await by(verdicts, second, 'again');
  await other.refresh();
  expect([first, second].map((sample) => other.of(sample).hand?.comment)).toEqual(['theirs', 'again']);
});

it('is read again by another program, and after the workspace has moved', async () => {
  const { saved, verdicts } = await scored([answered('So \\boxed{8}.', 2)]);
  const other = new SavedVerdicts(here.root);
  await other.refresh();
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  if (sample === undefined) throw new Error('no sample');
  expect(other.of(sample)).toEqual(verdicts.of(sample));
  const moved = { ...sample, file: sample.file.replace(here.root, '/elsewhere') };
  const there = new SavedVerdicts('/elsewhere');
  expect(there.named(moved).file).toBe(verdicts.named(sample).file);
});

it('counts a response that was cut off as one, never by what it holds', async () => {
  const cut = answered('So \\boxed{8}. But', 2, { status: 'truncated', finishReason: 'length' });
  const { saved, verdicts } = await scored([cut]);
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  expect(sample && verdicts.of(sample).scorer?.score).toMatchObject({ value: null, rule: 'truncated' });
});

it('says what it could not score', async () => {
  const { result } = await scored([answered('', 2, { reasoning: '' })]);
  expect(result).toMatchObject({ judged: 0, left: [{ why: 'the file holds no response', count: 1 }] });
});

it('counts a response that is empty as 0', async () => {
  const { saved, verdicts } = await scored([answered('', 2, { reasoning: '', flags: ['empty'] })]);
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  expect(sample && verdicts.of(sample).scorer?.score).toMatchObject({ value: null, rule: 'empty' });
});

it('keeps what was done when it is cancelled', async () => {
  const controller = new AbortController();
  let seen = 0;
  const { result, verdicts } = await scored(
    [answered('\\boxed{8}', 2), answered('\\boxed{12}', 3), answered('\\boxed{16}', 4)],
    {
      signal: controller.signal,
      score: (item, of, choices) => {
        seen += 1;
        if (seen === 2) controller.abort();
        return scoreWith(noHelp)(item, of, choices);
      },
    },
  );
  expect(result).toMatchObject({ judged: 2, saved: 2, cancelled: true });
  expect([...verdicts.all()]).toHaveLength(2);
});

it('takes a verdict by hand, and takes it back', async () => {
  const { saved, verdicts } = await scored([answered('So \\boxed{9}.', 2)]);
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  if (sample === undefined) throw new Error('no sample');
  const at = '2026-01-02T04:00:00.000Z';
  const named = verdicts.named(sample);
  await verdicts.append([{ kind: 'hand', sample: named, value: 1, comment: 'a slip of the key', at }]);
  expect(verdicts.of(sample)).toMatchObject({ scorer: { score: { value: 0 } }, hand: { value: 1 } });
  await verdicts.append([{ kind: 'withdrawn', sample: named, at }]);
  expect(verdicts.of(sample)).toMatchObject({ scorer: { score: { value: 0 } }, hand: null });
});

it('leaves out a line that is none, and goes on behind a torn one', async () => {
  const { saved, verdicts, again } = await scored([answered('So \\boxed{8}.', 2)]);
  const file = path.join(here.root, verdictsFile);
  const whole = await readFile(file, 'utf8');
  await writeFile(file, `nonsense\n${whole}`);
  await appendFile(file, whole.slice(0, 40));
  await verdicts.refresh();
  expect(verdicts.problems.map(({ line }) => line)).toEqual([1, 3]);
  const [sample] = saved.ofLabel('tuned-7b', 'MATH-500');
  if (sample === undefined) throw new Error('no sample');
  expect(verdicts.of(sample).scorer?.score.value).toBe(1);
  await again({
    score: async () =>
      Promise.resolve({ value: 0, extracted: null, range: null, rule: 'none', reason: 'no' }),
  });
  expect(verdicts.of(sample).scorer?.score.value).toBe(0);
  expect(verdicts.problems.map(({ line }) => line)).toEqual([1, 3]);
});
