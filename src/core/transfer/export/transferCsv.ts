import { domains } from '../../domain.ts';
import type { Transfer } from '../transfer.ts';

type Cell = string | number | null;

const columns = [
  'model',
  'base',
  'method',
  'size',
  'in_cohort',
  'kind',
  'name',
  'domain',
  'base_value',
  'tuned_value',
  'value',
  'low',
  'high',
  'n',
  'p',
  'p_adjusted',
  'status',
  'reason',
  'base_truncated',
  'tuned_truncated',
];

/**
 * One row a number, RFC 4180: `kind` is `benchmark` (gain in points), `domain` (the mean gain in points), `di`, or `ti`
 * (percent). `base_truncated` and `tuned_truncated` are shares from 0 to 1. Ends with a line end.
 */
export function transferCsv({ models }: Transfer): string {
  const rows: Cell[][] = [columns];
  for (const model of models) {
    const own: Cell[] = [model.model, model.base, model.method, model.size, model.inCohort ? 'yes' : 'no'];
    const plain = (
      kind: string,
      name: string,
      of: { value: number | null; low: number | null; high: number | null },
    ) => [...own, kind, name, name, null, null, of.value, of.low, of.high, null, null, null];
    for (const {
      benchmark,
      domain,
      base,
      tuned,
      delta,
      n,
      p,
      pAdjusted,
      differences,
      sides,
    } of model.benchmarks) {
      const bounds = [delta.value, delta.low, delta.high, n, p, pAdjusted];
      rows.push([
        ...own,
        'benchmark',
        benchmark,
        domain,
        base,
        tuned,
        ...bounds,
        '',
        differences.join('; '),
        ...sides.map(({ truncated }) => truncated),
      ]);
    }
    for (const domain of domains) {
      const { delta, di, reason } = model.domains[domain];
      rows.push([...plain('domain', domain, delta), '', '', null, null]);
      rows.push([...plain('di', domain, di), '', reason, null, null]);
    }
    for (const domain of ['other', 'non'] as const) {
      const { status, reason, ...ti } = model.ti[domain];
      rows.push([...plain('ti', domain, ti), status, reason, null, null]);
    }
    for (const { benchmark, reason } of model.excluded) {
      const nothing = columns.slice(7, -4).map(() => null);
      rows.push([...own, 'benchmark', benchmark, ...nothing, 'excluded', reason, null, null]);
    }
  }
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes text that begins like this for a formula; an apostrophe before it keeps it text. */
const formula = /^[=+\-@\t\r]/;

/** One cell. Texts that a spreadsheet would compute are marked as text. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(Number(value.toPrecision(14))) : '';
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value));
  const text = formula.test(value) && !isNumber ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
