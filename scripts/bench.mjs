/** `npm run bench -- NAME [--json] …`: bundles bench/NAME.ts and runs it with the arguments after its name. */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { buildIfStale } from './build/fresh.mjs';
import { cacheFolder, root } from './cache.mjs';
import { main, start } from './processes.mjs';

await main(async ([name, ...args]) => {
  const source = join(root, 'bench', `${name}.ts`);
  if (!name || !existsSync(source)) {
    const names = globSync('*.ts', { cwd: join(root, 'bench') }).map((file) => basename(file, '.ts'));
    throw new Error(`Name a benchmark: npm run bench -- ${names.sort().join(' | ')}`);
  }
  await buildIfStale();
  const outfile = join(cacheFolder('bench'), `${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    tsconfig: join(root, 'tsconfig.node.json'),
    bundle: true,
    alias: { vscode: join(root, 'bench', 'support', 'vscode.ts') },
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    // The stub of VS Code lacks what is never called here.
    logOverride: { 'import-is-undefined': 'silent' },
    logLevel: 'warning',
  });
  const bench = start(process.execPath, [outfile, ...args], { cwd: root, inherit: true });
  return (await bench.ended).code ?? 1;
});
