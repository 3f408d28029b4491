import * as l10n from '@vscode/l10n';
import { type Parting, partingOf } from '../../../core/compare/parting.ts';
import { count } from '../../numbers.ts';
import { shareWords } from './alignedWords.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** Where a column parts from the reference, with its name. */
export type NamedParting = Parting & {
  /** 0-based. */
  readonly at: number;
  readonly name: string;
};

/** Of all columns that differ from the reference in substance, in their order. */
export function partingsOf({ reference, rows, columns }: ShownAlignment): NamedParting[] {
  const aligned = { reference, rows, traces: columns.map(({ trace }) => trace) };
  return columns.flatMap(({ name }, at) => {
    const parting = partingOf(aligned, at);
    return parting === null ? [] : [{ ...parting, at, name }];
  });
}

// Shorter than core's `partingWords`, which name both traces and both steps: here the heads above and the reference's tag do.
/** What is said of one column, by its own steps: `parts at its step 5: from there on 12 % has a partner`. */
export function ownPartingWords({ way, steps, paired: [, share] }: Parting): string {
  if (way === 'ends') return l10n.t('ends before the reference does');
  const step = count(steps[1]);
  switch (way) {
    case 'reference-ends':
      return l10n.t('goes on at its step {0}, behind the end of the reference', step);
    case 'parts':
      return share === null
        ? l10n.t('parts at its step {0}', step)
        : l10n.t('parts at its step {0}: from there on {1} has a partner', step, shareWords(share));
    case 'together':
      return share === null
        ? l10n.t('first differs at its step {0}', step)
        : l10n.t(
            'first differs at its step {0} and goes on together: of what follows {1} has a partner',
            step,
            shareWords(share),
          );
    case 'differs':
      return share === null
        ? l10n.t('first differs at its step {0}', step)
        : l10n.t('first differs at its step {0}: of what follows {1} has a partner', step, shareWords(share));
  }
}

/** What is said of all: `They part at step 5 of A`: by the reference's steps, which are named as such. */
export function jointPartingWords(
  { way, name, steps }: NamedParting,
  { reference, columns }: ShownAlignment,
): string {
  const referenceName = columns[reference]?.name ?? '';
  if (way === 'reference-ends')
    return l10n.t('{0} ends before step {1} of {2}', referenceName, count(steps[1]), name);
  const step = count(steps[0]);
  switch (way) {
    case 'ends':
      return l10n.t('{0} ends before step {1} of {2}', name, step, referenceName);
    case 'parts':
      return columns.length === 2
        ? l10n.t('They part at step {0} of {1}', step, referenceName)
        : l10n.t('{0} parts at step {1} of {2}', name, step, referenceName);
    case 'together':
    case 'differs':
      return columns.length === 2
        ? l10n.t('They first differ at step {0} of {1}', step, referenceName)
        : l10n.t('{0} first differs at step {1} of {2}', name, step, referenceName);
  }
}

/** What is said when one gets there. */
export function hereWords({ way }: Parting): string {
  switch (way) {
    case 'ends':
    case 'reference-ends':
      return l10n.t('Here one of them ends');
    case 'parts':
      return l10n.t('Here they part');
    case 'together':
    case 'differs':
      return l10n.t('Here they first differ');
  }
}
