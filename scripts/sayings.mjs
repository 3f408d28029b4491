/**
 * The templates of `say` (`src/core/say.ts`), which say things to people below the editor: read from the sources as
 * words to translate, and as the list by which the host knows them again.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { root } from './cache.mjs';

/** The list, which `npm run l10n` writes. */
export const sayingsFile = join(root, 'src', 'host', 'sayings.ts');

/** Of every template, by its words with `{0}`, `{1}` for the values: the places of what others wrote. Sorted. */
export function collectSayings() {
  const found = new Map();
  for (const file of globSync('src/{core,endpoints,workspace}/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.includes('say`')) sayingsIn(text, found);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Adds the templates of one source text to `found`. */
export function sayingsIn(text, found = new Map()) {
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') {
      const [words, verbatim] = saying(node.template);
      found.set(words, [...new Set([...(found.get(words) ?? []), ...verbatim])].sort());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function saying(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [template.text, []];
  const { head, templateSpans: spans } = template;
  const parts = [head.text, ...spans.map(({ literal }) => literal.text)];
  const verbatim = spans.flatMap(({ expression }, index) => {
    const marked = ts.isCallExpression(expression) && expression.expression.getText() === 'verbatim';
    const quote = parts[index].at(-1);
    const isQuoted = /["`]/.test(quote ?? '') && parts[index + 1].startsWith(quote);
    return marked || isQuoted ? [index] : [];
  });
  return [parts.reduce((words, part, index) => `${words}{${index - 1}}${part}`), verbatim];
}

/** The text of the list. */
export async function sayingsText() {
  const rows = [...collectSayings()].map(([words, verbatim]) => `  ${JSON.stringify([words, ...verbatim])},`);
  const text = [
    '/**',
    ' * Written by `npm run l10n`: the templates of `say` (`src/core/say.ts`), and of each the places of values that',
    ' * others wrote.',
    ' */',
    'export const sayings: readonly (readonly [words: string, ...verbatim: number[]])[] = [',
    ...rows,
    '];',
  ].join('\n');
  return format(text, { ...(await resolveConfig(sayingsFile)), parser: 'typescript' });
}
