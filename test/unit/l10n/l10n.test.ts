import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { l10nProblems, lacks } from '../../../scripts/l10n.mjs';
import { untranslated } from './words.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('every translation says all that the code and the manifest say, and nothing else', async () => {
  expect(globSync('{l10n/bundle.l10n,package.nls}.*.json', { cwd: root }).sort()).toEqual([
    'l10n/bundle.l10n.de.json',
    'package.nls.de.json',
  ]);
  expect(await l10nProblems()).toEqual([]);
  // Collecting the words parses every source file.
}, 120_000);

test('a translation that lacks a key, a place or a link is told so', () => {
  const base = { a: 'One of {0}', b: '[Open](command:x.open)', c: 'See `{{field}}`', d: 'Same' };
  const translation = { a: 'Eins', b: '[Öffnen](command:x.close)', c: 'Siehe `{{field}}`', e: 'Neu' };
  expect(lacks('de', base, translation)).toEqual([
    'de: the placeholders differ in "a"',
    'de: the placeholders differ in "b"',
    'de lacks "d"',
    'de has "e", which nothing says any more',
  ]);
});

test('the manifest names only words there are, and uses all of them', () => {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  const words: unknown = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  expect(Object.keys(words as object).sort()).toEqual([...used].sort());
});

test('nobody is shown words that no translation reaches', () => {
  const files = globSync('src/{host,webview}/**/*.ts', { cwd: root }).concat(
    'src/extension.ts',
    'src/webviewPage.ts',
  );
  const found = files
    .sort()
    .flatMap((file) =>
      untranslated(file, readFileSync(join(root, file), 'utf8')).map(
        ({ line, text }) => `${file}:${line} ${text}`,
      ),
    );
  expect(found).toEqual([]);
});

test('numbers and dates are written in the language of the words', () => {
  const fixed = /toLocale\w*\(\s*(?:\)|['"`])|new Intl\.\w+\(\s*(?:\)|['"`])/;
  const found = globSync('src/{host,webview}/**/*.ts', { cwd: root }).filter((file) =>
    fixed.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(found).toEqual([]);
});

test('words without a translation are found wherever they are shown', () => {
  const source = `
    const row = { label: 'Not translated', detail: l10n.t('Translated'), kind: 'Group of rows' };
    item.tooltip = wide ? \`In all \${count} files\` : undefined;
    void window.showErrorMessage('Cannot be read');
    void window.showErrorMessage(l10n.t('Cannot be read'));
    function countWords(n) { return n === 1 ? 'one item' : l10n.t('{0} items', n); }
    return html\`<p title="Two words" class="a b">Shown \${x}</p><b>\${l10n.t('Bold')}</b>\`;
    if (state === 'not shown') throw new Error('Only programmers see this');
  `;
  expect(untranslated('a.ts', source).map(({ line, text }) => `${line} ${text}`)).toEqual([
    '2 Not translated',
    '3 In all … files',
    '4 Cannot be read',
    '6 one item',
    '7 Two words',
    '7 Shown',
  ]);
});
