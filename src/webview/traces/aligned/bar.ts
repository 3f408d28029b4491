import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { chiefOf } from '../../../core/compare/parting.ts';
import { type Sameness, samenessOf } from '../../../core/compare/sameness.ts';
import { type ComparedPart, comparedParts } from '../../../core/compare/comparedText.ts';
import type { Align, comparisonExports, FromTraces } from '../../../protocol.ts';
import { count } from '../../numbers.ts';
import { onMenuToggle, toolButton } from '../../toolButton.ts';
import { untrusted } from '../../visibleText.ts';
import type { AlignedAction, AlignedControl } from './alignedControl.ts';
import { partWords, samenessWords } from './alignedWords.ts';
import { asideLine, type ColumnsAside } from './asideLine.ts';
import { answersLine } from './answersLine.ts';
import { wholeAnswers } from './comparedColumns.ts';
import { answerGroups, answersThatDiffer } from './finalAnswers.ts';
import { divergences } from './navigation.ts';
import { jointPartingWords, partingsOf } from './partings.ts';
import type { ShownAlignment } from './shownAlignment.ts';
import { compareBothButton, unmarkedWords } from './unmarked.ts';

export interface BarActions {
  readonly post: (message: FromTraces) => void;
  readonly onPart: (part: ComparedPart) => void;
  readonly onAct: (action: AlignedAction) => void;
  /** Whether formulas are drawn. */
  readonly draws: boolean;
  readonly aside: ColumnsAside;
}

/** What is aligned, the ways through it, and what there is to say of the columns together. */
export function alignedBar(control: AlignedControl, actions: BarActions): TemplateResult {
  const { alignment, look } = control;
  return html`<section class="aligned-bar" aria-label=${l10n.t('Comparison')}>
    <div class="segments" role="group" aria-label=${l10n.t('What is aligned')}>
      ${comparedParts.map(
        (part) =>
          html`<button
            type="button"
            class="segment"
            data-part=${part}
            aria-pressed=${part === look.part ? 'true' : 'false'}
            @click=${() => actions.onPart(part)}
          >
            ${partWords(part)}
          </button>`,
      )}
    </div>
    ${alignment === null ? nothing : waysTemplate(control, alignment, actions)}
    ${control.asked === null ? nothing : menuTemplate(control.asked, actions.post)}
    ${actions.aside.aside.length === 0 ? nothing : asideLine(actions.aside)}
    ${alignment === null ? nothing : togetherTemplate(control, alignment, actions)}
  </section>`;
}

/** Gives the focus to the button of a part: what had it goes, and the rows are not there yet. */
export function focusPart(part: ComparedPart): void {
  document.querySelector<HTMLElement>(`.aligned-bar .segment[data-part="${part}"]`)?.focus();
}

function waysTemplate(
  control: AlignedControl,
  alignment: ShownAlignment,
  { onAct }: BarActions,
): TemplateResult {
  const { rows, columns } = alignment;
  const { difference, look } = control;
  const disagree = rows.some(({ disagrees }) => disagrees) || answersThatDiffer(alignment) !== null;
  const part = divergences(columns.map(({ trace }) => trace)).length > 0;
  const button = (
    icon: Parameters<typeof toolButton>[0]['icon'],
    words: string,
    action: AlignedAction,
    can: boolean,
  ) => toolButton({ icon, words, onClick: () => onAct(action), disabled: !can });
  return html`<div class="aligned-ways" role="toolbar" aria-label=${l10n.t('Differences')}>
    ${button('arrow-up', l10n.t('Previous difference'), 'previous-difference', difference !== null)}
    ${button('arrow-down', l10n.t('Next difference'), 'next-difference', difference !== null)}
    <span class="aligned-count">${countTemplate(difference)}</span>
    ${button('target', l10n.t('Next disagreement: another value of the same thing'), 'next-disagreement', disagree)}
    ${button('repo-forked', l10n.t('Jump to where they part or first differ'), 'divergence', part)}
    ${toolButton({
      icon: 'fold',
      words: l10n.t('Fold what is the same'),
      onClick: () => onAct('fold-same'),
      pressed: look.foldSame,
    })}
  </div>`;
}

function countTemplate(difference: AlignedControl['difference']): string {
  if (difference === null) return l10n.t('No difference');
  const [at, of] = difference;
  if (at > 0) return l10n.t('{0} of {1}', count(at), count(of));
  return of === 1 ? l10n.t('1 difference') : l10n.t('{0} differences', count(of));
}

/** Ways out of the panel: the editor's own comparison, and pages to send to others. */
function menuTemplate(align: Align, post: BarActions['post']): TemplateResult {
  const keys = [align.reference, ...align.columns.filter((key) => key !== align.reference)];
  const as = (form: (typeof comparisonExports)[number]) => () =>
    post({ type: 'export-comparison', align, as: form });
  const entries: [words: string, onClick: () => void][] = [
    [l10n.t('Compare in the Editor'), () => post({ type: 'open-comparison', keys })],
    [l10n.t('Copy as Markdown'), as('copy-markdown')],
    [l10n.t('Save as Markdown…'), as('save-markdown')],
    [l10n.t('Save as HTML…'), as('save-html')],
  ];
  const close = () => document.querySelector<HTMLElement>('#comparison-menu')?.hidePopover();
  return html`${toolButton({ icon: 'export', words: l10n.t('Open, copy or save the comparison'), menu: 'comparison-menu' })}
    <div
      class="popup comparison-menu"
      popover
      id="comparison-menu"
      role="dialog"
      aria-label=${l10n.t('Comparison')}
      @toggle=${onMenuToggle}
    >
      <ul>
        ${entries.map(
          ([words, onClick]) =>
            html`<li>
              <button
                type="button"
                class="entry"
                @click=${() => {
                  close();
                  onClick();
                }}
              >
                ${words}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
}

/** What is to be said of all columns: where they part, and which final answers agree. */
function togetherTemplate(
  control: AlignedControl,
  alignment: ShownAlignment,
  { draws, onPart }: BarActions,
): TemplateResult {
  const { columns } = alignment;
  const facts: unknown[] = [];
  const sameness = samenessOfAll(alignment);
  const parting = chiefOf(partingsOf(alignment));
  const answersAlone = parting === null ? answersThatDiffer(alignment) : null;
  const unmarked = [...control.unmarked, ...wholeAnswers(control.columns, control.look.part)];
  if (unmarked.length > 0)
    facts.push(html`${untrusted(unmarkedWords(unmarked))}: ${compareBothButton(() => onPart('both'))}`);
  if (sameness !== null) facts.push(samenessWords(sameness));
  else if (answersAlone !== null) facts.push(untrusted(answersAlone.words));
  else if (parting === null) facts.push(l10n.t('Every step has a partner'));
  else
    facts.push(
      html`<button type="button" class="link" @click=${() => control.goTo(parting.row)}>
        ${untrusted(jointPartingWords(parting, alignment))}
      </button>`,
    );
  const answers = answerGroups(columns);
  if (answers.length > 0) facts.push(answersLine(answers, draws));
  return html`<p class="aligned-together">
    ${facts.map((fact, at) => html`${at === 0 ? nothing : html`<span class="quiet"> · </span>`}${fact}`)}
  </p>`;
}

/** Null where any column differs from the reference in more than white space. */
function samenessOfAll({ columns, reference }: ShownAlignment): Sameness | null {
  const text = columns[reference]?.text ?? '';
  const found = columns
    .filter(({ unmarked }) => !unmarked)
    .map((column) => samenessOf(column.trace.identical, column.text, text));
  if (found.includes(null)) return null;
  return found.find((sameness) => sameness === 'blanks') ?? found[0] ?? null;
}
