import { build } from 'esbuild';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** Bundles one of our files to a program that Node runs; resolves to its path. Each caller has its own. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outfile = path.join(root, '.cache/test', `${name}-${process.pid}`, `${path.parse(entry).name}.cjs`);
  await build({
    entryPoints: [path.join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: false,
    logLevel: 'error',
    // What looks at its own place in a bundle finds the bundle's.
    define: { 'import.meta.dirname': '__dirname' },
  });
  return outfile;
}
