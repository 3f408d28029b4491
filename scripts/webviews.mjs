import { fileURLToPath } from 'node:url';

const source = (path) => fileURLToPath(new URL(`../src/webview/${path}`, import.meta.url));

/**
 * How esbuild makes the webviews: one module and one style sheet for each, what they share in chunks, and
 * the icon font beside them.
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
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    chunkNames: 'shared-[hash]',
    logLevel: 'warning',
  };
}
