import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../../numbers.ts';
import { oneLine } from '../../oneLine.ts';
import { untrusted } from '../../visibleText.ts';
import { answerValue, LONGEST_TITLE } from '../published.ts';
import { type AnswerGroup, LONGEST_ANSWER, MOST_ANSWERS } from './finalAnswers.ts';

/**
 * Which columns have which final answer. What a scorer takes for the answer may be a whole response: each has a line at
 * most, with more of it in a tooltip.
 */
export function answersLine(groups: readonly AnswerGroup[], draws: boolean): TemplateResult {
  const others = groups.slice(MOST_ANSWERS);
  const columns = others.reduce((sum, { names }) => sum + names.length, 0);
  return html`${l10n.t('Final answers')}:
  ${groups
    .slice(0, MOST_ANSWERS)
    .map(
      (group, at) =>
        html`${at === 0 ? '' : ' · '}${untrusted(group.names.join(', '))}: ${valueTemplate(group, draws)}`,
    )}${
    columns === 0
      ? nothing
      : html` ·
          <span class="quiet other-answers" title=${others.map(groupWords).join('\n')}
            >${columns === 1 ? l10n.t('and 1 other') : l10n.t('and {0} others', count(columns))}</span
          >`
  }`;
}

function valueTemplate(group: AnswerGroup, draws: boolean): unknown {
  const { value } = group;
  if (value === null) return html`<span class="quiet">${withoutAnswer(group)}</span>`;
  if (value.length <= LONGEST_ANSWER && !value.includes('\n')) return answerValue(value, draws);
  return html`<code class="value" title=${oneLine(value, LONGEST_TITLE)}
    >${untrusted(oneLine(value, LONGEST_ANSWER))}</code
  >`;
}

function groupWords(group: AnswerGroup): string {
  const { names, value } = group;
  return `${names.join(', ')}: ${value === null ? withoutAnswer(group) : oneLine(value, LONGEST_ANSWER)}`;
}

function withoutAnswer({ scored }: AnswerGroup): string {
  return scored ? l10n.t('no answer found') : l10n.t('not scored');
}
