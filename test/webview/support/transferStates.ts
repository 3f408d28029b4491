import type { FlipItem, FlipKind, FlipList } from '../../../src/core/transfer/flipList.ts';
import type { DirectComparison, Transfer } from '../../../src/core/transfer/transfer.ts';
import type { ToTransfer, TransferState } from '../../../src/protocol.ts';
import { paperBenchmarks, transferOf } from './transferData.ts';

/** What the host would say of a transfer; every benchmark as in the paper. */
export function stateOf(
  transfer: Transfer = transferOf(),
  change: Partial<TransferState> = {},
): TransferState {
  return {
    transfer,
    pending: false,
    failed: false,
    otherVerdicts: null,
    otherIntervals: 'done',
    benchmarks: paperBenchmarks.map(([benchmark, domain]) => ({
      benchmark,
      domain,
      paper: domain,
      models: transfer.models.filter(({ benchmarks }) =>
        benchmarks.some((one) => one.benchmark === benchmark),
      ).length,
    })),
    set: { added: [], removed: [] },
    withoutBase: [],
    baseMissing: [],
    unscored: [],
    ...change,
  };
}

const kinds: readonly FlipKind[] = [
  'learned',
  'right',
  'wrong',
  'forgotten',
  'better',
  'right',
  'worse',
  'wrong',
];
const means: Readonly<Record<FlipKind, readonly [left: number, right: number]>> = {
  learned: [0, 1],
  forgotten: [1, 0],
  better: [0, 0.25],
  worse: [1, 0.75],
  right: [1, 1],
  wrong: [0, 0],
};
const subjects = ['Tides', 'Bridges', 'Ovens'];

/** Items of every kind in turn, in three subjects. */
export function flipsOf(pair: { left: string; right: string; benchmark: string }, items = 24): FlipList {
  const list = Array.from({ length: items }, (_, at): FlipItem => {
    const kind = kinds[at % kinds.length]!;
    const [left, right] = means[kind];
    const fields = { subject: subjects[at % subjects.length]! };
    return {
      group: 100 + at,
      id: `item-${at}`,
      task: '',
      question: `What is question ${at}?`,
      kind,
      left,
      right,
      fields,
    };
  });
  const values = subjects.map((value) => {
    const some = list.filter(({ fields }) => fields.subject === value);
    const mean = (side: 'left' | 'right'): number =>
      (100 * some.reduce((sum, item) => sum + item[side], 0)) / Math.max(1, some.length);
    return {
      value,
      n: some.length,
      learned: some.filter(({ kind }) => kind === 'learned').length,
      forgotten: some.filter(({ kind }) => kind === 'forgotten').length,
      left: mean('left'),
      right: mean('right'),
    };
  });
  return { ...pair, items: list, fields: [{ name: 'subject', values }] };
}

/** Two models of a transfer directly, with what the second has beyond its base. */
function directOf(transfer: Transfer, left: string, right: string): DirectComparison {
  const one = transfer.models.find(({ model }) => model === right);
  const benchmarks = (one?.benchmarks ?? []).map((benchmark) => ({ ...benchmark, terms: null }));
  const domainOf = (domain: 'math' | 'other' | 'non') => ({
    ...(one?.domains[domain].delta ?? { value: null, low: null, high: null }),
    benchmarks: benchmarks.filter((benchmark) => benchmark.domain === domain).length,
  });
  return {
    left,
    right,
    level: transfer.level,
    benchmarks,
    domains: { math: domainOf('math'), other: domainOf('other'), non: domainOf('non') },
    excluded: [{ benchmark: 'HeadQA', reason: `${left} has no result` }],
  };
}

/** What the host answers where two models are asked for. */
export function directAnswer(
  transfer: Transfer,
  left: string,
  right: string,
): Extract<ToTransfer, { type: 'direct' }> {
  return { type: 'direct', left, right, comparison: directOf(transfer, left, right) };
}
