import * as l10n from '@vscode/l10n';
import type { Domain } from '../../core/domain.ts';
import type { FlipKind } from '../../core/transfer/flipList.ts';
import type { Transfer, Variant } from '../../core/transfer/transfer.ts';
import type { TunedModel, VerdictSource } from '../../core/transfer/transferInput.ts';

/** Names that several parts of the panel say. */

export function domainWords(domain: Domain): string {
  switch (domain) {
    case 'math':
      return l10n.t('math');
    case 'other':
      return l10n.t('other reasoning');
    case 'non':
      return l10n.t('non-reasoning');
  }
}

/** As the head of a group. */
export function domainTitle(domain: Domain): string {
  switch (domain) {
    case 'math':
      return l10n.t('Math');
    case 'other':
      return l10n.t('Other reasoning');
    case 'non':
      return l10n.t('Non-reasoning');
  }
}

export function methodWords(method: NonNullable<TunedModel['method']>): string {
  switch (method) {
    case 'rl':
      return l10n.t('RL');
    case 'sft':
      return l10n.t('SFT');
    case 'other':
      return l10n.t('other method');
  }
}

/** What is known of how a model came to be, such as `RL · 32B · step 400`; empty where nothing is. */
export function originWords({ method, size, checkpoint }: TunedModel): string {
  return [
    method === null ? '' : methodWords(method),
    size ?? '',
    checkpoint === null ? '' : l10n.t('step {0}', String(checkpoint.step)),
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

export function variantName(variant: Variant): string {
  switch (variant) {
    case 'v2-cohort':
      return l10n.t('v2, σ of the cohort');
    case 'v2-per-model':
      return l10n.t('v2, σ of each model');
    case 'v1-relative':
      return l10n.t('v1, relative gains');
  }
}

/** What a variant means, in a sentence or two. */
export function variantMeaning(variant: Variant): string {
  switch (variant) {
    case 'v2-cohort':
      return l10n.t(
        'As the paper’s published numbers (October 2025): each gain is divided by σ, the spread of the gains of all models in the cohort, before its root is taken. A model’s TI so depends on the others in the cohort. In its intervals σ is held at its estimate.',
      );
    case 'v2-per-model':
      return l10n.t(
        'As the paper’s text prints it (October 2025): σ is the spread over the model’s own benchmarks of a domain. In its intervals σ is computed again in each resample.',
      );
    case 'v1-relative':
      return l10n.t(
        'As in the paper’s first version (July 2025): the mean of gains relative to the base’s score. A base that scores 0 leaves its domain undefined.',
      );
  }
}

/**
 * What a cohort of one model means, where there is one: measured by `bench/coverage`, intervals of 95 % held the index
 * under the true σ in 37 to 68 % of trials. Null where there is nothing to say.
 */
export function smallCohortWords({ variant, cohort }: Pick<Transfer, 'variant' | 'cohort'>): string | null {
  if (variant !== 'v2-cohort' || cohort.length !== 1) return null;
  return l10n.t(
    'σ is here from the few gains of one model: that it is uncertain too is in no interval of DI and TI, which are the narrower for it. The gains do not depend on it.',
  );
}

export function verdictsWords(source: VerdictSource): string {
  return source === 'stored' ? l10n.t('stored') : l10n.t('re-scored');
}

export function kindWords(kind: FlipKind): string {
  switch (kind) {
    case 'learned':
      return l10n.t('learned');
    case 'forgotten':
      return l10n.t('forgotten');
    case 'better':
      return l10n.t('better');
    case 'worse':
      return l10n.t('worse');
    case 'right':
      return l10n.t('unchanged, right');
    case 'wrong':
      return l10n.t('unchanged, wrong');
  }
}

export function testWords(test: 'mcnemar' | 'sign-flip'): string {
  return test === 'mcnemar' ? l10n.t('McNemar, exact') : l10n.t('sign flips of items');
}
