/** Is `dist/` what a build would make of the sources now? */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../cache.mjs';
import { build } from './bundles.mjs';

const sources = [
  'src/**/*',
  'scripts/build/*',
  'scripts/webviews.mjs',
  'tsconfig*.json',
  'package-lock.json',
];
const outputs = [
  ...['extension.js', 'endpoints.js', 'cli.js'],
  ...['traces', 'matrix'].flatMap((view) => [`webview/${view}.js`, `webview/${view}.css`]),
];

/** Builds for production unless nothing has changed since this function built last. */
export async function buildIfStale() {
  const stamp = join(cacheFolder(), 'built');
  const before = state();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return;
  await build();
  writeFileSync(stamp, state());
}

/** Names, sizes and times of what a build reads and writes. */
function state() {
  const files = [...globSync(sources, { cwd: root }), ...outputs.map((name) => join('dist', name))].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const found = statSync(join(root, file), { throwIfNoEntry: false });
    if (!found?.isDirectory()) hash.update(`${file} ${found?.size} ${found?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}
