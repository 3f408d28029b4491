import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

/**
 * The words of VS Code's display language, which the host puts into the page. This module comes first in every
 * view, before any module that says something.
 */
const Bundle = v.record(v.string(), v.string());

/** BCP 47, of the view's own words; English where there is no page. */
const page = 'document' in globalThis ? document : null;
const lang = page?.documentElement.lang ?? '';
export const language = lang === '' ? 'en' : lang;

const meta = page?.querySelector('meta[name="l10n"]');
const bundle = parseBundle(meta?.getAttribute('content') ?? null);
if (bundle !== null) l10n.config({ contents: bundle });

function parseBundle(text: string | null): Record<string, string> | null {
  if (text === null) return null;
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), Bundle), text);
  return result.success ? result.output : null;
}
