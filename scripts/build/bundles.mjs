/**
 * The bundles in `dist/`. The extension and the command line are one CommonJS file each, without `openai`: that is
 * in `endpoints.js`, which both load at the first request. The webviews' own description is in `webviews.mjs`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';
import { root } from '../cache.mjs';
import { webviewBuild } from '../webviews.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { vscodeApi } from './vscodeApi.mjs';

const dist = join(root, 'dist');

/** `import('./generate.ts')` becomes a `require` of the bundle beside it, when it is called. */
const endpointsApart = {
  name: 'endpoints apart',
  setup(build) {
    build.onResolve({ filter: /\/generate\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './endpoints.js', external: true } : undefined,
    );
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
    { ...nodeBundle('src/extension.ts', 'extension.js'), plugins: [endpointsApart, vscodeApi] },
    { ...nodeBundle('src/endpoints/generate.ts', 'endpoints.js') },
    {
      ...nodeBundle('src/cli.ts', 'cli.js'),
      plugins: [endpointsApart],
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
  writeFileSync(join(dist, 'NOTICES.txt'), thirdPartyNotices(metafiles));
  if (watch) await Promise.all(contexts.map((one) => one.watch()));
  else await Promise.all(contexts.map((one) => one.dispose()));
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  return Object.fromEntries(outputs.map(([path, { bytes }]) => [path.replace(/^dist\//, ''), bytes]));
}
