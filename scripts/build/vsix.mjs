/** The package that users install. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../cache.mjs';

/**
 * The editor's part, the thread of the index and the command line each hold the readers of results; the algebra system
 * and the model of languages have about 1 MB each.
 */
const limitBytes = 4.5e6;
/** What a package must never hold; `.vscodeignore` keeps it out, this makes sure. */
const unwanted =
  /\.(map|tsx?|vsix)$|^extension\/(src|test|examples|bench|scripts|node_modules|out|\.[^/]+)\//;
const wanted = [
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'l10n/bundle.l10n.json',
  'l10n/bundle.l10n.de.json',
  ...['connect', 'open', 'evaluate', 'read', 'again', 'transfer'].map(
    (step) => `media/walkthrough/${step}.svg`,
  ),
  'dist/extension.js',
  'dist/features.js',
  'dist/endpoints.js',
  'dist/cli.js',
  'dist/languageModel.js',
  'dist/fastText.node.wasm',
  'dist/assets/lid.176.ftz',
  'dist/webview/traces.js',
  'dist/webview/matrix.js',
  'dist/webview/transfer.js',
  'dist/transferThread.js',
  'dist/compareThread.js',
];

/** Packs what is in `dist/` into a VSIX there; gives its path and size. Throws when it holds what it must not. */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = join(root, 'dist', `${name}-${version}.vsix`);
  const stage = await staged();
  try {
    await createVSIX({
      cwd: stage,
      packagePath: file,
      dependencies: false,
      skipLicense: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  const archive = readFileSync(file);
  const names = zipNames(archive);
  const intruders = names.filter((path) => unwanted.test(path));
  const missing = wanted.filter((path) => !names.includes(`extension/${path}`));
  if (intruders.length > 0)
    throw new Error(`The VSIX must not hold ${intruders.join(', ')}: see .vscodeignore.`);
  if (missing.length > 0) throw new Error(`The VSIX lacks ${missing.join(', ')}: see .vscodeignore.`);
  if (archive.length > limitBytes) {
    throw new Error(
      `The VSIX has ${archive.length} bytes; the limit is ${limitBytes}: see scripts/build/vsix.mjs.`,
    );
  }
  return { file, bytes: archive.length };
}

/** A folder with what the package holds, as `.vscodeignore` says. */
async function staged() {
  const stage = mkdtempSync(join(tmpdir(), 'reasoning-transfer-package-'));
  const names = await listFiles({ cwd: root, packageManager: PackageManager.None });
  for (const name of ['.vscodeignore', ...names]) {
    cpSync(join(root, name), join(stage, name));
  }
  const readme = packagedReadme(readFileSync(join(root, 'README.md'), 'utf8'));
  const picture = /!\[[^\]]*\]\((?!https:)[^)]*\)/.exec(readme);
  if (picture) throw new Error(`The packaged README shows ${picture[0]}, which the VSIX does not hold.`);
  writeFileSync(join(stage, 'README.md'), readme);
  return stage;
}

/** The readme without its pictures: they are for readers of the repository, and the package has none of them. */
function packagedReadme(text) {
  return text.replace(/^[ \t]*!\[[^\]]*\]\(media\/readme\/[^)]*\)\n\n?/gm, '');
}

/** The paths in a zip, from its central directory (APPNOTE 4.3.12 and 4.3.16). */
function zipNames(archive) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extraLength + commentLength;
    return name;
  });
}
