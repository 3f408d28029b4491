import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { helpDialog, keyList } from '../helpDialog.ts';
import { findingMarks, smallChange } from './finding.ts';
import { keyWords } from './keys.ts';

/** The overlay that says what the words and marks mean, and lists the keys. */
export function helpTemplate(): TemplateResult {
  return helpDialog(
    html`<h2 id="help-title">${l10n.t('Words')}</h2>
      <dl>
        ${words().map(
          ([term, meaning]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>
      <h2>${l10n.t('Marks')}</h2>
      <dl>
        ${marks().map(
          ([mark, meaning]) =>
            html`<div>
              <dt>${mark}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>
      <h2>${l10n.t('Keys')}</h2>
      ${keyList(keyWords())}`,
  );
}

function words(): readonly (readonly [term: string, meaning: string])[] {
  return [
    [
      'ΔR',
      l10n.t(
        'The tuned model’s score less its base’s, in points. Of a domain: the mean over its benchmarks.',
      ),
    ],
    [
      'δ, s',
      l10n.t('δ is ΔR divided by σ (in v1: by the base’s score); s is its root with its sign (in v1: δ).'),
    ],
    [
      'w, ŵ',
      l10n.t(
        'The weight of a benchmark: what its base leaves to gain (in v1: 1); ŵ is its share in the domain.',
      ),
    ],
    ['DI', l10n.t('Domain index: the sum of ŵ · s over the domain’s benchmarks.')],
    [
      'TI',
      l10n.t(
        'Transferability index: 100 · DI of the domain / DI of math. It is an index and no number of points; it is undefined where math did not surely gain.',
      ),
    ],
    [
      l10n.t('shrunk'),
      l10n.t('A gain below two standard errors: the root is steep at 0, so the domain is pulled towards it.'),
    ],
  ];
}

function marks(): readonly (readonly [mark: string, meaning: string])[] {
  return [
    [findingMarks.gain, l10n.t('A significant gain, after correction for all comparisons of the base')],
    [findingMarks.loss, l10n.t('A significant loss, likewise')],
    [
      findingMarks['no-change'],
      l10n.t(
        'No change was seen; a true difference of {0} points or fewer would be found in 80 of 100 cases, before correction',
        String(smallChange),
      ),
    ],
    [
      findingMarks['could-not-see'],
      l10n.t(
        'Nothing significant; a true difference of {0} points would be found in fewer than 80 of 100 cases',
        String(smallChange),
      ),
    ],
  ];
}
