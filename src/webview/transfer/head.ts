import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type Transfer, variants } from '../../core/transfer/transfer.ts';
import type { FromTransfer, TransferChoice } from '../../protocol.ts';
import { count } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { type BaseActions, basesNotice } from './basesNotice.ts';
import { choice } from '../choice.ts';
import { cohortMenu, sigmaWords } from './cohortMenu.ts';
import { levelChoice } from './levelChoice.ts';
import { closeMenu, menuTemplate } from './menu.ts';
import { basesOf, type Shown } from './model.ts';
import { type OnDomain, setMenu, setWords } from './setMenu.ts';
import { verdictDifference, verdictSwitch } from './verdictSwitch.ts';
import { untrusted } from '../visibleText.ts';
import { smallCohortWords, variantMeaning, variantName } from './words.ts';

export type ExportAs = Extract<FromTransfer, { type: 'export' }>['as'];

export interface HeadActions extends BaseActions {
  readonly onBase: (base: string | null) => void;
  readonly onChoose: (change: Partial<TransferChoice>) => void;
  readonly onDomain: OnDomain;
  readonly onExport: (as: ExportAs) => void;
  readonly onRescore: () => void;
  readonly onHelp: () => void;
}

/**
 * What is shown, and under which choice it is computed.
 *
 * @param before σ under the cohort that was left last; null where nobody left one
 */
export function headTemplate(
  shown: Shown,
  chosen: TransferChoice,
  before: Transfer['sigma'],
  actions: HeadActions,
): TemplateResult {
  const { state } = shown;
  const { transfer } = state;
  const { onChoose } = actions;
  const small = smallCohortWords(transfer);
  return html`<header class="transfer-head">
    <div class="title">
      <h1>${l10n.t('Transfer')}</h1>
      ${computingTemplate(state.pending)}
      <div class="end">
        ${exportMenu(actions)}
        ${toolButton({ icon: 'question', words: l10n.t('Words and keys'), onClick: actions.onHelp })}
      </div>
    </div>
    <div class="choices">
      ${choice(
        l10n.t('Base'),
        shown.base ?? '',
        [
          ['', l10n.t('all bases')] as const,
          ...basesOf(state).map((base) => [base, showHidden(base)] as const),
        ],
        (base) => actions.onBase(base === '' ? null : base),
      )}
      ${choice(
        l10n.t('Variant'),
        chosen.variant,
        variants.map((variant) => [variant, variantName(variant)] as const),
        (variant) => onChoose({ variant }),
      )}
      ${levelChoice(chosen.level, (level) => onChoose({ level }))}
      ${verdictSwitch(state, (verdicts) => onChoose({ verdicts }))}
      ${cohortMenu(transfer, chosen.cohort, before, (cohort) =>
        onChoose({ cohort: cohort === null ? null : [...cohort] }),
      )}
      ${setMenu(state, actions.onDomain)}
    </div>
    <div class="meaning">
      <p class="quiet">${variantMeaning(transfer.variant)}</p>
      ${transfer.sigma === null ? nothing : html`<p class="quiet">${sigmaWords(transfer.sigma, before)}</p>`}
      ${small === null ? nothing : html`<p>${small}</p>`}
      ${state.set.added.length + state.set.removed.length === 0 ? nothing : html`<p>${l10n.t('This is not the paper’s set of benchmarks.')} ${untrusted(setWords(state.set))}</p>`}
      ${verdictDifference(state)} ${basesNotice(state, actions)} ${unscoredTemplate(state.unscored, actions)}
    </div>
  </header>`;
}

function computingTemplate(pending: boolean): TemplateResult {
  return html`<span class="computing" role="status"
    >${pending ? html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${l10n.t('Intervals are being computed')}` : nothing}</span
  >`;
}

export function unscoredTemplate(
  unscored: readonly string[],
  { onRescore }: Pick<HeadActions, 'onRescore'>,
): TemplateResult | typeof nothing {
  if (unscored.length === 0) return nothing;
  return html`<p class="note">
    ${l10n.t('Nobody has scored the responses of:')} ${untrusted(namesOf(unscored))}.
    <button type="button" class="link" @click=${onRescore}>${l10n.t('Score them')}</button>
  </p>`;
}

/** A list of more is not read. */
const mostNamed = 8;

function namesOf(models: readonly string[]): string {
  const more = models.length - mostNamed;
  const names = models.slice(0, mostNamed).join(', ');
  return more <= 0 ? names : `${names}, ${l10n.t('and {0} more', count(more))}`;
}

function exportMenu({ onExport }: HeadActions): TemplateResult {
  const kinds: readonly (readonly [ExportAs, string])[] = [
    ['csv', l10n.t('CSV table')],
    ['markdown', l10n.t('Markdown table')],
    ['latex', l10n.t('LaTeX table')],
    ['json', l10n.t('JSON of everything, with its inputs')],
  ];
  return menuTemplate(
    'export-menu',
    l10n.t('Export'),
    l10n.t('Export'),
    html`<ul class="commands">
      ${kinds.map(
        ([as, words]) =>
          html`<li>
            <button
              type="button"
              class="command"
              @click=${(event: Event) => {
                closeMenu(event);
                onExport(as);
              }}
            >
              ${words}
            </button>
          </li>`,
      )}
    </ul>`,
  );
}
