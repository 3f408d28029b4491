import { beforeEach, expect, test, vi } from 'vitest';
import { configure } from '../../support/vscodeWords.ts';
import type { ToTransfer, TransferChoice, TransferState } from '../../../src/protocol.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { transferOn } from './transferFixture.ts';

const files = {
  ...mathRun('base', [1, 0, 0, 0, 1]),
  ...mathRun('rl', [1, 1, 0, 1, 1]),
  ...mathRun('sft', [1, 1, 1, 0, 0]),
};
const models = [
  { model: 'rl', base: 'base', method: 'rl' },
  { model: 'sft', base: 'base', method: 'sft' },
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  return () => vi.useRealTimers();
});

function stateOf(message: ToTransfer | undefined): TransferState {
  if (message?.type !== 'data') throw new Error(`no data, but ${message?.type}`);
  return message.state;
}

/** What is told of each model's gain on math. */
function gains({ transfer }: TransferState): string {
  return transfer.models.map(({ model, domains }) => `${model} ${domains.math.delta.value}`).join(', ');
}

test('values are told at once, and the same with intervals when the thread has them', async () => {
  const { model, told, engine } = await transferOn(files, { models });
  model.look(true);
  expect(told.map(({ type }) => type)).toEqual(['data']);
  expect(gains(stateOf(told[0]))).toBe('rl 40, sft 20');
  expect(stateOf(told[0])).toMatchObject({
    pending: true,
    otherVerdicts: null,
    withoutBase: [],
    unscored: [],
  });
  expect(stateOf(told[0]).transfer.resamples).toBe(0);
  engine.asked[0]?.answer();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(stateOf(told[1])).toMatchObject({ pending: false });
  expect(stateOf(told[1]).transfer.resamples).toBe(10_000);
});

test('nothing is made again where nothing changed, nor where nobody looks', async () => {
  const { model, told, engine, named, write, sources } = await transferOn(files, { models });
  const input = vi.spyOn(sources, 'input');
  named();
  await vi.advanceTimersByTimeAsync(2000);
  expect([told.length, input.mock.calls.length]).toEqual([0, 0]);
  model.look(true);
  engine.asked[0]?.answer();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  configure({ codeLens: true });
  named();
  await vi.advanceTimersByTimeAsync(2000);
  expect([told.length, engine.computed, engine.asked.length, input.mock.calls.length]).toEqual([2, 1, 1, 1]);
  // Who looks again is told what is known.
  model.look(false);
  model.look(true);
  expect(told[2]).toBe(told[1]);
  expect(input).toHaveBeenCalledTimes(1);
  model.look(false);
  await write(mathRun('rl', [0, 0, 0, 0, 0], { timestamp: '2026-02-02T03-04-05.678901' }));
  await vi.advanceTimersByTimeAsync(2000);
  expect([told.length, input.mock.calls.length]).toEqual([3, 1]);
  model.look(true);
  expect(gains(stateOf(told[3]))).toBe('rl -40, sft 20');
});

test('a new result is told within a second, and what was computed before it is dropped', async () => {
  const { model, told, engine, write } = await transferOn(files, { models });
  model.look(true);
  await write(mathRun('rl', [1, 1, 1, 1, 1], { timestamp: '2026-02-02T03-04-05.678901' }));
  await vi.advanceTimersByTimeAsync(900);
  expect(told.map((message) => gains(stateOf(message)))).toEqual(['rl 40, sft 20', 'rl 60, sft 20']);
  engine.asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toHaveLength(2);
  engine.asked[1]?.answer();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(gains(stateOf(told[2]))).toBe('rl 60, sft 20');
  expect(stateOf(told[2]).pending).toBe(false);
});

test('what was chosen is computed under, from the same input, and kept; a changed setting counts again', async () => {
  const { model, told, choices, sources, engine } = await transferOn(files, { models });
  const input = vi.spyOn(sources, 'input');
  model.look(true);
  const choice: TransferChoice = { variant: 'v1-relative', level: 90, cohort: ['rl'], verdicts: 'stored' };
  model.choose(choice);
  expect(stateOf(told.at(-1)).transfer).toMatchObject({ variant: 'v1-relative', level: 90, cohort: ['rl'] });
  expect(engine.asked.map(({ options }) => options.level)).toEqual([95, 90]);
  expect(input).toHaveBeenCalledTimes(1);
  expect(choices.get()).toEqual(choice);
  configure({ transfer: { level: 80 } });
  model.changed();
  await vi.advanceTimersByTimeAsync(1000);
  expect(stateOf(told.at(-1)).transfer).toMatchObject({ variant: 'v1-relative', level: 80, cohort: ['rl'] });
});

test('an answer to a choice that was taken back and made again is told once', async () => {
  const { model, told, engine, choices } = await transferOn(files, { models });
  model.look(true);
  const first = choices.get();
  model.choose({ ...first, level: 90 });
  model.choose(first);
  engine.asked[0]?.answer(null);
  engine.asked[1]?.answer(null);
  await vi.advanceTimersByTimeAsync(1);
  expect(told.map((message) => stateOf(message).pending)).toEqual([true, true, true]);
  engine.asked[2]?.answer();
  await vi.waitFor(() => expect(told).toHaveLength(4));
  expect(stateOf(told[3])).toMatchObject({ pending: false, transfer: { level: 95 } });
});

test('where the thread fails, that is said, the values stay, and the next export tries again', async () => {
  const { model, told, engine, failures } = await transferOn(files, { models });
  model.look(true);
  engine.asked[0]?.fail(new Error('out of memory'));
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(failures.map(String)).toEqual(['Error: out of memory']);
  expect(stateOf(told[1])).toMatchObject({ pending: false, failed: true, transfer: { resamples: 0 } });
  const whole = model.whole();
  await vi.waitFor(() => expect(engine.asked).toHaveLength(2));
  engine.asked[1]?.answer();
  expect((await whole)?.transfer.resamples).toBe(10_000);
});

test('an export takes what the panel is computing, and what changed meanwhile', async () => {
  const { model, engine, choices } = await transferOn(files, { models });
  model.look(true);
  const whole = model.whole();
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.asked).toHaveLength(1);
  model.choose({ ...choices.get(), level: 90 });
  engine.asked[0]?.answer(null);
  engine.asked[1]?.answer();
  expect((await whole)?.transfer.level).toBe(90);
  expect(engine.asked).toHaveLength(2);
});

test('a table has values and no intervals, so nothing is asked of the thread', async () => {
  const table = 'model,base,MATH-500,CoQA\nrl,base,61.5,70\nbase,,50,72\n';
  const { model, told, engine } = await transferOn({ 'scores.csv': table });
  model.look(true);
  expect(stateOf(told[0])).toMatchObject({ pending: false });
  expect(engine.asked).toEqual([]);
  expect((await model.whole())?.transfer.models.map((one) => one.domains.non.delta.value)).toEqual([-2]);
});

test('where there is nothing to show it says why', async () => {
  const none = await transferOn({ 'notes.txt': 'nothing' });
  none.model.look(true);
  expect(none.told).toEqual([
    { type: 'empty', why: 'no-results', models: [], baseMissing: [], unscored: [] },
  ]);
  const { index } = none.tools;
  none.tools.index = null;
  none.model.changed();
  await vi.advanceTimersByTimeAsync(1000);
  expect(none.told[1]).toMatchObject({ why: 'searching' });
  none.tools.index = index;
  none.close();
  none.model.changed();
  await vi.advanceTimersByTimeAsync(1000);
  expect(none.told[2]).toMatchObject({ why: 'no-folder' });

  const based = await transferOn(files);
  based.model.look(true);
  expect(based.told).toEqual([
    { type: 'empty', why: 'no-base', models: ['base', 'rl', 'sft'], baseMissing: [], unscored: [] },
  ]);
  expect(await based.model.whole()).toBeNull();
});

test('tuned models of a base without results are named with it', async () => {
  const { model, told } = await transferOn(
    { ...mathRun('rl', [1, 0]), ...mathRun('sft', [0, 0]) },
    { models },
  );
  model.look(true);
  expect(told).toMatchObject([
    {
      type: 'empty',
      why: 'no-base',
      models: ['rl', 'sft'],
      baseMissing: [
        { model: 'rl', base: 'base', method: 'rl' },
        { model: 'sft', base: 'base', method: 'sft' },
      ],
    },
  ]);
});

test('the files that are shown are known by their names, and no others', async () => {
  const { model, folder } = await transferOn(files, { models });
  const file = Object.keys(files).find((name) => name.includes('samples'));
  expect(model.names(`${folder}/${file}`)).toBe(true);
  expect(model.names('/etc/passwd')).toBe(false);
});

test('flips are of the items that both were asked', async () => {
  const { model } = await transferOn(files, { models });
  const list = model.flips('base', 'sft', 'MATH-500');
  expect(list?.items.map(({ kind }) => kind)).toEqual(['right', 'learned', 'learned', 'wrong', 'forgotten']);
  expect(model.flips('base', 'sft', 'CoQA')).toBeNull();
});

test('two models directly are compared at the level that was chosen', async () => {
  const { model, engine, choices, told } = await transferOn(files, { models });
  const direct = vi.spyOn(engine, 'direct');
  model.choose({ ...choices.get(), level: 90 });
  await model.direct('rl', 'sft');
  const [compared, level] = direct.mock.lastCall ?? [];
  expect(compared?.comparison.benchmarks.map(({ benchmark }) => benchmark)).toEqual(['MATH-500']);
  expect(level).toBe(90);
  // An answer that something newer took the place of is none.
  expect(told).toEqual([]);
});

test('where two models could not be compared, that is told, and not waited for', async () => {
  const { model, engine, told, failures } = await transferOn(files, { models });
  vi.spyOn(engine, 'direct').mockRejectedValue(new Error('out of memory'));
  await model.direct('rl', 'sft');
  expect(failures.map(String)).toEqual(['Error: out of memory']);
  expect(told).toEqual([{ type: 'direct', left: 'rl', right: 'sft', comparison: null }]);
});

test('the other verdicts get intervals too, after ours; who looks later is told all at once', async () => {
  const { model, told, engine, sources } = await transferOn(files, { models });
  vi.spyOn(sources, 'isJudged').mockReturnValue(true);
  model.look(true);
  expect(engine.asked.map(({ verdicts }) => verdicts)).toEqual(['stored']);
  expect(stateOf(told[0])).toMatchObject({ otherVerdicts: { resamples: 0 }, otherIntervals: 'pending' });
  engine.asked[0]?.answer();
  await vi.waitFor(() => expect(engine.asked).toHaveLength(2));
  expect(stateOf(told[1])).toMatchObject({ pending: false, otherIntervals: 'pending' });
  expect(engine.asked[1]?.verdicts).toBe('rescored');
  engine.asked[1]?.answer();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(told[2]).toMatchObject({
    type: 'other-verdicts',
    transfer: { verdicts: 'rescored', resamples: 10_000 },
  });
  model.look(true);
  expect(stateOf(told[3])).toMatchObject({
    transfer: { verdicts: 'stored', resamples: 10_000 },
    otherVerdicts: { verdicts: 'rescored', resamples: 10_000 },
    otherIntervals: 'done',
  });
});

test('intervals of other verdicts that a newer choice made old are dropped; where they fail, that is told', async () => {
  const { model, told, engine, sources, choices, failures } = await transferOn(files, { models });
  vi.spyOn(sources, 'isJudged').mockReturnValue(true);
  model.look(true);
  engine.asked[0]?.answer();
  await vi.waitFor(() => expect(engine.asked).toHaveLength(2));
  model.choose({ ...choices.get(), level: 90 });
  engine.asked[1]?.answer();
  engine.asked[2]?.answer();
  await vi.waitFor(() => expect(engine.asked).toHaveLength(4));
  expect(told.map(({ type }) => type)).toEqual(['data', 'data', 'data', 'data']);
  engine.asked[3]?.fail(new Error('out of memory'));
  await vi.waitFor(() => expect(told).toHaveLength(5));
  expect(told[4]).toEqual({ type: 'other-verdicts', transfer: null });
  expect(failures).toHaveLength(1);
  model.look(true);
  expect(stateOf(told[5])).toMatchObject({ failed: false, otherIntervals: 'failed' });
});
