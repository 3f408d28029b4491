import * as l10n from '@vscode/l10n';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ModelTransfer } from '../../../core/transfer/transfer.ts';
import type { Domain } from '../../../core/domain.ts';
import { domainShort } from '../columns.ts';
import { plain, points } from '../figures.ts';
import { methodWords } from '../words.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { drawnModels } from './figure.ts';

/** What is divided by the gain on math. */
export const targets = ['other', 'non'] as const;
export type Target = (typeof targets)[number];

export function axisTitle(target: Target): string {
  return target === 'other' ? l10n.t('TI other') : l10n.t('TI non');
}

const methodOrder = ['rl', 'sft', 'other', null] as const;

/** Colours of methods are those of the first models. */
export function methodPlace(method: ModelTransfer['method']): number {
  return method === null ? 6 : methodOrder.indexOf(method);
}

export function methodsOf(drawn: readonly ModelTransfer[]) {
  return methodOrder.map((method) => ({
    method,
    place: methodPlace(method),
    models: drawn.filter((model) => model.method === method),
  }));
}

/**
 * The mean of each method over the models drawn whose index is defined; of two at least. Of the cohort alone, so that a
 * training run counts once, not with each of its checkpoints. The gains are means over the same models.
 */
export function meansOf(drawn: readonly ModelTransfer[], target: Target) {
  return methodsOf(drawn.filter(({ inCohort }) => inCohort)).flatMap(({ method, place, models }) => {
    const defined = models.filter(({ ti }) => ti[target].value !== null);
    const n = defined.length;
    if (method === null || n < 2) return [];
    const value = meanOf(defined.map(({ ti }) => ti[target].value));
    if (value === null) return [];
    const gains = {
      math: meanOf(defined.map(({ domains: { math } }) => math.delta.value)),
      target: meanOf(defined.map(({ domains }) => domains[target].delta.value)),
    };
    const name = methodWords(method);
    const said = gainsWords([
      ['math', gains.math],
      [target, gains.target],
    ]);
    return [
      {
        method,
        place,
        value,
        gains,
        n,
        tag: `${name} ${plain(value)}`,
        label: l10n.t('{0}: {1}, mean of {2} models', name, plain(value), String(n)),
        said,
      },
    ];
  });
}

/** Null where one of them has none, or there are none. */
function meanOf(values: readonly (number | null)[]): number | null {
  const sum = values.reduce((all, one) => (all === null || one === null ? null : all + one), 0);
  return sum === null || values.length === 0 ? null : sum / values.length;
}

/** `ΔR math +14.8, other +6.1`: what an index is never shown without. */
export function gainsWords(gains: readonly (readonly [domain: Domain, value: number | null])[]): string {
  const each = gains.map(
    ([domain, value]) => `${domainShort(domain)} ${value === null ? '–' : points(value)}`,
  );
  return l10n.t('ΔR {0}', each.join(', '));
}

export function indexSizeTable(input: ChartInput): ChartTable {
  const drawn = drawnModels(input);
  return {
    columns: [
      l10n.t('Model'),
      l10n.t('Method'),
      l10n.t('Size of the base'),
      l10n.t('Index'),
      l10n.t('Value'),
      l10n.t('from'),
      l10n.t('to'),
      l10n.t('ΔR math'),
      l10n.t('ΔR'),
      l10n.t('Note'),
    ],
    rows: targets.flatMap((target) => [
      ...drawn.map(({ model, method, size, ti, domains }) => [
        showHidden(model),
        method === null ? '–' : methodWords(method),
        size ?? '–',
        axisTitle(target),
        ti[target].value === null ? l10n.t('undefined') : cell(ti[target].value),
        cell(ti[target].low),
        cell(ti[target].high),
        cell(domains.math.delta.value),
        cell(domains[target].delta.value),
        ti[target].reason ?? '',
      ]),
      ...meansOf(drawn, target).map(({ method, value, gains, n }) => [
        l10n.t('Mean of {0} models', String(n)),
        methodWords(method),
        '–',
        axisTitle(target),
        cell(value),
        '–',
        '–',
        cell(gains.math),
        cell(gains.target),
        '',
      ]),
    ]),
  };
}
