/**
 * `npm run l10n`: collects the words of the code into `l10n/bundle.l10n.json`, which translations stand beside
 * (`bundle.l10n.<language>.json`; those of the manifest are in `package.nls.<language>.json`), and says what each
 * of them lacks; also the list of what is said below the editor (`sayings.mjs`). `--check` writes nothing.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './cache.mjs';
import { main } from './processes.mjs';
import { collectSayings, sayingsFile, sayingsText } from './sayings.mjs';

const bundle = join(root, 'l10n', 'bundle.l10n.json');

/** The words of `vscode.l10n.t`, of `@vscode/l10n` and of `say` in the sources, by key, sorted. */
export async function collectWords() {
  const files = globSync('src/**/*.ts', { cwd: root }).sort();
  const contents = files
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .filter((text) => text.includes('l10n'));
  const words = await getL10nJson(contents.map((text) => ({ extension: '.ts', contents: text })));
  for (const said of collectSayings().keys()) words[said] ??= said;
  return Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const placeholders = (text) =>
  [...text.matchAll(/\{\d+\}|\(command:[^)]+\)|\{\{\w+\}\}/g)].map(String).sort().join();
const wordsOf = (entry) => (typeof entry === 'string' ? entry : entry.message);

/** What is wrong with a translation, a sentence each. */
export function lacks(name, base, translation) {
  const problems = [];
  for (const [key, entry] of Object.entries(base)) {
    const words = translation[key];
    if (words === undefined) problems.push(`${name} lacks ${JSON.stringify(key)}`);
    else if (placeholders(wordsOf(words)) !== placeholders(wordsOf(entry)))
      problems.push(`${name}: the placeholders differ in ${JSON.stringify(key)}`);
  }
  for (const key of Object.keys(translation))
    if (!(key in base)) problems.push(`${name} has ${JSON.stringify(key)}, which nothing says any more`);
  return problems;
}

/** Problems of every translation, and of the collected words against `bundle.l10n.json`. */
export async function l10nProblems() {
  const words = await collectWords();
  const stale =
    JSON.stringify(readJson(bundle)) === JSON.stringify(words)
      ? []
      : ['l10n/bundle.l10n.json is not what the code says: run npm run l10n'];
  if (readFileSync(sayingsFile, 'utf8') !== (await sayingsText()))
    stale.push('src/host/sayings.ts is not what the code says: run npm run l10n');
  const manifest = readJson(join(root, 'package.nls.json'));
  return [
    ...stale,
    ...globSync('l10n/bundle.l10n.*.json', { cwd: root }).flatMap((name) =>
      lacks(name, words, readJson(join(root, name))),
    ),
    ...globSync('package.nls.*.json', { cwd: root }).flatMap((name) =>
      lacks(name, manifest, readJson(join(root, name))),
    ),
  ];
}

if (process.argv[1]?.endsWith('l10n.mjs')) {
  await main(async (args) => {
    if (!args.includes('--check')) {
      mkdirSync(join(root, 'l10n'), { recursive: true });
      writeFileSync(sayingsFile, await sayingsText());
      writeFileSync(bundle, `${JSON.stringify(await collectWords(), null, 2)}\n`);
    }
    const problems = await l10nProblems();
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) throw new Error(`${problems.length} words to translate or to take out.`);
  });
}
