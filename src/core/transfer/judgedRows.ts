import type { ResultRun } from '../results/resultRun.ts';
import type { SavedSample } from '../results/savedSample.ts';
import type { ScorerVerdict } from '../results/verdicts/verdict.ts';
import type { Verdicts } from '../results/verdicts/verdictBook.ts';
import type { JudgedOf, JudgedRows } from './runScores.ts';

/** How the verdicts on the samples of a run are found. */
export interface VerdictsOn {
  /** The samples of a run as they are now. */
  readonly samplesOf: (run: ResultRun) => readonly SavedSample[];
  readonly verdictsOf: (sample: SavedSample) => Verdicts | null;
  /** All verdicts that hold, so that runs of which nobody said anything are not looked at. */
  readonly all: () => Iterable<Verdicts>;
}

/** What was said of samples since they were saved, run by run as it is asked for: by hand, else by our scorer. */
export function judgedBy({ samplesOf, verdictsOf, all }: VerdictsOn): JudgedOf {
  const judged = new Set<string>();
  for (const { scorer, hand } of all()) {
    const sample = scorer?.sample ?? hand?.sample;
    if (sample !== undefined) judged.add(JSON.stringify([sample.label, sample.benchmark]));
  }
  const known = new Map<ResultRun, readonly JudgedRows[] | null>();
  return (run) => {
    let rows = known.get(run);
    if (rows === undefined) {
      const benchmark = run.benchmark ?? run.task;
      const mayHave = [run.model, run.modelRaw].some((name) => judged.has(JSON.stringify([name, benchmark])));
      rows = mayHave ? judgedRows(run, samplesOf(run), verdictsOf) : null;
      known.set(run, rows);
    }
    return rows;
  };
}

/** By set of the run; null where none of its samples has a verdict with a value. */
function judgedRows(
  run: ResultRun,
  samples: readonly SavedSample[],
  verdictsOf: (sample: SavedSample) => Verdicts | null,
): readonly JudgedRows[] | null {
  const places = new Map<string, readonly [set: number, row: number]>();
  run.samples.forEach(({ file, set }, number) => {
    for (let row = 0; row < set.rows; row++) {
      places.set(placeKey(file, set.place[row] ?? 0, set.repeat[row] ?? 0), [number, row]);
    }
  });
  const none = (rows: number): Float64Array => new Float64Array(rows).fill(Number.NaN);
  const judged = run.samples.map(({ set: { rows } }) => ({
    values: none(rows),
    of: new Float64Array(rows),
    verdicts: none(rows),
    cut: new Array<boolean | null>(rows).fill(null),
    looked: 0,
    unread: 0,
  }));
  let any = false;
  for (const sample of samples) {
    const verdicts = verdictsOf(sample);
    if (verdicts === null) continue;
    const { tool, file, bytes, repeat } = sample;
    const key = placeKey(file.replaceAll('\\', '/'), tool?.place ?? bytes[0], tool?.repeat ?? repeat);
    const [number, row] = places.get(key) ?? [-1, -1];
    const rows = judged[number];
    const value = valueOf(verdicts);
    if (rows === undefined || value === null) continue;
    any = true;
    rows.values[row] = value;
    rows.of[row] = verdicts.scorer?.score.parts?.of ?? 0;
    rows.verdicts[row] = flipValue(run, verdicts, value);
    // Whoever judged it by hand did so of a response that was cut off all the same.
    if (verdicts.scorer === null) continue;
    const { rule } = verdicts.scorer.score;
    rows.cut[row] = countsAsZero.has(rule);
    rows.looked += 1;
    // What scorers call it that find no answer.
    if (rule === 'none') rows.unread += 1;
  }
  return any ? judged : null;
}

function placeKey(file: string, place: number, repeat: number): string {
  return `${place} ${repeat} ${file}`;
}

const countsAsZero: ReadonlySet<string> = new Set(['truncated', 'reasoning-unclosed', 'empty']);

function valueOf({ scorer, hand }: Verdicts): number | null {
  if (hand !== null) return hand.value;
  if (scorer === null) return null;
  return scorer.score.value ?? (countsAsZero.has(scorer.score.rule) ? 0 : null);
}

/** A verdict by hand says itself whether the item is right. */
function flipValue({ benchmark }: ResultRun, { scorer, hand }: Verdicts, value: number): number {
  if (hand !== null) return hand.value;
  const name = benchmark === 'CoQA' ? 'em' : benchmark === 'IFEval' ? 'prompt_level_strict_acc' : null;
  if (name === null) return value;
  return measured(scorer, name) ?? (value === 0 ? 0 : Number.NaN);
}

function measured(verdict: ScorerVerdict | null, name: string): number | null {
  return verdict?.score.measures?.[name] ?? null;
}
