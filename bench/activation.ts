import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import * as v from 'valibot';
import { outcome, outcomeText } from './support/outcome.ts';

/**
 * What VS Code waits for when it starts the extension: require and activate of the packaged `dist/extension.js`, each
 * round in a fresh process, beside an extension that does nothing and beside the bundle with `openai`, which is
 * loaded at the first request only. Node's own start is not counted. `vscode` is a stub that answers everything.
 * Target: under 5 ms, with neither `openai` nor `katex` loaded.
 */
const rounds = 41;
const targetMs = 5;
/** What VS Code's extension host has loaded for itself before any extension. */
const loadedByVsCode = [
  'node:crypto',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:path',
  'node:url',
];

const Report = v.object({ requireMs: v.number(), activateMs: v.number(), loaded: v.array(v.string()) });
type Report = v.InferOutput<typeof Report>;

function main(args: readonly string[]): void {
  const [mode, path = ''] = args;
  if (mode === 'load') {
    console.log(JSON.stringify(load(path)));
    return;
  }
  const folder = install();
  const ways = {
    'empty extension': join(folder, 'dist', 'empty.js'),
    'dist/extension.js': join(folder, 'dist', 'extension.js'),
    'dist/endpoints.js (openai)': join(folder, 'dist', 'endpoints.js'),
  };
  const found = new Map(Object.keys(ways).map((way) => [way, [] as Report[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [way, file] of Object.entries(ways)) found.get(way)?.push(loadApart(file));
  }
  const rows = [...found].map(([way, reports]) => ({
    way,
    requireMs: median(reports.map((each) => each.requireMs)),
    activateMs: median(reports.map((each) => each.activateMs)),
    totalMs: median(reports.map((each) => each.requireMs + each.activateMs)),
  }));
  const loaded = [...new Set((found.get('dist/extension.js') ?? []).flatMap((each) => each.loaded))];
  const heavy = [...loaded.filter((file) => file !== 'extension.js'), ...heavyPackages('dist/extension.js')];
  const numbers = rows.flatMap(({ way, requireMs, activateMs, totalMs }) => [
    { name: `${way}: require`, value: requireMs, unit: 'ms' },
    { name: `${way}: activate`, value: activateMs, unit: 'ms' },
    { name: `${way}: both`, value: totalMs, unit: 'ms' },
  ]);
  const target = { row: 'dist/extension.js: both', under: targetMs };
  const result = outcome(`activation, medians of ${rounds}`, numbers, target, heavy.length === 0);
  const json = args.includes('--json');
  console.log(outcomeText(result, json));
  const words = `Loaded at activation: ${loaded.join(', ')}${heavy.length > 0 ? `; too much, so the target is not met: ${heavy.join(', ')}` : ''}`;
  if (json) console.error(words);
  else console.log(words);
  // Time decides nothing; what is loaded does not depend on the machine.
  process.exitCode = heavy.length > 0 ? 1 : 0;
}

/** Child process: requires and activates one file; which files of ours were loaded for it. */
function load(path: string): Report {
  const require = createRequire(path);
  const vscode: unknown = require('vscode');
  for (const name of loadedByVsCode) require(name);
  const before = new Set(Object.keys(require.cache));
  const start = performance.now();
  const extension: unknown = require(path);
  const required = performance.now();
  if (v.is(v.object({ activate: v.function() }), extension)) {
    extension.activate(v.parse(v.object({ anything: v.unknown() }), vscode).anything);
  }
  const activated = performance.now();
  const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
  return {
    requireMs: required - start,
    activateMs: activated - required,
    loaded: loaded.map((file) => basename(file)),
  };
}

function loadApart(path: string): Report {
  const output = execFileSync(process.execPath, [process.argv[1] ?? '', 'load', path], { encoding: 'utf8' });
  return v.parse(Report, JSON.parse(output));
}

/** Packages that must not be inside a bundle, told by texts that only they hold. */
function heavyPackages(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const marks = { openai: 'OPENAI_API_KEY', katex: 'KaTeX parse error', 'chart.js': 'chartjs' };
  return Object.entries(marks).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []));
}

/**
 * The extension as VS Code has it after installing: its manifest and `dist/`, beside them the peer, and above them the
 * stub as a package named `vscode`. Gives the folder.
 */
function install(): string {
  const folder = resolve('.cache', 'bench', 'installed');
  for (const name of ['package.json', 'dist/extension.js', 'dist/endpoints.js'])
    cpSync(name, join(folder, name));
  writeFileSync(join(folder, 'dist', 'empty.js'), 'exports.activate = () => {};\n');
  const api = readFileSync(resolve('node_modules/@types/vscode/index.d.ts'), 'utf8');
  const names = [...api.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const stubFolder = join(folder, 'node_modules', 'vscode');
  mkdirSync(stubFolder, { recursive: true });
  writeFileSync(join(stubFolder, 'index.js'), stub.replace('NAMES', JSON.stringify([...new Set(names)])));
  return folder;
}

/** Every name of the stub is a class, a function and an object at once; nothing in it ever happens. */
const stub = `
const known = { then: undefined, workspaceFolders: undefined, textDocuments: [], subscriptions: [], language: 'en' };
const anything = new Proxy(class {}, {
  get: (own, name) =>
    typeof name === 'symbol' || name === 'prototype' ? own[name] : name in known ? known[name] : anything,
  apply: () => anything,
  construct: (own, args, derived) => (derived === anything ? anything : Reflect.construct(own, args, derived)),
});
module.exports = Object.fromEntries(NAMES.map((name) => [name, anything]));
module.exports.anything = anything;
`;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main(process.argv.slice(2));
