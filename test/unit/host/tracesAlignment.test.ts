import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packed, type PackedAlignment } from '../../../src/core/compare/packedAlignment.ts';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { Trace } from '../../../src/core/traces/trace.ts';
import { columnKey, columnName, sampleKey, type SampleStart } from '../../../src/host/tracesColumn.ts';
import { TracesAlignment } from '../../../src/host/tracesAlignment.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import type { LoadedSample } from '../../../src/host/tracesReading.ts';
import type { Align, ToTraces } from '../../../src/protocol.ts';
import type { TraceToAlign } from '../../../src/workspace/compare/compareMessages.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { endedTrace as trace } from '../../support/endedTrace.ts';

const labels = ['a', 'b', 'c'];
const key = (label: string): string => columnKey({ label, model: 'm' });
const startOf = (label: string, repeat = 0, saved?: SavedSample): SampleStart => ({
  key: sampleKey({ label, model: 'm' }, repeat),
  column: columnName({ label, model: 'm' }, null),
  repeat: [repeat + 1, 2],
  sampling: { repeats: 2 },
  ...(saved ? { saved } : {}),
});
const score = (extracted: string | null) =>
  ({ value: 1, extracted, range: null, rule: 'r', reason: 'equal' }) as const;
const nothing = packed({ reference: 0, traces: [], rows: [] });
const all = (fields: Partial<Align> = {}): Align => ({
  columns: labels.map(key),
  reference: key('a'),
  part: 'both',
  ...fields,
});

interface Question {
  readonly traces: readonly TraceToAlign[];
  readonly reference: number;
  readonly part: string;
  readonly at: number;
  readonly done: (aligned: PackedAlignment | null) => void;
  readonly failed: (error: Error) => void;
}

/** A model and its alignment, a thread that answers when it is told to, and everything in the order it was posted. */
function setUp(load: (saved: SavedSample) => Promise<LoadedSample> = () => Promise.reject(new Error())) {
  const posted: ToTraces[] = [];
  const questions: Question[] = [];
  const warned: string[] = [];
  const model: TracesModel = new TracesModel((message) => {
    posted.push(structuredClone(message));
    alignment.posted(message);
  }, load);
  const alignment = new TracesAlignment(
    (traces, reference, part) =>
      new Promise((done, failed) => {
        questions.push({ traces, reference, part, at: Date.now(), done, failed });
      }),
    () => model,
    (message) => posted.push(structuredClone(message)),
    (error) => warned.push(error.message),
  );
  const item: Item = legs(2);
  /** Lets time pass, and what follows from it happen. */
  const after = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const say = (label: string, text: string): void =>
    model.generate(item, sampleKey({ label, model: 'm' }, 0), { type: 'reasoning', text });
  const end = (label: string, how: Trace, extracted: string | null = null): void =>
    model.end(item, sampleKey({ label, model: 'm' }, 0), {
      trace: how,
      score: score(extracted),
      choices: null,
    });
  /** Puts the columns of all labels into items, and the first of these into view. */
  const show = (items: readonly Item[] = [item]): void => {
    for (const each of items)
      model.add(
        each,
        labels.map((label) => startOf(label)),
      );
    model.showItem(item);
  };
  const answer = async (at: number): Promise<void> => {
    questions[at]?.done({ ...nothing, reference: at });
    await new Promise(setImmediate);
    await after(0);
  };
  return { model, alignment, posted, questions, warned, item, show, after, say, end, answer };
}

/** What was posted, in a line each: how long the texts of each column were, `!` where it is cut. */
function words(posted: readonly ToTraces[]): string[] {
  return posted.flatMap((message) => {
    if (message.type === 'deltas')
      return [`deltas ${message.deltas.map(({ reasoning }) => reasoning).join(',')}`];
    if (message.type !== 'aligned') return [];
    return message.aligned === null
      ? ['aligned null']
      : [
          `aligned ${message.aligned.columns
            .map(
              ({ key: of, sample, reasoning, answer, cut }) =>
                `${labels[labels.map(key).indexOf(of)]}${sample} ${reasoning}+${answer}${cut ? '!' : ''}`,
            )
            .join(', ')}`,
        ];
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the alignment of the panel', () => {
  it('asks for the texts of the columns in their order, and posts how long they were', async () => {
    const { alignment, posted, questions, after, say, end, answer, show } = setUp();
    show();
    end('a', trace('think', 'It is 8.'), '8');
    end('b', trace('cut off', '', { status: 'truncated', finishReason: 'length' }));
    say('c', 'so far');
    posted.length = 0;
    alignment.ask(all({ reference: key('b'), part: 'reasoning' }));
    await after(0);
    expect(questions).toMatchObject([
      {
        traces: [
          { reasoning: 'think', answer: 'It is 8.', finalAnswer: '8' },
          { reasoning: 'cut off', answer: '', finalAnswer: null },
          { reasoning: 'so far', answer: '', finalAnswer: null },
        ],
        reference: 1,
        part: 'reasoning',
      },
    ]);
    await answer(0);
    // What has streamed stands in the webview before what is said of it.
    expect(words(posted)).toEqual(['deltas so far', 'aligned a0 5+8, b0 7+0!, c0 6+0!']);
    expect(posted.at(-1)).toMatchObject({ aligned: { part: 'reasoning', aligned: { reference: 0 } } });
  });

  it('computes at most twice a second, never two at once, and the last state in the end', async () => {
    const { model, alignment, posted, questions, after, say, answer, show } = setUp();
    show();
    alignment.ask(all());
    await after(0);
    await answer(0);
    let open = 0;
    for (let piece = 0; piece < 300; piece += 1) {
      say('a', 'x');
      if (piece % 2 === 0) model.flush();
      await after(10);
      // Every third takes longer than the pause between two.
      const asked = questions.length - 1;
      if (asked > open && (asked % 3 !== 0 || piece % 90 === 0)) await answer((open = asked));
      expect(questions.length - 1 - open).toBeLessThanOrEqual(1);
    }
    await after(600);
    while (open < questions.length - 1) {
      await answer((open += 1));
      await after(600);
    }
    const starts = questions.map(({ at }) => at);
    for (const [place, at] of starts.entries())
      expect(at - (starts[place - 1] ?? -500)).toBeGreaterThanOrEqual(500);
    expect(starts.length).toBeGreaterThan(4);
    expect(questions.at(-1)?.traces[0]?.reasoning.length).toBe(300);
    expect(words(posted).at(-1)).toBe('aligned a0 300+0!, b0 0+0!, c0 0+0!');
    const seen = questions.length;
    await after(5000);
    expect(questions.length).toBe(seen);
  });

  it('posts the last one again to a reader who is back at its sample before the next begins', async () => {
    const { model, alignment, posted, questions, item, after, end, answer, show } = setUp();
    show();
    model.add(item, [startOf('b', 1)]);
    end('b', trace('of b', 'First.'));
    alignment.ask(all());
    await after(0);
    await answer(0);
    await after(100);
    const shown = words(posted).at(-1);
    model.step(key('b'), 1);
    await after(100);
    model.step(key('b'), 0);
    posted.length = 0;
    await after(1000);
    expect([words(posted), questions.length]).toEqual([[shown], 1]);
  });

  it('computes nothing before it is asked, nor afterwards', async () => {
    const { model, alignment, posted, questions, after, say, answer, show } = setUp();
    show();
    say('a', 'one');
    model.flush();
    await after(1000);
    expect(questions).toEqual([]);
    alignment.ask(all());
    await after(0);
    alignment.ask(null);
    await answer(0);
    say('a', 'two');
    model.flush();
    await after(1000);
    expect(questions.length).toBe(1);
    expect(words(posted).filter((line) => line.startsWith('aligned'))).toEqual([]);
  });

  it('posts no alignment of texts that are not shown any more, and one of those that are', async () => {
    const { model, alignment, posted, questions, item, after, answer, show } = setUp();
    const other = legs(3);
    show([item, other]);
    alignment.ask(all());
    await after(0);
    model.go('next');
    await answer(0);
    await after(500);
    expect(questions.length).toBe(2);
    await answer(1);
    expect(words(posted)).toEqual(['aligned a0 0+0!, b0 0+0!, c0 0+0!']);

    // An answer that turns out to be reasoning is another text, not a longer one.
    const sample = sampleKey({ label: 'a', model: 'm' }, 0);
    model.generate(other, sample, { type: 'answer', text: 'hm, so' });
    model.flush();
    await after(500);
    model.generate(other, sample, { type: 'answer-was-reasoning' });
    model.flush();
    await answer(2);
    expect(words(posted).length).toBe(3);
    await after(500);
    await answer(3);
    expect(words(posted).at(-1)).toBe('aligned a0 6+0!, b0 0+0!, c0 0+0!');
  });

  it('waits for texts that are on their way from disk, and follows the sample that is shown', async () => {
    const loads: ((loaded: LoadedSample) => void)[] = [];
    const { model, alignment, posted, questions, item, after, answer } = setUp(
      () => new Promise((done) => loads.push(done)),
    );
    const saved = (label: string, repeat: number): SavedSample => savedSample({ label, model: 'm', repeat });
    model.add(item, [
      startOf('a', 0, saved('a', 0)),
      startOf('a', 1, saved('a', 1)),
      startOf('b', 0, saved('b', 0)),
    ]);
    model.showItem(item);
    alignment.ask(all());
    await after(700);
    const loaded = (text: string): LoadedSample => ({
      ok: true,
      trace: trace(text, ''),
      score: score('7'),
      choices: null,
      prompt: '',
    });
    loads[0]?.(loaded('one'));
    await after(700);
    expect(questions.length).toBe(0);
    loads[1]?.(loaded('other'));
    await after(0);
    // A column that is not there is left out.
    expect(questions.map(({ traces }) => traces.map(({ reasoning }) => reasoning))).toEqual([
      ['one', 'other'],
    ]);
    await answer(0);
    model.step(key('a'), 1);
    await after(700);
    loads[2]?.({ ok: false, why: 'gone' });
    await after(0);
    await answer(1);
    expect(words(posted)).toEqual(['aligned a0 3+0, b0 5+0', 'aligned a1 0+0!, b0 5+0']);
  });

  it('says nothing of fewer than two columns', async () => {
    const { model, alignment, posted, questions, item, after } = setUp();
    model.add(item, [startOf('a')]);
    model.showItem(item);
    alignment.ask(all());
    await after(1000);
    expect(questions).toEqual([]);
    expect(words(posted)).toEqual([]);
  });

  it('gives a webview that asks again what is known, and does not compute it again', async () => {
    const { model, alignment, posted, questions, after, answer, show } = setUp();
    show();
    alignment.ask(all());
    await after(0);
    await answer(0);
    alignment.ask(all());
    await after(600);
    model.postState();
    await after(600);
    model.verdictsChanged();
    await after(600);
    expect(questions.length).toBe(1);
    expect(words(posted).length).toBe(3);
    alignment.ask(all({ part: 'answer' }));
    await after(0);
    expect(questions.length).toBe(2);
  });

  it('says once that it failed, and goes on when a text changes', async () => {
    const { model, alignment, posted, questions, warned, after, say, answer, show } = setUp();
    show();
    alignment.ask(all());
    await after(0);
    questions[0]?.failed(new Error('no memory'));
    await after(5000);
    expect([questions.length, warned, words(posted)]).toEqual([1, ['no memory'], ['aligned null']]);
    for (const place of [1, 2]) {
      say('a', 'x');
      model.flush();
      await after(500);
      if (place === 1) questions[place]?.failed(new Error('no memory'));
      else await answer(place);
      await after(0);
    }
    expect(warned).toEqual(['no memory']);
    expect(words(posted).at(-1)).toBe('aligned a0 2+0!, b0 0+0!, c0 0+0!');
  });

  it('says nothing of a failure that is of an item which is not in view any more', async () => {
    const { model, alignment, posted, questions, warned, item, after, answer, show } = setUp();
    const next = legs(3);
    show([item, next]);
    alignment.ask(all());
    await after(0);
    model.showItem(next);
    questions[0]?.failed(new Error('no memory'));
    await after(600);
    expect([warned, words(posted)]).toEqual([[], []]);
    await answer(1);
    expect(words(posted)).toEqual(['aligned a0 0+0!, b0 0+0!, c0 0+0!']);
  });
});
