import { describe, expect, it, vi } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { Score } from '../../../src/core/scorers/score.ts';
import type { Trace } from '../../../src/core/traces/trace.ts';
import { columnKey, columnName, sampleKey, type SampleStart } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import type { LoadedSample } from '../../../src/host/tracesReading.ts';
import { ItemView } from '../../../src/host/tracesItem.ts';
import type { ToTraces } from '../../../src/protocol.ts';

const item = (id: string, line = 1): Item => ({
  benchmark: 'MATH-500',
  domain: 'math',
  task: null,
  id,
  record: {},
  question: `question ${line}`,
  gold: '7',
  textHash: `hash ${line}`,
  location: { file: '/w/items.jsonl', line, bytes: [line * 100, line * 100 + 50] },
});
const of = { label: 'a', model: 'm' };
const column = columnKey(of);
const key = sampleKey(of, 0);
const start: SampleStart = {
  key,
  column: columnName(of, null),
  repeat: [1, 1],
  sampling: { repeats: 1 },
};
const trace = (reasoning: string, answer: string, fields: Partial<Trace> = {}): Trace => ({
  status: 'complete',
  flags: [],
  reasoning,
  answer,
  finishReason: 'stop',
  usage: { promptTokens: 5, completionTokens: 9, reasoningTokens: null },
  timing: { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: 10, durationMs: 100 },
  sent: null,
  error: null,
  ...fields,
});
const right: Score = { value: 1, extracted: '7', range: [0, 1], rule: 'r', reason: 'equal' };
const saved = (id: string): SavedSample => ({
  item: { benchmark: 'MATH-500', task: null, id },
  textHash: '',
  gold: '7',
  options: null,
  label: 'a',
  model: 'm',
  repeat: 0,
  promptHash: '',
  sampling: { repeats: 1 },
  samplingKey: '',
  status: 'complete',
  flags: [],
  value: 1,
  extracted: '7',
  reason: 'equal',
  usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
  endedAt: '2026-01-01T00:00:00.000Z',
  file: `/w/${id}`,
  bytes: [0, 1],
});

/** A model with what it posted, and a disk that counts its readers. */
function setUp(disk: (saved: SavedSample) => LoadedSample = () => ({ ok: false, why: 'The file is gone.' })) {
  const posted: ToTraces[] = [];
  const reads: string[] = [];
  const model = new TracesModel(
    (message) => posted.push(structuredClone(message)),
    (sample) => {
      reads.push(sample.item.id);
      return Promise.resolve(disk(sample));
    },
  );
  const text = (): string => {
    const state = model.snapshot();
    return (state?.columns ?? [])
      .map((c) => `${c.state} [${c.reasoning}|${c.answer}] ${c.note ?? '-'}`)
      .join('\n');
  };
  return { model, posted, reads, text };
}

describe('the traces model', () => {
  it('joins what streams between two frames, and keeps the order around a reclassification', () => {
    const { model, posted, text } = setUp();
    model.add(item('1'), [start]);
    model.postState();
    posted.length = 0;
    for (const piece of ['I ', 'think']) model.generate(item('1'), key, { type: 'answer', text: piece });
    model.generate(item('1'), key, { type: 'answer-was-reasoning' });
    for (const piece of ['It ', 'is 7']) model.generate(item('1'), key, { type: 'answer', text: piece });
    model.flush();
    expect(posted.filter(({ type }) => type === 'deltas')).toMatchObject([
      {
        type: 'deltas',
        deltas: [
          { key: column, answer: 'I think' },
          { key: column, reclassify: true, answer: 'It is 7' },
        ],
      },
    ]);
    expect(text()).toBe('streaming [I think|It is 7] -');
    model.flush();
    expect(posted.filter(({ type }) => type === 'deltas').length).toBe(1);
  });

  it('posts nothing of an item that is out of view, and all of it when it is shown', () => {
    const { model, posted } = setUp();
    model.add(item('1'), [start]);
    model.add(item('2', 2), [start]);
    posted.length = 0;
    model.generate(item('2', 2), key, { type: 'answer', text: 'hidden' });
    model.flush();
    expect(posted).toEqual([]);
    model.go('next');
    const [state] = posted;
    expect(state?.type === 'state' && state.state.columns[0]?.answer).toBe('hidden');
    expect(state?.type === 'state' && state.state.position).toEqual([1, 2]);
  });

  it('keeps two items of one id apart', () => {
    const { model, text } = setUp();
    model.add(item('same', 1), [start]);
    model.add(item('same', 2), [start]);
    model.generate(item('same', 1), key, { type: 'answer', text: 'first' });
    model.generate(item('same', 2), key, { type: 'answer', text: 'second' });
    expect(text()).toBe('streaming [|first] -');
    model.showItem(item('same', 2));
    expect(text()).toBe('streaming [|second] -');
  });

  it('says when a request is tried again, and which try that is', () => {
    const { model, text } = setUp();
    model.add(item('1'), [start]);
    model.generate(item('1'), key, { type: 'retrying', attempt: 2, waitMs: 1500, reason: 'It loads.' });
    expect(text()).toBe('retrying [|] It loads. Asking again in 1.5 s (try 2).');
  });

  it('says why a truncated trace has no answer', () => {
    const { model, text } = setUp();
    model.add(item('1'), [start]);
    model.end(item('1'), key, {
      trace: trace('on and on', '', {
        status: 'truncated',
        finishReason: 'length',
        flags: ['reasoning-unclosed'],
      }),
      score: { ...right, value: null },
      choices: null,
    });
    expect(text()).toBe('truncated [on and on|] The trace was cut at the token limit, after 9 tokens.');
  });

  it('reads what was saved before only when its item is looked at', async () => {
    const { model, reads, text } = setUp(() => ({
      ok: true,
      trace: trace('r', 'from disk'),
      score: right,
      choices: null,
      prompt: 'p',
    }));
    for (let line = 1; line <= 3; line++) {
      model.add(item(String(line), line), [start]);
      model.skip(item(String(line), line), key, saved(String(line)));
    }
    await Promise.resolve();
    expect(reads).toEqual(['1']);
    model.go('next');
    await expect.poll(text).toBe('complete [r|from disk] Saved before; not asked again.');
    expect(reads).toEqual(['1', '2']);
    expect(model.snapshot()?.columns[0]?.prompt).toBe('p');
  });

  it('lets the texts of long evaluations go and reads them again', async () => {
    const { model, reads, text } = setUp(({ item: { id } }) => ({
      ok: true,
      trace: trace('', `text ${id}`),
      score: right,
      choices: null,
      prompt: 'p',
    }));
    for (let line = 1; line <= 30; line++) {
      model.add(item(String(line), line), [start]);
      model.end(item(String(line), line), key, {
        trace: trace('', `text ${line}`),
        score: right,
        choices: null,
        saved: saved(String(line)),
      });
    }
    expect(text()).toBe('complete [|text 1] -');
    expect(reads).toEqual([]);
    model.go('next');
    await expect.poll(text).toBe('complete [|text 2] -');
    expect(reads).toEqual(['2']);
  });

  it('keeps what cannot be read again from looking like an empty answer', async () => {
    const { model, text } = setUp();
    model.add(item('1'), [start]);
    model.skip(item('1'), key, saved('1'));
    await expect.poll(text).toBe('unreadable [|] The file is gone.');
  });

  it('says when the gold answer changed since the verdict', async () => {
    const { model, text } = setUp(() => ({
      ok: true,
      trace: trace('', '7'),
      score: right,
      choices: null,
      prompt: 'p',
    }));
    model.add({ ...item('1'), gold: '8' }, [{ ...start, saved: saved('1') }]);
    model.showItem({ ...item('1'), gold: '8' });
    await expect.poll(text).toMatch(/The gold answer is 8 now/);
    expect(model.snapshot()?.columns[0]?.verdict?.gold).toBe('7');
  });

  it('shows one sample of a column at a time, reads another when it is stepped to, and marks them all', async () => {
    const repeat = (index: number): SampleStart => ({
      ...start,
      key: sampleKey(of, index),
      repeat: [index + 1, 2],
      saved: { ...saved('1'), repeat: index, value: index, endedAt: new Date().toISOString() },
    });
    const { model, posted } = setUp((sample) => ({
      ok: true,
      trace: trace('', `text ${sample.repeat}`),
      score: { ...right, value: sample.repeat },
      choices: null,
      prompt: 'p',
    }));
    model.add(item('1'), [repeat(0), repeat(1)]);
    const marks = (): string[] =>
      (model.snapshot()?.columns[0]?.samples ?? []).map((m) => `${m.verdict} ${m.words}`);
    const shown = (): string => {
      const [first] = model.snapshot()?.columns ?? [];
      return `${first?.sample} ${first?.answer}`;
    };
    expect(marks()).toEqual(['wrong repeat 1 of 2 · this minute', 'right repeat 2 of 2 · this minute']);
    model.showItem(item('1'));
    await expect.poll(shown).toBe('0 text 0');
    posted.length = 0;
    model.step(column, 1);
    await expect.poll(shown).toBe('1 text 1');
    expect(posted.map(({ type }) => type)).toEqual(['sample', 'sample']);
    model.step(column, 2);
    expect(shown()).toBe('1 text 1');
  });

  it('streams into a sample out of view without a word of it, and has it whole when stepped to', () => {
    const { model, posted } = setUp();
    model.add(item('1'), [start, { ...start, key: sampleKey(of, 1), repeat: [2, 2] }]);
    model.generate(item('1'), sampleKey(of, 1), { type: 'answer', text: 'unseen' });
    posted.length = 0;
    model.generate(item('1'), sampleKey(of, 1), { type: 'answer', text: ' yet' });
    model.flush();
    expect(posted).toEqual([]);
    model.step(column, 1);
    const [message] = posted;
    expect(message?.type === 'sample' && message.column.answer).toBe('unseen yet');
  });

  it('counts what streams, and measures its first piece', () => {
    const { model, posted } = setUp();
    model.add(item('1'), [start]);
    model.generate(item('1'), key, { type: 'sent' });
    for (const text of ['a', 'b', 'c']) model.generate(item('1'), key, { type: 'answer', text });
    model.flush();
    const [message] = posted.filter(({ type }) => type === 'deltas');
    expect(message?.type === 'deltas' && message.deltas[0]).toMatchObject({
      answer: 'abc',
      live: { pieces: 3 },
    });
    expect(model.snapshot()?.columns[0]?.ttftMs).toBeGreaterThanOrEqual(0);
  });

  it('names options beside their letters, in the order they were sent', () => {
    const { model } = setUp();
    model.add({ ...item('1'), gold: 'green' }, [start]);
    model.end({ ...item('1'), gold: 'green' }, key, {
      trace: trace('', 'A'),
      score: { ...right, value: 0, extracted: 'A' },
      choices: ['red', 'green'],
    });
    const verdict = model.snapshot()?.columns[0]?.verdict;
    expect(`${verdict?.extracted} against ${verdict?.gold}`).toBe('A. red against B. green');
  });

  it('follows what is being asked, until the reader goes somewhere', () => {
    const { model } = setUp();
    for (const line of [1, 2, 3]) model.add(item(String(line), line), [start]);
    const sent = (line: number): void => {
      model.generate(item(String(line), line), key, { type: 'sent' });
      model.follow(item(String(line), line));
    };
    sent(2);
    expect(model.item?.id).toBe('2');
    sent(3);
    expect(model.item?.id).toBe('2');
    model.go('previous');
    expect(model.snapshot()?.runsElsewhere).toBe(true);
    model.follow(item('3', 3));
    expect(model.item?.id).toBe('1');
    model.go('running');
    expect(model.item?.id).toBe('2');
  });

  it('never looks through all items of a long evaluation', () => {
    const { model } = setUp();
    const running = vi.spyOn(ItemView.prototype, 'running', 'get');
    const count = 2_000;
    for (let line = 1; line <= count; line++) model.add(item(String(line), line), [start]);
    for (let line = 1; line <= count; line++) {
      model.skip(item(String(line), line), key, saved(String(line)));
      model.setProgress(`${line} of ${count}`);
      model.flush();
    }
    expect(running.mock.calls.length).toBeLessThan(5 * count);
    running.mockRestore();
  });
});
