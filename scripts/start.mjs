#!/usr/bin/env node
/**
 * The front door of every npm script: `node scripts/start.mjs TASK [ARGUMENTS]` makes sure that the packages of
 * package-lock.json are installed, then runs `scripts/TASK.mjs` under the Node version they bring along.
 * It needs nothing but Node's built-in modules, since on a fresh clone there is nothing else.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed-from-lock');
const windows = process.platform === 'win32';

function fail(message) {
  console.error(message);
  process.exit(1);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Installs the packages unless the stamp says that they come from this very lock file. */
function installPackages() {
  const hash = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  // On stderr, and npm's words too, since a task's stdout may be for machines.
  console.error('Installing packages (npm ci) …');
  const { error, status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: windows,
  });
  if (error) fail(`npm could not be started (${error.message}): install npm, which comes with Node.`);
  if (status !== 0) fail(`npm ci failed with status ${status}: see its message above.`);
  writeFileSync(stamp, hash);
}

/** Runs one task in place of this process: same arguments, streams, signals and exit status. */
function runTask(task, args) {
  const script = join(root, 'scripts', `${task}.mjs`);
  if (!existsSync(script)) fail(`There is no task "${task}": scripts/${task}.mjs does not exist.`);
  const node = join(bin, windows ? 'node.cmd' : 'node');
  const pathKey = Object.keys(process.env).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
  const child = spawn(node, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, [pathKey]: `${bin}${delimiter}${process.env[pathKey] ?? ''}` },
    shell: windows,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Node from node_modules could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Node ${process.versions.node} is too old: install Node ${oldestNode} or newer.`);
}
const [task, ...args] = process.argv.slice(2);
if (!task) fail('Say which task to run: node scripts/start.mjs build | package | test | demo | bench | cli');
installPackages();
runTask(task, args);
