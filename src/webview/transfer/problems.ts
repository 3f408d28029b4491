import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { Problem } from '../../core/problem.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';

/** A list of more is not read; all of them are in the Problems view and the exports. */
const mostShown = 50;

/** What of the results could not be used as it stands, and why. */
export function problemsTemplate(
  problems: readonly Problem[],
  onFile: (file: string) => void,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const some = problems.slice(0, mostShown);
  return html`<section class="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">${l10n.t('What could not be used')}</h2>
    <ul>
      ${some.map(
        ({ file, line, message }) =>
          html`<li>
            ${untrusted(message)}
            ${
              file === ''
                ? nothing
                : html`<button
                    type="button"
                    class="link"
                    title=${showHidden(file)}
                    @click=${() => onFile(file)}
                  >
                    ${untrusted(placeWords(file, line))}
                  </button>`
            }
          </li>`,
      )}
    </ul>
    ${some.length === problems.length ? nothing : html`<p class="quiet">${l10n.t('and {0} more', count(problems.length - some.length))}</p>`}
  </section>`;
}

function placeWords(file: string, line: number | undefined): string {
  const name = file.split('/').at(-1) ?? file;
  return line === undefined ? name : `${name}:${String(line)}`;
}
