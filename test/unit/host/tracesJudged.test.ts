import { expect, test } from 'vitest';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { Verdicts } from '../../../src/core/results/verdicts/verdictBook.ts';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import type { Column, FromTraces, ToTraces } from '../../../src/protocol.ts';
import type { Trace } from '../../../src/core/traces/trace.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { byHand, byScorer, score } from '../verdicts/verdicts.ts';

const item = legs(2);
const of = { label: 'a', model: 'org/a' };
const column = columnKey(of);
const key = sampleKey(of, 0);

function trace(status: Trace['status'] = 'complete'): Trace {
  return {
    status,
    flags: [],
    reasoning: '',
    answer: 'It is 8.',
    finishReason: 'stop',
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    timing: { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: null, durationMs: 1 },
    sent: null,
    error: null,
  };
}

/** A model that streams one sample; `said` is what was said of saved samples. */
function setUp() {
  const posted: ToTraces[] = [];
  const said = new Map<SavedSample, Verdicts>();
  const model = new TracesModel(
    (message) => posted.push(structuredClone(message)),
    () => Promise.resolve({ ok: false, why: 'not read' }),
    (saved) => said.get(saved) ?? null,
  );
  model.add(item, [{ key, column: columnName(of, null), repeat: [1, 1], sampling: { repeats: 1 } }]);
  model.showItem(item);
  const shown = (): Column => {
    const found = model.currentColumn(column);
    if (!found) throw new Error('no column');
    return found;
  };
  const end = (saved: SavedSample | null, status?: Trace['status']): void =>
    model.end(item, key, { trace: trace(status), score: score({ value: 0 }), choices: null, saved });
  return { model, posted, said, shown, end };
}

test('a sample can be judged by hand once it has ended and is saved', () => {
  const { shown, end } = setUp();
  expect(shown().canJudge).toBe(false);
  end(null);
  expect(shown().canJudge).toBe(false);
  end(savedSample({}), 'failed');
  expect(shown().canJudge).toBe(false);
  for (const status of ['truncated', 'complete'] as const) {
    end(savedSample({}), status);
    expect(shown().canJudge).toBe(true);
  }
});

test('what was said since comes into the column that is in view, and goes when it is taken back', () => {
  const { model, posted, said, shown, end } = setUp();
  const saved = savedSample({});
  end(saved);
  expect(shown().judged).toEqual({ ours: null, hand: null });
  posted.length = 0;
  said.set(saved, { scorer: byScorer({ stored: 0 }), hand: byHand({}, 0.5, 'half of it') });
  model.verdictsChanged();
  expect(posted).toMatchObject([
    {
      type: 'column',
      column: {
        key: column,
        judged: {
          ours: { kind: 'right', value: 1, differs: true, rule: 'boxed · text', range: [3, 4] },
          hand: { kind: 'partial', value: 0.5, comment: 'half of it' },
        },
      },
    },
  ]);
  expect(shown().samples[0]?.words).toMatch(/ · by hand: partly right$/);
  said.set(saved, { scorer: byScorer({ stored: 1 }), hand: null });
  model.verdictsChanged();
  expect(shown().judged).toMatchObject({ ours: { differs: false }, hand: null });
});

test("the verdict says its rule, parts and checks; a tool's metric is no rule", () => {
  const { model, end, shown } = setUp();
  const checks = [{ name: 'length', right: false, reason: 'too short' }];
  model.end(item, key, {
    trace: trace(),
    score: score({ parts: { right: 0, of: 1 }, checks }),
    choices: null,
  });
  expect(shown().verdict).toMatchObject({ rule: 'boxed · text', parts: { right: 0, of: 1 }, checks });
  end(null);
  expect(shown().verdict).toMatchObject({ parts: null, checks: [] });
  const tool = { format: 'lm-eval', metric: 'exact_match,none', task: 't', place: 0, repeat: 0 } as const;
  const start = { key, column: columnName(of, null), repeat: [1, 1], sampling: { repeats: 1 } } as const;
  model.add(item, [{ ...start, saved: savedSample({ tool }) }]);
  end(null);
  expect(shown().verdict?.rule).toBe('');
});

test('the messages of the panel judge the sample that its column shows, and take that back', () => {
  const { model, end } = setUp();
  const asked: [string, SavedSample][] = [];
  const judge = (what: string) => (saved: SavedSample) => {
    asked.push([what, saved]);
    return Promise.resolve(true);
  };
  const byPerson = { judge: judge('judge'), withdraw: judge('withdraw') };
  const parts = [{}, {}, {}, {}, {}, {}, {}, byPerson];
  const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
  const send = (type: 'judge' | 'withdraw-verdict'): void => {
    commands.onMessage({ type, key: column } satisfies FromTraces, model);
  };
  send('judge');
  expect(asked).toEqual([]);
  const saved = savedSample({});
  end(saved);
  send('judge');
  send('withdraw-verdict');
  commands.onMessage({ type: 'judge', key: 'another' }, model);
  expect(asked.map(([what]) => what)).toEqual(['judge', 'withdraw']);
  expect(asked.every(([, of]) => of === saved)).toBe(true);
});
