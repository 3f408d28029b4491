import * as l10n from '@vscode/l10n';
import type { Domain } from '../../core/domain.ts';
import type { BenchmarkTransfer, ModelTransfer } from '../../core/transfer/transfer.ts';
import { benchmarkOf, measuredDomains, type Shown } from './model.ts';
import { domainTitle } from './words.ts';

/** What a column of the table shows; `id` is what it is sorted by. */
export type Column =
  | { readonly id: string; readonly kind: 'delta' | 'di'; readonly domain: Domain }
  | IndexColumn
  | { readonly id: string; readonly kind: 'benchmark'; readonly benchmark: string; readonly domain: Domain };

export interface IndexColumn {
  readonly id: string;
  readonly kind: 'ti';
  readonly domain: 'other' | 'non';
}

/** Columns under one head: the domains first, then the benchmarks of each. */
export interface ColumnGroup {
  readonly title: string;
  readonly columns: readonly Column[];
}

export function columnGroups(shown: Shown): ColumnGroup[] {
  const measured = measuredDomains(shown);
  const of = (kind: 'delta' | 'di'): Column[] =>
    measured.map((domain) => ({ id: `${kind}:${domain}`, kind, domain }));
  const indices = (['other', 'non'] as const)
    .filter((domain) => measured.includes(domain))
    .map((domain): Column => ({ id: `ti:${domain}`, kind: 'ti', domain }));
  return [
    { title: l10n.t('By domain'), columns: [...of('delta'), ...of('di'), ...indices] },
    ...shown.groups.map(({ domain, benchmarks }) => ({
      title: domainTitle(domain),
      columns: benchmarks.map((benchmark): Column => ({
        id: columnId(benchmark),
        kind: 'benchmark',
        benchmark,
        domain,
      })),
    })),
  ].filter(({ columns }) => columns.length > 0);
}

/** Of the column of a benchmark. */
export function columnId(benchmark: string): string {
  return `benchmark:${benchmark}`;
}

export function columnName(column: Column): string {
  switch (column.kind) {
    case 'delta':
      return l10n.t('ΔR {0}', domainShort(column.domain));
    case 'di':
      return l10n.t('DI {0}', domainShort(column.domain));
    case 'ti':
      return column.domain === 'other' ? l10n.t('TI other') : l10n.t('TI non');
    case 'benchmark':
      return column.benchmark;
  }
}

/** As the index names them. */
export function domainShort(domain: Domain): string {
  switch (domain) {
    case 'math':
      return l10n.t('math');
    case 'other':
      return l10n.t({ message: 'other', comment: 'Short for the domain "other reasoning"' });
    case 'non':
      return l10n.t({ message: 'non', comment: 'Short for the domain "non-reasoning"' });
  }
}

/** What a column sorts by; null comes last in both directions. */
export function valueOf(model: ModelTransfer, column: Column): number | null {
  switch (column.kind) {
    case 'delta':
      return model.domains[column.domain].delta.value;
    case 'di':
      return model.domains[column.domain].di.value;
    case 'ti':
      return model.ti[column.domain].value;
    case 'benchmark':
      return benchmarkOf(model, column.benchmark)?.delta.value ?? null;
  }
}

/** The comparisons of a column with their models. */
export function* comparisons({ models }: Shown): Iterable<BenchmarkTransfer> {
  for (const model of models) yield* model.benchmarks;
}
