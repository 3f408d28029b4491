import * as l10n from '@vscode/l10n';
import type {
  AlignedStep,
  BeforeAnswer,
  Loop,
  StepLabel,
  StepPlace,
} from '../../../core/compare/alignedTraces.ts';
import type { ComparedPart } from '../../../core/compare/comparedText.ts';
import type { Sameness } from '../../../core/compare/sameness.ts';
import { sharePercent } from '../../../core/sharePercent.ts';
import { isOtherNotation } from '../../../core/compare/stepFacts.ts';
import { count } from '../../numbers.ts';

/** Every word that is said of aligned steps. */

export function labelWords(label: StepLabel): string {
  switch (label) {
    case 'setup':
      return l10n.t('setting up');
    case 'computing':
      return l10n.t('computing');
    case 'checking':
      return l10n.t('checking');
    case 'backtracking':
      return l10n.t('backtracking');
    case 'concluding':
      return l10n.t('concluding');
  }
}

export function partWords(part: ComparedPart): string {
  switch (part) {
    case 'both':
      return l10n.t('Both');
    case 'reasoning':
      return l10n.t('Reasoning');
    case 'answer':
      return l10n.t('Answer');
  }
}

/** `82 %`, `> 99 %`: of a share, as every view of a comparison gives it. */
export function shareWords(share: number): string {
  const { sign, percent } = sharePercent(share);
  return l10n.t('{0} %', `${sign}${count(percent)}`);
}

export function samenessWords(sameness: Sameness): string {
  switch (sameness) {
    case 'empty':
      return l10n.t('no text');
    case 'exact':
      return l10n.t('The same, word for word');
    case 'blanks':
      return l10n.t('The same but for white space');
  }
}

export function statedWords({ share, of }: BeforeAnswer): string {
  if (of === 'text') return l10n.t('final answer first stated at {0} of the text', shareWords(share));
  return share === 1
    ? l10n.t('final answer first stated in the answer, not in the reasoning')
    : l10n.t('final answer first stated at {0} of the reasoning', shareWords(share));
}

export function couldNotAlign(): string {
  return l10n.t('The columns could not be aligned.');
}

type Names = readonly { readonly name: string }[];

/** `step 4 of B`, or without the column where there are two. */
export function placeWords({ column, number }: StepPlace, columns: Names): string {
  return columns.length === 2
    ? l10n.t('step {0}', count(number))
    : l10n.t('step {0} of {1}', count(number), columns[column]?.name ?? '');
}

/** What a step is to its partner: `changed, 82 % alike`. */
function stateOfStep(step: AlignedStep, columns: Names): string {
  const words = stateWords(step, columns);
  return step.disagrees ? `${words}, ${l10n.t('another value of the same thing')}` : words;
}

function stateWords(step: AlignedStep, columns: Names): string {
  const { state, similarity, partner } = step;
  switch (state) {
    case 'same':
      return l10n.t('the same');
    case 'changed':
      if (isOtherNotation(step)) return l10n.t('the same in another notation');
      if (step.notInAll) return l10n.t('the same, but not in all');
      return similarity === null ? l10n.t('changed') : l10n.t('changed, {0} alike', shareWords(similarity));
    case 'apart':
      return l10n.t('only here');
    case 'moved':
      return partner === null
        ? l10n.t('moved')
        : l10n.t('moved, its partner is {0}', placeWords(partner, columns));
  }
}

/** One sign beside a step's number, so that its state does not rest on colour. */
export function signOf({ state, disagrees, notInAll }: AlignedStep, isReference: boolean): string {
  if (disagrees) return '≠';
  if (notInAll && state === 'changed') return '−';
  switch (state) {
    case 'same':
      return '';
    case 'changed':
      return '≈';
    case 'apart':
      return isReference ? '−' : '+';
    case 'moved':
      return '↕';
  }
}

export function sameSteps(steps: number): string {
  return steps === 1 ? l10n.t('1 same step') : l10n.t('{0} same steps', count(steps));
}

export function loopWords({ from, period, times }: Loop): string {
  return period === 1
    ? l10n.t('goes round in circles from step {0}: 1 step {1} times', count(from), count(times))
    : l10n.t(
        'goes round in circles from step {0}: {1} steps {2} times',
        count(from),
        count(period),
        count(times),
      );
}

/** `12 steps · 3 checks`, without what there is none of. */
export function countWords(counts: {
  readonly steps: number;
  readonly checks: number;
  readonly backtracks: number;
  readonly repeated: number;
}): string[] {
  const { steps, checks, backtracks, repeated } = counts;
  return [
    steps === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count(steps)),
    ...(checks === 0 ? [] : [checks === 1 ? l10n.t('1 check') : l10n.t('{0} checks', count(checks))]),
    ...(backtracks === 0
      ? []
      : [backtracks === 1 ? l10n.t('1 backtrack') : l10n.t('{0} backtracks', count(backtracks))]),
    ...(repeated === 0 ? [] : [l10n.t('{0} repeated', count(repeated))]),
  ];
}

/** `B: step 12, changed, 82 % alike`. */
export function stepWords(step: AlignedStep, column: { readonly name: string }, columns: Names): string {
  return l10n.t('{0}: step {1}, {2}', column.name, count(step.number), stateOfStep(step, columns));
}
