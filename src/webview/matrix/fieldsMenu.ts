import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { MatrixField } from '../../core/results/matrixFields.ts';
import { fieldOf, type MatrixQuery } from '../../core/results/matrixQuery.ts';
import { icon } from '../icon.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { choice } from '../choice.ts';

type OnQuery = (change: Partial<MatrixQuery>) => void;

/** The items' own fields, each with its values and how many items have them. */
export function fieldsMenu(
  fields: readonly MatrixField[],
  query: MatrixQuery,
  onQuery: OnQuery,
): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<button type="button" class="menu-button" popovertarget="fields-menu">
      ${l10n.t('Fields')}${icon('chevron-down')}
    </button>
    <div class="popup" popover id="fields-menu" role="dialog" aria-label=${l10n.t('Fields')}>
      ${fields.map(({ name, values }) => {
        const chosen = values.findIndex(({ value }) => value === fieldOf(query.fields, name));
        return choice(
          showHidden(name),
          String(chosen),
          [
            ['-1', l10n.t('any')],
            ...values.map(
              ({ value, items }, index) => [String(index), `${showHidden(value)} (${count(items)})`] as const,
            ),
          ],
          (index) => onQuery({ fields: withField(query, name, values[Number(index)]?.value ?? null) }),
        );
      })}
    </div>`;
}

/** The values that are asked for now, each of which can be taken away. */
export function fieldTokens(query: MatrixQuery, onQuery: OnQuery): TemplateResult[] {
  return Object.entries(query.fields).map(
    ([name, value]) =>
      html`<button
        type="button"
        class="token"
        title=${l10n.t('Show all values of {0}', showHidden(name))}
        @click=${() => onQuery({ fields: withField(query, name, null) })}
      >
        ${untrusted(`${name}: ${value}`)}${icon('close')}
      </button>`,
  );
}

function withField({ fields }: MatrixQuery, name: string, value: string | null): Record<string, string> {
  const others = Object.entries(fields).filter(([field]) => field !== name);
  return Object.fromEntries(value === null ? others : [...others, [name, value]]);
}
