/**
 * `npm test [-- STAGE …]`: runs the stages (all of them without an argument) and ends with how many tests passed
 * and failed. Types, lint and format count as one test each.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from './cache.mjs';
import { main, run } from './processes.mjs';
import { ensureChromium } from './vscode/chromium.mjs';
import { onPath } from './vscode/desktop.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const reports = cacheFolder('test');
const stageLimitMs = 15 * 60_000;

/** A tool that says yes or no; its output is shown when it says no. */
async function check(tool, args) {
  return await run(bin(tool), args, { cwd: root, timeoutMs: stageLimitMs }).then(
    () => ({ passed: 1, failed: 0, skipped: 0 }),
    (error) => {
      console.log(error.message);
      return { passed: 0, failed: 1, skipped: 0 };
    },
  );
}

/** A vitest project; a file that could not be loaded and an error outside of all tests count as a failed test. */
async function vitest(project, env = {}) {
  const report = join(reports, `${project}.json`);
  rmSync(report, { force: true });
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  // It would warn of a plan of Vite's that does not concern us yet.
  const quiet = { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' };
  const ok = await run(bin('vitest'), args, {
    cwd: root,
    env: { ...quiet, ...env },
    show: true,
    timeoutMs: stageLimitMs,
  }).then(
    () => true,
    () => false,
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = count('failed') + unloaded;
  return {
    passed: count('passed'),
    failed: ok ? failed : Math.max(failed, 1),
    skipped: count('pending', 'skipped', 'todo', 'disabled'),
  };
}

/** The desktop VS Code needs a display; where there is none, a virtual one may be installed. */
function withDisplay([command, ...args]) {
  const virtual = process.platform === 'linux' && !process.env.DISPLAY && onPath('xvfb-run');
  return virtual ? ['xvfb-run', ['-a', command, ...args]] : [command, args];
}

/** The tests in the extension host; VS Code's own output is shown only when something failed. */
async function integration() {
  await ensureChromium();
  const report = join(reports, 'integration.json');
  rmSync(report, { force: true });
  const script = join(root, 'scripts', 'test', 'integration.mjs');
  const output = await run(...withDisplay([process.execPath, script, report]), {
    cwd: root,
    timeoutMs: stageLimitMs,
  }).catch((error) => error);
  const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : [];
  for (const { title, state, ms, error } of results) {
    console.log(
      ` ${{ passed: '✓', failed: '✗', skipped: '-' }[state]} ${title} (${ms} ms)${error ? `\n${error}` : ''}`,
    );
  }
  const count = (wanted) => results.filter(({ state }) => state === wanted).length;
  const broken = output instanceof Error;
  if (broken) console.log(output.message);
  else console.log(output.split('\n').find((line) => line.startsWith('VS Code: ')));
  // A run that ended badly, or without a single test, is a failure of its own.
  const failed = count('failed') || Number(broken || results.length === 0);
  return { passed: count('passed'), failed, skipped: count('skipped') };
}

const stages = {
  types: () => check('tsc', ['-b']),
  lint: () => check('eslint', ['.', '--max-warnings', '0']),
  format: () => check('prettier', ['--check', '--log-level', 'warn', '.']),
  unit: () => vitest('unit'),
  webview: async () => vitest('webview', { CHROMIUM: await ensureChromium() }),
  integration,
  ui: async () => vitest('ui', { CHROMIUM: await ensureChromium() }),
};

await main(async (args) => {
  // The stages' output goes through this script; colours are for terminals.
  process.env[process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR'] = '1';
  const unknown = args.filter((name) => !(name in stages));
  if (unknown.length > 0)
    throw new Error(`No such stage: ${unknown.join(', ')}. Stages: ${Object.keys(stages).join(', ')}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, stage] of Object.entries(stages)) {
    if (args.length > 0 && !args.includes(name)) continue;
    console.log(`\n▶ ${name}`);
    const begin = performance.now();
    const result = await stage();
    for (const key of Object.keys(total)) total[key] += result[key];
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`${result.failed > 0 ? '✗' : '✓'} ${name}: ${describe(result)} in ${seconds} s`);
  }
  console.log(`\n${describe(total)}`);
  return total.failed > 0 ? 1 : 0;
});

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
