import * as l10n from '@vscode/l10n';
import type { Domain } from '../../../core/domain.ts';
import type { BenchmarkTransfer, ModelTransfer } from '../../../core/transfer/transfer.ts';
import { count } from '../../numbers.ts';
import { probability } from '../figures.ts';
import { domainTitle, originWords } from '../words.ts';
import { exactPercent, exactSigned, exactSpan } from './exact.ts';
import type { Tip } from './figure.ts';

/** What is said of a mark: exact values, and how many items they rest on. */

export function benchmarkTip(model: ModelTransfer, benchmark: BenchmarkTransfer, level: number): Tip {
  const { base, tuned, delta, n, pAdjusted, detectable } = benchmark;
  return {
    model: model.model,
    about: l10n.t('{0}, {1}', benchmark.benchmark, domainTitle(benchmark.domain)),
    lines: [
      [deltaName(delta.low, level), exactSpan(delta)],
      [l10n.t('Base {0}', model.base), exactPercent(base)],
      [l10n.t('Tuned'), exactPercent(tuned)],
      ['n', n === null ? l10n.t('no scores of single items') : l10n.t('{0} items', count(n))],
      ...(pAdjusted === null ? [] : [[l10n.t('p, corrected'), probability(pAdjusted)] as const]),
      ...(detectable === null
        ? []
        : [
            [
              l10n.t('True difference found in 80 of 100 cases, before correction'),
              exactSigned(detectable.points).replace('+', '±'),
            ] as const,
          ]),
    ],
    notes: [...benchmark.differences],
  };
}

export function domainTip(model: ModelTransfer, domain: Domain, level: number): Tip {
  const means = meansOf(model, domain);
  return {
    model: model.model,
    about: [domainTitle(domain), originWords(model)].filter((words) => words !== '').join(' · '),
    lines: [
      [deltaName(model.domains[domain].delta.low, level), exactSpan(model.domains[domain].delta)],
      ...(means === null
        ? []
        : ([
            [l10n.t('Base {0}', model.base), exactPercent(means.base)],
            [l10n.t('Tuned'), exactPercent(means.tuned)],
          ] as const)),
      ['n', restsOn(model, [domain])],
    ],
    notes: [],
  };
}

/** The index never stands without the gains that it is made of. */
export function indexTip(model: ModelTransfer, domain: 'other' | 'non', level: number): Tip {
  const ti = model.ti[domain];
  return {
    model: model.model,
    about: originWords(model),
    lines: [
      [
        domain === 'other' ? l10n.t('TI other') : l10n.t('TI non'),
        ti.status === 'ok' ? exactSpan(ti) : l10n.t('undefined'),
      ],
      ...gainLines(model, ['math', domain], level),
      ['n', restsOn(model, ['math', domain])],
    ],
    notes: ti.reason === null ? [] : [ti.reason],
  };
}

export function pairTip(model: ModelTransfer, domain: 'other' | 'non', level: number): Tip {
  return {
    model: model.model,
    about: originWords(model),
    lines: [...gainLines(model, ['math', domain], level), ['n', restsOn(model, ['math', domain])]],
    notes: [],
  };
}

function gainLines(model: ModelTransfer, domains: readonly Domain[], level: number): [string, string][] {
  return domains.map((domain) => [
    l10n.t('{0}, {1}', domainTitle(domain), deltaName(model.domains[domain].delta.low, level)),
    exactSpan(model.domains[domain].delta),
  ]);
}

function deltaName(low: number | null, level: number): string {
  return low === null ? l10n.t('ΔR in points') : l10n.t('ΔR in points ({0} % interval)', String(level));
}

/** `1,234 items, 4 of 4 benchmarks` */
export function restsOn(model: ModelTransfer, domains: readonly Domain[]): string {
  const mine = model.benchmarks.filter(({ domain }) => domains.includes(domain));
  const sum = (of: (domain: Domain) => number): string =>
    count(domains.reduce((all, one) => all + of(one), 0));
  const benchmarks = l10n.t(
    '{0} of {1} benchmarks',
    sum((domain) => model.domains[domain].benchmarks),
    sum((domain) => model.domains[domain].of),
  );
  const items = itemsOf(mine);
  return items === null ? benchmarks : l10n.t('{0} items, {1}', count(items), benchmarks);
}

/** Items of all these benchmarks; null where one has no scores of single items. */
export function itemsOf(benchmarks: readonly BenchmarkTransfer[]): number | null {
  let items = 0;
  for (const { n } of benchmarks) {
    if (n === null) return null;
    items += n;
  }
  return benchmarks.length === 0 ? null : items;
}

/** A domain's scores, in percent: the plain means over its benchmarks; null without benchmarks. */
export function meansOf(model: ModelTransfer, domain: Domain): { base: number; tuned: number } | null {
  const mine = model.benchmarks.filter((benchmark) => benchmark.domain === domain);
  if (mine.length === 0) return null;
  const mean = (of: (benchmark: BenchmarkTransfer) => number): number =>
    mine.reduce((sum, benchmark) => sum + of(benchmark), 0) / mine.length;
  return { base: mean(({ base }) => base), tuned: mean(({ tuned }) => tuned) };
}
