import type { Column, SampleMark, TracesState, Verdict } from '../../../src/protocol.ts';

/** Columns and states of the project's own writing. */

export function column(change: Partial<Column> & { readonly label: string }): Column {
  return {
    key: change.label,
    model: change.label,
    role: null,
    sample: 0,
    samples: [mark({ state: change.state ?? 'complete', verdict: change.verdict?.kind ?? null })],
    state: 'complete',
    note: null,
    prompt: 'A tank holds 84 litres.\n\nPut the answer in \\boxed{}.',
    promptTokens: null,
    reasoning: '',
    answer: '',
    flags: [],
    verdict: null,
    judged: { ours: null, hand: null },
    canJudge: false,
    completionTokens: null,
    reasoningTokens: null,
    ttftMs: null,
    durationMs: null,
    waited: null,
    live: null,
    remedies: [],
    sampling: 'T 0.6 · max 4,096 tokens',
    ...change,
  };
}

export function mark(change: Partial<SampleMark> = {}): SampleMark {
  const counts = { right: 1, wrong: 0, partial: 0.5, none: null };
  return {
    state: 'complete',
    verdict: 'right',
    counts: change.verdict === null ? null : counts[change.verdict ?? 'right'],
    group: 0,
    words: 'repeat 1 of 1',
    ...change,
  };
}

export function verdict(change: Partial<Verdict>): Verdict {
  return {
    kind: 'right',
    value: 1,
    extracted: '42',
    gold: '42',
    reason: 'boxed · string',
    rule: '',
    range: null,
    parts: null,
    checks: [],
    ...change,
  };
}

export function traces(columns: readonly Column[], change: Partial<TracesState> = {}): TracesState {
  return {
    restore: 'token-1',
    item: {
      key: 'item-31',
      benchmark: 'MATH-500',
      domain: 'math',
      id: 'test/algebra/31.json',
      question: 'A tank holds 84 litres.\nHalf of it is let out.\n  How many litres remain?',
      gold: '42',
      place: 'tanks.jsonl:3',
    },
    position: [0, 1],
    columns,
    asked: null,
    runsElsewhere: false,
    progress: null,
    ...change,
  };
}

/** What a `column` message carries of a column. */
export function headOf({
  reasoning: _reasoning,
  answer: _answer,
  ...head
}: Column): Omit<Column, 'reasoning' | 'answer'> {
  return head;
}
