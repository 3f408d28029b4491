import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { mathAnswer, olympiadAnswer } from '../src/core/scorers/math.ts';
import type { Scorer } from '../src/core/scorers/score.ts';
import { settle } from '../src/core/scorers/settle.ts';
import type { JsonObject } from '../src/core/json.ts';
import { scoreHelp, type OwnedHelp } from '../src/workspace/scoring/scoreHelp.ts';
import { nearMisses } from '../test/unit/scorers/mathNearMisses.ts';
import { shouldBe, storedVerdicts, type StoredVerdict } from './scorers/mathData.ts';
import { mathVerify, pythonWithMathVerify, type Verdicts } from './scorers/mathVerify.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';

/**
 * Math verdicts on the whole responses of the Qwen2.5-Math evaluator's output beside the checkout, ours and those of
 * Math-Verify in rounds of one run, each on one core and after a warm-up, the start of Python left out. Agreement is
 * with the stored verdicts, and with those as they should be where a scorer here differs (scorers/README.md). Then
 * near misses of our own writing, of which none is right, and 10,000 responses.
 *
 * Targets: at least 5 times as fast at equal or better agreement; p99 of one verdict under 50 ms; 10,000 responses
 * under 10 s on one core.
 *
 *     npm run bench -- scorers [--rounds N] [--list] [--json]
 */
const under = join('.cache', 'bench');
const many = 10_000;

interface Task {
  readonly scorer: Scorer;
  readonly record: JsonObject;
  readonly response: string;
}

const taskOf = ({ benchmark, record, response }: StoredVerdict): Task => ({
  scorer: benchmark === 'OlympiadBench' ? olympiadAnswer : mathAnswer,
  record,
  response,
});

async function main(args: readonly string[]): Promise<void> {
  const stored = storedVerdicts();
  if (stored === null) throw new Error('The data are not there: ../shared/data/qwen25-math-evaluator.');
  mkdirSync(under, { recursive: true });
  const python = pythonWithMathVerify(under);
  if (python === null) throw new Error('Math-Verify cannot be installed from the package index here.');
  const help = scoreHelp(resolve('dist'));
  const rounds = Number(args[args.indexOf('--rounds') + 1] ?? 0) || 3;
  const ours: Verdicts[] = [];
  const theirs: Verdicts[] = [];
  await scored(stored.slice(0, 20).map(taskOf), help);
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await scored(stored.map(taskOf), help));
    theirs.push(mathVerify(python, stored));
  }
  const misses = Object.values(nearMisses)
    .flat()
    .filter(([, , hints]) => hints === undefined)
    .map(([answer, gold]) => ({ response: `So the answer is $\\boxed{${answer}}$.`, gold }));
  const missTasks = misses.map(({ response, gold }) => ({
    scorer: mathAnswer,
    record: { answer: gold },
    response,
  }));
  const taken = (await scored(missTasks, help)).right.filter(Boolean).length;
  const takenByThem = mathVerify(python, misses).right.filter(Boolean).length;
  const repeated = Array.from({ length: many }, (_, index) => stored[index % stored.length]);
  const start = performance.now();
  await scored(
    repeated.flatMap((each) => (each ? [taskOf(each)] : [])),
    help,
  );
  const manySeconds = (performance.now() - start) / 1000;
  await help.dispose();

  if (args.includes('--list')) list(stored, ours[0], theirs[0]);
  const [our, their] = [rowsOf('ours', stored, ours), rowsOf('Math-Verify', stored, theirs)];
  const value = (rows: readonly OutcomeRow[], end: string): number =>
    rows.find(({ name }) => name.endsWith(end))?.value ?? Number.NaN;
  const ratio = value(our, 'time of all') / value(their, 'time of all');
  const rows: OutcomeRow[] = [
    ...our,
    { name: `ours: ${many} responses`, value: manySeconds, unit: 's' },
    ...their,
    { name: 'ours: time, beside Math-Verify', value: ratio, unit: '× Math-Verify' },
    { name: `ours: near misses taken for right, of ${misses.length}`, value: taken, unit: '' },
    { name: `Math-Verify: near misses taken for right, of ${misses.length}`, value: takenByThem, unit: '' },
    { name: 'processes that wanted to run in the last minute', value: loadavg()[0] ?? 0, unit: '' },
  ];
  const also =
    value(our, 'stored verdicts') >= value(their, 'stored verdicts') &&
    value(our, 'p99') < 50 &&
    manySeconds < 10 &&
    taken === 0;
  const name = `scorers: math, ${stored.length} responses with stored verdicts, medians of ${rounds}`;
  const result = outcome(name, rows, { row: 'ours: time, beside Math-Verify', under: 0.2 }, also);
  console.log(outcomeText(result, args.includes('--json')));
}

async function scored(tasks: readonly Task[], help: OwnedHelp): Promise<Verdicts> {
  const right: boolean[] = [];
  const ms: number[] = [];
  for (const { scorer, record, response } of tasks) {
    const start = performance.now();
    const score = await settle(scorer.score({ record, answer: response, choices: null }), help);
    ms.push(performance.now() - start);
    right.push(score.value === 1);
  }
  return { right, ms };
}

function rowsOf(who: string, stored: readonly StoredVerdict[], rounds: readonly Verdicts[]): OutcomeRow[] {
  const [first] = rounds;
  const share = (wanted: (each: StoredVerdict) => boolean): number =>
    (100 * stored.filter((each, index) => first?.right[index] === wanted(each)).length) / stored.length;
  const seconds = median(rounds.map(({ ms }) => ms.reduce((sum, each) => sum + each, 0) / 1000));
  const percentile = (of: number): number =>
    median(
      rounds.map(({ ms }) => ms.toSorted((a, b) => a - b)[Math.floor(of * (ms.length - 1))] ?? Number.NaN),
    );
  return [
    { name: `${who}: time of all`, value: seconds, unit: 's' },
    { name: `${who}: speed`, value: stored.length / seconds, unit: 'pairs/s' },
    { name: `${who}: p50`, value: percentile(0.5), unit: 'ms' },
    { name: `${who}: p99`, value: percentile(0.99), unit: 'ms' },
    { name: `${who}: slowest`, value: percentile(1), unit: 'ms' },
    { name: `${who}: agreement with the stored verdicts`, value: share(({ right }) => right), unit: '%' },
    { name: `${who}: agreement with them as they should be`, value: share(shouldBe), unit: '%' },
  ];
}

/** Where one of the two differs from the stored verdict: to be judged by hand. */
function list(
  stored: readonly StoredVerdict[],
  ours: Verdicts | undefined,
  theirs: Verdicts | undefined,
): void {
  for (const [index, each] of stored.entries()) {
    const [our, their] = [ours?.right[index], theirs?.right[index]];
    if (our === each.right && their === each.right) continue;
    const { benchmark, gold, right } = each;
    console.error(
      JSON.stringify({ benchmark, index: each.index, gold, stored: right, ours: our, theirs: their }),
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
