import type { Domain } from '../../domain.ts';
import { say } from '../../say.ts';
import { roundedPercentWords } from '../../sharePercent.ts';
import type { BenchmarkTransfer, Interval, ModelTransfer, Transfer } from '../transfer.ts';
import type { Excluded } from '../transferInput.ts';

/** What the domains are called in exports. */
export const domainNames: Readonly<Record<Domain, string>> = {
  math: 'math',
  other: 'other reasoning',
  non: 'non-reasoning',
};

/** With its sign, to one decimal: `+3.1`; `minus` is what stands for less than nothing. */
export function signed(value: number, minus = '−'): string {
  const text = Math.abs(value).toFixed(1);
  if (Number(text) === 0) return '0.0';
  return `${value < 0 ? minus : '+'}${text}`;
}

/** `+3.1 (−1.0 to +7.2)`; without the brackets where there is no interval, and a dash without a value. */
export function gain({ value, low, high }: Interval, minus = '−'): string {
  if (value === null) return '–';
  const bounds = low === null || high === null ? '' : ` (${signed(low, minus)} to ${signed(high, minus)})`;
  return `${signed(value, minus)}${bounds}`;
}

/** As published: `60.4 (41.2 to 83.0)`, less than nothing with its sign; `undefined` where it is. */
export function index(ti: ModelTransfer['ti']['other'], minus = '−'): string {
  const { value, low, high, status } = ti;
  if (status === 'undefined' || value === null) return 'undefined';
  const plain = (each: number): string => {
    const text = Math.abs(each).toFixed(1);
    return each < 0 && Number(text) !== 0 ? `${minus}${text}` : text;
  };
  return low === null || high === null ? plain(value) : `${plain(value)} (${plain(low)} to ${plain(high)})`;
}

/** `p = 0.012`, `p < 0.001`. */
export function probability(p: number, name = 'p'): string {
  return p < 0.001 ? `${name} < 0.001` : `${name} = ${p.toFixed(3)}`;
}

/** Under what the numbers stand: variant, cohort, σ, level, verdicts, seed; each a clause. */
export function headOf(transfer: Transfer): readonly string[] {
  const { variant, level, cohort, sigma, resamples, seed, verdicts } = transfer;
  const models = `${cohort.length} ${cohort.length === 1 ? 'model' : 'models'}`;
  const spread = (['math', 'other', 'non'] as const).map((domain) => {
    const value = sigma?.[domain] ?? null;
    return `${domainNames[domain]} ${value === null ? 'undefined' : value.toFixed(2)}`;
  });
  return [
    `variant ${variant}`,
    `cohort of ${models}`,
    ...(variant === 'v2-cohort' ? [`σ in points, held at its estimate: ${spread.join(', ')}`] : []),
    resamples > 0
      ? `${level} % intervals of ${resamples} paired resamples, seed ${seed}`
      : `level ${level} %, but no intervals, since there are no scores of single items`,
    verdicts === 'stored' ? 'stored verdicts' : 're-scored verdicts',
  ];
}

/** Columns of one table of benchmarks over all models, in the order in which models have them. */
export function benchmarkNames({ models }: Transfer): readonly string[] {
  return [...new Set(models.flatMap(({ benchmarks }) => benchmarks.map(({ benchmark }) => benchmark)))];
}

/** What is left out of a model, also that of which there are no results at all. */
export function excludedOf(
  { excluded }: ModelTransfer,
  { absent }: Pick<Transfer, 'absent'>,
): readonly Excluded[] {
  return [
    ...excluded,
    ...absent.map((benchmark) => ({ benchmark, reason: say`There are no results for it.` })),
  ];
}

/** One line for all models; nothing where there are results of every benchmark. */
export function absentLines({ absent }: Transfer): readonly string[] {
  return absent.length === 0 ? [] : [`No results at all on: ${absent.join(', ')}.`];
}

/** Why a model has no index, and what is left out of it; each a sentence, without the model's name. */
export function notesOf({ ti, domains, excluded, benchmarks }: ModelTransfer): readonly string[] {
  const reasons = (['other', 'non'] as const).flatMap((domain) => {
    const { status, reason } = ti[domain];
    return status === 'undefined'
      ? [`TI ${domainNames[domain]} undefined${reason === null ? '' : `: ${reason}`}`]
      : [];
  });
  const shrunk = (['math', 'other', 'non'] as const).flatMap((domain) =>
    domains[domain].shrunk.length === 0
      ? []
      : [`${domainNames[domain]} is shrunk towards 0 by ${domains[domain].shrunk.join(', ')}`],
  );
  return [
    ...reasons,
    ...shrunk,
    ...benchmarks.flatMap((one) => {
      const words = [...truncatedWords(one), ...one.differences];
      return words.length === 0 ? [] : [`${one.benchmark}: ${words.join('; ')}`];
    }),
    ...excluded.map(({ benchmark, reason }) => `${benchmark} left out: ${reason}`),
  ];
}

/** How many responses of each side were cut off; nothing where none is known to be. */
function truncatedWords({ sides }: BenchmarkTransfer): readonly string[] {
  if (!sides.some(({ truncated }) => (truncated ?? 0) > 0)) return [];
  const [base, tuned] = sides.map(({ truncated }) =>
    truncated === null ? 'unknown' : roundedPercentWords(truncated, 1),
  );
  return [`responses truncated: base ${base}, tuned ${tuned}`];
}
