/**
 * One `require('vscode')` for the whole bundle. esbuild would give each importing file a copy of the API object with a
 * getter for each of its names, which is most of what activation costs; here the names are read once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cache.mjs';

/** The values that the oldest supported VS Code has, from its declarations. */
function apiNames() {
  const declarations = readFileSync(join(root, 'node_modules', '@types', 'vscode', 'index.d.ts'), 'utf8');
  const found = declarations.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm);
  return [...new Set([...found].map(([, name]) => name))];
}

export const vscodeApi = {
  name: 'vscode api',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ kind }) =>
      kind === 'require-call' ? { path: 'vscode', external: true } : { path: 'api', namespace: 'vscode' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode' }, () => ({
      contents: `const api = require('vscode');\n${apiNames()
        .map((name) => `export const ${name} = api.${name};`)
        .join('\n')}`,
    }));
  },
};
