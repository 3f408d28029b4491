import * as l10n from '@vscode/l10n';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ModelTransfer } from '../../../core/transfer/transfer.ts';
import { brief } from '../figures.ts';
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
 * training run counts once, not with each of its checkpoints.
 */
export function meansOf(drawn: readonly ModelTransfer[], target: Target) {
  return methodsOf(drawn.filter(({ inCohort }) => inCohort)).flatMap(({ method, place, models }) => {
    const values = models.flatMap(({ ti }) => ti[target].value ?? []);
    if (method === null || values.length < 2) return [];
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    const label = l10n.t('{0}: mean {1} of {2}', methodWords(method), brief(value), String(values.length));
    return [{ method, place, value, n: values.length, label }];
  });
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
      ...meansOf(drawn, target).map(({ method, value, n }) => [
        l10n.t('Mean of {0} models', String(n)),
        methodWords(method),
        '–',
        axisTitle(target),
        cell(value),
        '–',
        '–',
        '–',
        '–',
        '',
      ]),
    ]),
  };
}
