/**
 * `integration.mjs REPORT`: builds, runs test/integration in the extension host of a real VS Code, and leaves the
 * result of each test in the file REPORT. VS Code is the desktop program where it can be had, else the launcher.
 */
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { buildIfStale } from '../build/fresh.mjs';
import { root } from '../cache.mjs';
import { atEnd, main } from '../processes.mjs';
import { desktopVsCode, rememberUnavailable } from '../vscode/desktop.mjs';

const launcher = fileURLToPath(new URL('../vscode/launcher.mjs', import.meta.url));
const out = join(root, 'out', 'test');

async function bundleTests() {
  rmSync(out, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/integration/index.ts', ...globSync('test/integration/**/*.test.ts', { cwd: root })],
    outdir: out,
    outbase: 'test/integration',
    tsconfig: join(root, 'tsconfig.node.json'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha', '*.mjs'],
    logLevel: 'warning',
  });
}

/** A workspace of its own, so that tests may write. */
function scratchWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'reasoning-transfer-workspace-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  // Tests bring their own results, and say how many models there are.
  const isResults = (path) => path.endsWith('results');
  cpSync(join(root, 'examples', 'workspace'), folder, {
    recursive: true,
    filter: (from) => !isResults(from),
  });
  return folder;
}

await main(async ([report]) => {
  await buildIfStale();
  await bundleTests();
  const testIn = (vscodeExecutablePath) =>
    runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(out, 'index.js'),
      launchArgs: [scratchWorkspace()],
      extensionTestsEnv: { REASONING_TRANSFER_TEST_REPORT: report },
    });
  const desktop = await desktopVsCode();
  if (desktop.path) {
    console.log(`VS Code: ${desktop.path}`);
    const failure = await testIn(desktop.path).then(
      () => null,
      (error) => error,
    );
    if (existsSync(report)) return failure ? 1 : 0;
    rememberUnavailable(`it does not start (${failure?.message ?? 'it ran no test'})`);
  } else
    console.log(`VS Code: served to a headless browser, since for the desktop program ${desktop.reason}`);
  return await testIn(launcher).then(
    () => 0,
    () => 1,
  );
});
