import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const source = (path) => fileURLToPath(new URL(`../src/webview/${path}`, import.meta.url));

/**
 * KaTeX as the page's policy and our package need it: each font in the one format that Chromium takes rather than
 * three, and styles set by script, since the policy forbids the attribute (arrows and accents have one).
 */
const katex = {
  name: 'katex',
  setup(build) {
    build.onLoad({ filter: /katex[\\/]dist[\\/]katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/, *url\([^)]+\) *format\("(?:woff|truetype)"\)/g, ''),
      loader: 'css',
    }));
    build.onLoad({ filter: /katex[\\/]dist[\\/]katex\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const set = /node\.setAttribute\(attr, (value|this\.attributes\[attr\])\);/g;
      const places = source.match(set)?.length ?? 0;
      if (places !== 4)
        throw new Error(`${path} sets attributes in ${places} places: see scripts/webviews.mjs.`);
      const contents = source.replace(set, "if (attr === 'style') node.style.cssText = $1; else $&");
      return { contents, loader: 'js' };
    });
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
      { in: source('matrix/main.ts'), out: 'matrix' },
      { in: source('matrix/matrix.css'), out: 'matrix' },
      { in: source('transfer/main.ts'), out: 'transfer' },
      { in: source('transfer/transfer.css'), out: 'transfer' },
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
    plugins: [katex],
    assetNames: '[name]',
    chunkNames: 'shared-[hash]',
    logLevel: 'warning',
  };
}
