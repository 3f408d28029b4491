import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const source = (path) => fileURLToPath(new URL(`../src/webview/${path}`, import.meta.url));

/** KaTeX names each font in three formats; the one that Chromium takes is enough. */
const woff2Only = {
  name: 'woff2 only',
  setup(build) {
    build.onLoad({ filter: /katex[\\/]dist[\\/]katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/, *url\([^)]+\) *format\("(?:woff|truetype)"\)/g, ''),
      loader: 'css',
    }));
  },
};

/**
 * How esbuild makes the webviews: one module and one style sheet for each, what they share in chunks, and
 * the fonts beside them.
 * @param {string} outdir absolute
 * @returns {import('esbuild').BuildOptions}
 */
export function webviewBuild(outdir) {
  return {
    entryPoints: [
      { in: source('traces/main.ts'), out: 'traces' },
      { in: source('traces/traces.css'), out: 'traces' },
    ],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    // Electron 35, of the oldest VS Code we support (1.101).
    target: 'chrome134',
    minify: true,
    legalComments: 'none',
    loader: { '.ttf': 'file', '.woff2': 'file' },
    plugins: [woff2Only],
    assetNames: '[name]',
    chunkNames: 'shared-[hash]',
    logLevel: 'warning',
  };
}
