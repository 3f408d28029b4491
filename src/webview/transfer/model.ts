import { type Domain, domains } from '../../core/domain.ts';
import type { BenchmarkTransfer, ModelTransfer } from '../../core/transfer/transfer.ts';
import type { TransferState } from '../../protocol.ts';
import { byBase } from './byBase.ts';

/** Benchmarks of one domain, in the order of their columns. */
export interface DomainGroup {
  readonly domain: Domain;
  readonly benchmarks: readonly string[];
}

/** What of a state is shown: the models of a base, and the benchmarks that any of them has a value on. */
export interface Shown {
  readonly state: TransferState;
  /** Null: models of all bases. */
  readonly base: string | null;
  readonly models: readonly ModelTransfer[];
  readonly groups: readonly DomainGroup[];
}

/** @param base where no model has it any more, all are shown */
export function shownOf(state: TransferState, base: string | null): Shown {
  const all = state.transfer.models;
  const known = base !== null && all.some((model) => model.base === base) ? base : null;
  const some = known === null ? all : all.filter((model) => model.base === known);
  // In one order everywhere: sentences, legends, rows.
  const models = byBase(some).flatMap((group) => group.models);
  return { state, base: known, models, groups: groupsOf(state, models) };
}

export function basesOf({ transfer }: TransferState): string[] {
  return [...new Set(transfer.models.map(({ base }) => base))];
}

/** Domains of which the models shown have a value. */
export function measuredDomains({ groups }: Shown): Domain[] {
  return groups.filter(({ benchmarks }) => benchmarks.length > 0).map(({ domain }) => domain);
}

export function benchmarkOf(model: ModelTransfer, benchmark: string): BenchmarkTransfer | undefined {
  return model.benchmarks.find((one) => one.benchmark === benchmark);
}

function groupsOf(state: TransferState, models: readonly ModelTransfer[]): DomainGroup[] {
  const found = new Map<string, Domain>();
  for (const { benchmarks } of models)
    for (const { benchmark, domain } of benchmarks) found.set(benchmark, domain);
  // In the order of the set, which is the paper's; what it does not name comes last.
  const place = new Map(state.benchmarks.map(({ benchmark }, at) => [benchmark, at]));
  const names = [...found.keys()].sort(
    (a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || (a < b ? -1 : 1),
  );
  return domains.map((domain) => ({
    domain,
    benchmarks: names.filter((name) => found.get(name) === domain),
  }));
}
