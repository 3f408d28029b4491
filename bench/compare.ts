import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { compareTexts } from '../src/core/compare/compareTexts.ts';
import { badInputRows, slowestBad } from './compare/badInput.ts';
import { formRows, mostSpurious } from './compare/forms.ts';
import { scored } from './compare/found.ts';
import { generated, generatedCases } from './compare/generator.ts';
import { hugeStep } from './compare/hugeStep.ts';
import { loopPair } from './compare/loopPair.ts';
import { firstQuestion, hostTurns } from './compare/hostTurns.ts';
import { publishedPairs, repeatPairs, type RealPair } from './compare/realTexts.ts';
import { spuriousRow, study } from './compare/study.ts';
import { ways } from './compare/ways.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';

/**
 * Two texts compared, in processes of their own, beside other libraries and git: made texts of 2,000, 20,000 and
 * 200,000 words, loops, huge steps, and real traces of one item; then what is found in texts of one form of step alone;
 * then the study that the thresholds are from (README.md beside it). Times are the least of some rounds with everything
 * that a text needs, splitting into steps too; the first round, with nothing warm, is a row of its own, and so is the
 * first question to the extension's thread, asked as the extension does. Where more processes want to run than there are
 * cores, CPU times are held against the targets instead. Who takes longer than the limit is stopped, and not asked for
 * longer texts.
 *
 * Targets: 20,000 words under 150 ms in every case; 200,000 under 2.5 s, and 500 MB the first time; a huge step and
 * bad input under 5 s; of the steps that were edited, dropped or moved 98 % found at every size and in every form; under 1 spurious pair
 * in 300 unrelated steps, also of real traces; nothing compared coarsely; no turn of the extension host over 50 ms.
 *
 *     npm run bench -- compare [--only-ours | --only-forms | --only-study] [--json]
 *     npm run bench -- compare --clean
 */
const under = join('.cache', 'bench', 'compare');
const sizes = [2_000, 20_000, 200_000] as const;
/** So many rounds the loops have that are compared. */
const loopRounds = [10_000, 40_000] as const;
/** So many rows the steps have that are huge. */
const hugeRows = [8_000, 40_000] as const;
/** Of so many words is the first question to the thread. */
const asked = 20_000;
const limitSeconds = 10;
const rounds = 7;
/** More rounds are not measured once they took so long. */
const enoughMs = 4_000;
const realPairs = 40;

const Pairs = v.array(v.tuple([v.string(), v.string()]));
const Measured = v.object({
  first: v.number(),
  ms: v.number(),
  cpu: v.number(),
  runs: v.number(),
  rss: v.number(),
});
type Measured = v.InferOutput<typeof Measured>;
const First = v.object({ ms: v.number(), cpu: v.number() });
type First = v.InferOutput<typeof First>;

async function main(args: readonly string[]): Promise<void> {
  const [mode = '', way = '', file = ''] = args;
  if (mode === 'first') {
    const [[left, right] = ['', '']] = v.parse(Pairs, JSON.parse(readFileSync(file, 'utf8')));
    console.log(JSON.stringify(await firstQuestion(left, right)));
    return;
  }
  if (mode === 'measure') {
    console.log(JSON.stringify(measure(way, v.parse(Pairs, JSON.parse(readFileSync(file, 'utf8'))))));
    return;
  }
  rmSync(under, { recursive: true, force: true });
  if (args.includes('--clean')) return;
  mkdirSync(under, { recursive: true });
  const [onlyForms, onlyStudy] = [args.includes('--only-forms'), args.includes('--only-study')];
  const published = publishedPairs('hendrycks_math_500');
  const speed =
    onlyForms || onlyStudy
      ? []
      : [...speedRows(published, args.includes('--only-ours')), ...badInputRows(), ...(await hostTurns())];
  const forms = onlyStudy ? [] : formRows();
  const studied = onlyForms
    ? []
    : [
        ...study('RL and SFT', published),
        ...study('CoQA', publishedPairs('coqa')),
        ...study('repeats', await repeatPairs()),
      ];
  if (studied.length === 0 && !onlyForms)
    console.error('The study is left out: the real traces are not beside the checkout.');
  const rows: readonly OutcomeRow[] = [
    ...speed,
    ...forms,
    ...studied,
    { name: 'processes that wanted to run in the last minute', value: loadavg()[0] ?? 0, unit: '' },
  ];
  const missed = targets.flatMap(({ row, isMet }) =>
    rows.filter(({ name, value }) => row(name) && !isMet(value)).map(({ name }) => name),
  );
  for (const name of missed) console.error(`not met: ${name}`);
  const target = onlyStudy
    ? { row: spuriousRow('RL and SFT'), under: 1 }
    : onlyForms
      ? { row: mostSpurious, under: 1 }
      : { row: slowest, under: 150 };
  const found = outcome('compare', rows, target, missed.length === 0);
  console.log(outcomeText(found, args.includes('--json')));
}

const slowest = 'ours, 20000 words: slowest case';
const time = (loadavg()[0] ?? 0) > availableParallelism() ? 'CPU time' : 'time';
const longestTurn = 'longest turn';
const huge = 'ours, one step';
const targets: readonly { row: (name: string) => boolean; isMet: (value: number) => boolean }[] = [
  { row: (name) => name === slowest, isMet: (ms) => ms < 150 },
  {
    row: (name) => name.startsWith('ours, 200000 words') && name.endsWith(`: ${time}`),
    isMet: (ms) => ms < 2_500,
  },
  { row: (name) => /^ours, .*: memory$/.test(name), isMet: (mb) => mb < 500 },
  { row: (name) => name.endsWith(longestTurn), isMet: (ms) => ms < 50 },
  { row: (name) => /^ours, .*: found$/.test(name), isMet: (share) => share >= 98 },
  { row: (name) => /^ours, .*: spurious$/.test(name), isMet: (many) => many < 1 },
  { row: (name) => /^ours, .*: coarse$/.test(name), isMet: (many) => many === 0 },
  {
    row: (name) => ['RL and SFT', 'CoQA', 'repeats'].some((studied) => name === spuriousRow(studied)),
    isMet: (many) => many < 1,
  },
  { row: (name) => name === slowestBad, isMet: (ms) => ms < 5_000 },
  { row: (name) => name.startsWith(huge) && name.endsWith(`: ${time}`), isMet: (ms) => ms < 5_000 },
];

function speedRows(published: readonly RealPair[], onlyOurs: boolean): OutcomeRow[] {
  const rows: OutcomeRow[] = [];
  const tooSlow = new Set<string>();
  const names = Object.keys(ways).filter((name) => name === 'ours' || !onlyOurs);
  for (const size of sizes) {
    for (const kind of generatedCases) {
      const texts = generated(kind, size);
      const of = `${size} words, ${kind}`;
      const input = written([[texts.left.text, texts.right.text]]);
      for (const name of names)
        if (!tooSlow.has(`${name}, ${kind}`)) {
          const found = measuredApart(name, input);
          if (found === null) tooSlow.add(`${name}, ${kind}`);
          rows.push(...timeRows(`${name}, ${of}`, found));
        }
      if (size === asked) rows.push(...firstRows(`ours, ${of}`, input));
      rows.push(...scored(`ours, ${of}`, texts, compareTexts(texts.left, texts.right)));
    }
  }
  for (const [of, { left, right }] of [
    ...loopRounds.map((many) => [`ours, a loop of ${many} rounds in other words`, loopPair(many)] as const),
    ...hugeRows.map((many) => [`${huge} of ${many} rows that differ alike`, hugeStep(many)] as const),
  ]) {
    rows.push(...timeRows(of, measuredApart('ours', written([[left.text, right.text]]))));
    rows.push({ name: `${of}: coarse`, value: compareTexts(left, right).coarse ? 1 : 0, unit: '' });
  }
  const times = rows
    .filter(({ name }) => name.startsWith('ours, 20000 words') && name.endsWith(`: ${time}`))
    .map(({ value }) => value);
  rows.push({ name: slowest, value: Math.max(...times), unit: 'ms' });
  const some = published.filter((_, at) => at % Math.ceil(published.length / realPairs) === 0);
  if (some.length > 0) {
    const input = written(some.map(({ left, right }) => [left.text, right.text]));
    for (const name of names)
      rows.push(...timeRows(`${name}, ${some.length} real pairs`, measuredApart(name, input)));
  }
  return rows;
}

function timeRows(name: string, found: Measured | null): OutcomeRow[] {
  if (found === null) return [{ name: `${name}: stopped after`, value: limitSeconds * 1000, unit: 'ms' }];
  return [
    { name: `${name}: time`, value: found.ms, unit: 'ms' },
    { name: `${name}: CPU time`, value: found.cpu, unit: 'ms' },
    ...(name.startsWith('ours')
      ? [
          { name: `${name}: the first time`, value: found.first, unit: 'ms' },
          { name: `${name}: memory`, value: found.rss, unit: 'MB' },
        ]
      : []),
    { name: `${name}: runs of changes`, value: found.runs, unit: '' },
  ];
}

function written(pairs: readonly (readonly [string, string])[]): string {
  const file = join(under, 'pairs.json');
  writeFileSync(file, JSON.stringify(pairs));
  return file;
}

/** Of as many processes as there are rounds the least: each has one first question. */
function firstRows(name: string, file: string): OutcomeRow[] {
  const found = Array.from({ length: rounds }, () => apart('first', 'ours', file)).flatMap((one) =>
    one === null ? [] : [v.parse(First, one)],
  );
  return [
    { name: `${name}: the first question to the thread`, value: least(found, ({ ms }) => ms), unit: 'ms' },
    { name: `${name}: the same, CPU time`, value: least(found, ({ cpu }) => cpu), unit: 'ms' },
  ];
}

function least(found: readonly First[], of: (one: First) => number): number {
  return Math.min(...found.map(of));
}

/** Null where it took longer than the limit. */
function measuredApart(way: string, file: string): Measured | null {
  const found = apart('measure', way, file);
  return found === null ? null : v.parse(Measured, found);
}

/** What a process of its own prints; null where it took longer than the limit. */
function apart(mode: string, way: string, file: string): unknown {
  const child = spawnSync(process.execPath, [process.argv[1] ?? '', mode, way, file], {
    encoding: 'utf8',
    timeout: limitSeconds * 1000,
  });
  if (child.signal !== null) return null;
  if (child.status !== 0) throw new Error(`${way} failed: ${child.stderr.slice(-2000)}`);
  return JSON.parse(child.stdout);
}

function measure(name: string, pairs: v.InferOutput<typeof Pairs>): Measured {
  const way = ways[name];
  if (way === undefined) throw new Error(`There is no way "${name}".`);
  const times: number[] = [];
  const cpu: number[] = [];
  let [runs, rss] = [0, 0];
  for (const start = performance.now(); times.length < rounds;) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    runs = pairs.reduce((sum, [left, right]) => sum + way(left, right), 0);
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
    // Later rounds leave garbage that one comparison has not.
    if (times.length === 1) rss = process.resourceUsage().maxRSS / 1024;
    if (performance.now() - start > enoughMs) break;
  }
  const [first = NaN] = times;
  return { first, ms: Math.min(...times), cpu: Math.min(...cpu), runs, rss };
}

void main(process.argv.slice(2));
