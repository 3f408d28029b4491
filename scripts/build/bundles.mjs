/**
 * The bundles in `dist/`, CommonJS. `extension.js` only registers; `features.js` is loaded at the first use of any
 * of it. Neither that nor the command line holds `openai`: that is in `endpoints.js`, which both load at the first
 * request. `indexThread.js` is the thread that indexes results, `transferThread.js` the one that resamples them,
 * `compareThread.js` the one that lays traces beside each other,
 * `algebraThread.js` the one that compares formulas, loaded at the first that our own rules cannot compare.
 * `languageModel.js` tells languages, loaded at the first that is asked for. The webviews' own description is in
 * `webviews.mjs`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';
import { root } from '../cache.mjs';
import { webviewBuild } from '../webviews.mjs';
import { keepKernel } from './kernel.mjs';
import { copyLanguageModel, languageModelNotice, ownAddress } from './languageModel.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { vscodeApi } from './vscodeApi.mjs';

const dist = join(root, 'dist');

/** Modules that are bundles of their own, by the end of their path. */
const apart = {
  'host/features.ts': 'features.js',
  'endpoints/generate.ts': 'endpoints.js',
  'scoring/languageModel.ts': 'languageModel.js',
};

/** `import('./generate.ts')` becomes a `require` of the bundle beside it, when it is called. */
const bundlesApart = {
  name: 'bundles apart',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const module = join(resolveDir, path).replaceAll('\\', '/');
      const bundle = Object.entries(apart).find(([end]) => module.endsWith(end))?.[1];
      return bundle === undefined ? undefined : { path: `./${bundle}`, external: true };
    });
  },
};

function nodeBundle(entry, outfile) {
  return {
    entryPoints: [join(root, entry)],
    outfile: join(dist, outfile),
    tsconfig: join(root, 'tsconfig.node.json'),
    platform: 'node',
    format: 'cjs',
    // The oldest VS Code of package.json runs Node 22.15.
    target: 'node22',
    external: ['vscode'],
    supported: { 'dynamic-import': false },
  };
}

function bundles() {
  return [
    { ...nodeBundle('src/extension.ts', 'extension.js'), plugins: [bundlesApart, vscodeApi] },
    { ...nodeBundle('src/host/features.ts', 'features.js'), plugins: [bundlesApart, vscodeApi] },
    { ...nodeBundle('src/endpoints/generate.ts', 'endpoints.js') },
    { ...nodeBundle('src/workspace/results/indexThread.ts', 'indexThread.js') },
    { ...nodeBundle('src/workspace/transfer/transferThread.ts', 'transferThread.js') },
    { ...nodeBundle('src/workspace/compare/compareThread.ts', 'compareThread.js') },
    { ...nodeBundle('src/workspace/scoring/algebraThread.ts', 'algebraThread.js') },
    { ...nodeBundle('src/workspace/scoring/languageModel.ts', 'languageModel.js'), ...ownAddress },
    {
      ...nodeBundle('src/cli.ts', 'cli.js'),
      plugins: [bundlesApart],
      banner: { js: '#!/usr/bin/env node' },
      // An older Node must be able to read the file to say that it is too old.
      target: 'node18',
    },
    webviewBuild(join(dist, 'webview')),
  ];
}

/** Empties `dist/`, packages apart. */
function clean() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (!name.endsWith('.vsix')) rmSync(join(dist, name), { recursive: true });
  }
}

/**
 * Builds everything into `dist/`. `dev` keeps the code readable and adds source maps; `watch` goes on building
 * until the script ends. Gives the size of each file in bytes, by its path in `dist/`.
 */
export async function build({ dev = false, watch = false } = {}) {
  clean();
  await keepKernel();
  const contexts = await Promise.all(
    bundles().map((options) =>
      context({
        ...options,
        absWorkingDir: root,
        bundle: true,
        minify: !dev,
        sourcemap: dev,
        legalComments: 'none',
        metafile: true,
        logLevel: 'warning',
      }),
    ),
  );
  // esbuild has said what is wrong; its exception says it again.
  const results = await Promise.all(contexts.map((one) => one.rebuild())).catch(() => {
    throw new Error('The build failed.');
  });
  const metafiles = results.map((result) => result.metafile);
  writeFileSync(join(dist, 'NOTICES.txt'), thirdPartyNotices(metafiles, [languageModelNotice]));
  copyLanguageModel(dist);
  if (watch) await Promise.all(contexts.map((one) => one.watch()));
  else await Promise.all(contexts.map((one) => one.dispose()));
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  return Object.fromEntries(outputs.map(([path, { bytes }]) => [path.replace(/^dist\//, ''), bytes]));
}
