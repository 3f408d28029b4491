import { alignTraces } from '../core/compare/alignTraces.ts';
import type { ComparedTrace } from '../core/compare/alignedTraces.ts';
import { steppedText } from '../core/compare/comparedText.ts';
import { compareTexts } from '../core/compare/compareTexts.ts';
import { stringifyJson } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { diffArguments, type DiffArguments } from './diffArguments.ts';
import { givenText } from './diffInput.ts';
import { stepsJson } from './diffJson.ts';
import { pageLines } from './diffPage.ts';
import { diffResults } from './diffResults.ts';
import { plain, type StyledLine } from './diffStyled.ts';
import { type ComparedSide, summaryLines } from './diffSummary.ts';
import { type Command, type ExitStatus, type Io } from './io.ts';
import { oneLine } from './oneLine.ts';
import { problemLine } from './problemLine.ts';

/** Two texts that are compared, and what is known of them. */
export interface Compared {
  /** Null for two files. */
  readonly title: string | null;
  readonly sides: readonly [ComparedSide, ComparedSide];
  /** Keys of the JSON before `steps`, where the texts are samples. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** What is said of the texts that is no problem. */
  readonly notes: readonly string[];
  /** Milliseconds that it took to find the steps of the texts. */
  readonly ms: number;
}

const columnsElsewhere = 100;

/** `diff A B`: two texts, or two traces of one item, step by step beside each other. */
export const diff: Command = {
  summary: 'compare two texts or traces, step by step',
  usage: `Usage: reasoning-transfer diff A B [--format text|json] [--width N] [--color auto|always|never] [--all] [--json]
       reasoning-transfer diff RESULTS --item ID --models A[@TOOL],B[@TOOL] [--part both|reasoning|answer]
                               [--benchmark NAME] [--repeat N[,M]] [--format …]

Compares two texts step by step: two files ("-" is stdin), or the newest traces of two models on one item of a folder
of results, whatever tool saved them. Steps are what stands between blank lines, list items, headings, formulas and code
as wholes, long prose by sentences. Files are UTF-8, or UTF-16 with a byte order mark, which is not part of the text.

  --item       the item's id as its benchmark publishes it, or as the tool numbers it (lm-evaluation-harness from 0)
  --models     as "results" names them; one model with --repeat N,M for two of its samples. Where several tools saved
               samples of a model on the item the newest is taken; A@TOOL takes that tool's ("inspect", "lm-eval": "format"
               in "results --json"), so that A@inspect,A@lm-eval are one model's by two tools
  --part       what of the traces is compared: reasoning and answer with an empty line between (default), or one of them
  --benchmark  the benchmark or task, where several have such an id
  --repeat     of the samples, from 1: one for both models, or N of the left and M of the right one
  --format     text: both columns within the terminal's width. Between them stands = same, ~ changed, ≠ another value
               of the same thing; < and > begin steps that the other text has nothing like, or has elsewhere. Below 60 columns one text stands above the other
  --width      columns; default: those of the terminal, ${columnsElsewhere} where there is none
  --color      auto: on a terminal, unless NO_COLOR is set. Without colours changed words are [-left-] and {+right+}
  --all        show steps that are the same too, which are else folded where several follow each other
  --json       one JSON object: {"steps": [{"kind": "same"|"changed"|"left"|"right", "moved", "similarity", "left": S|null,
               "right": S|null}], "similarity", "coarse", "ms", "problems"?} with S = {"lines": [first, last], "chars":
               [start, end)}. Of results also "item", "benchmark", "part", "traces": [{"model", "label", "format",
               "status", "extracted", "score", "repeat", "file", "line"}, {…}]. Each step is in one entry. chars are
               UTF-16 offsets, of a step with what separates it from the next; they tile the text. lines are from 1 and
               inclusive, of the step without blanks around it, and end with LF, CR LF or CR alone; of results chars and
               lines are of the text compared, not of the file. similarity from 0 to 1; coarse: compared less exactly
               than usual, as too much repeats; ms: time for splitting and comparing; repeat from 0

Exit status 0 whether the texts are the same or not; 1 with problems: a file that is not in its encoding, a failed or
cancelled sample.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const given = diffArguments(args);
  const compared =
    'item' in given.compared ? await diffResults(given.compared, io) : await diffFiles(given.compared, io);
  if (compared === null) return io.signal.aborted ? 1 : 2;
  if (given.format === 'json') printJson(compared, io);
  else printPage(compared, given, io);
  for (const note of compared.notes) io.say(note);
  for (const problem of compared.problems) io.say(problemLine(problem));
  return compared.problems.length > 0 ? 1 : 0;
}

/** Null, and said, where one of them cannot be read. */
async function diffFiles(files: readonly [string, string], io: Io): Promise<Compared | null> {
  const read = [await givenText(files[0], io), await givenText(files[1], io)] as const;
  const [left, right] = read;
  for (const one of read) if ('unreadable' in one) io.say(one.unreadable);
  if ('unreadable' in left || 'unreadable' in right) return null;
  const begun = performance.now();
  const side = ({ name, text }: { name: string; text: string }): ComparedSide => ({
    name,
    facts: [],
    trace: { ...steppedText(text), answerAt: null, finalAnswer: null } satisfies ComparedTrace,
    scored: null,
    lacking: null,
  });
  const sides = [side(left), side(right)] as const;
  const ms = performance.now() - begun;
  const problems = [left, right].flatMap(({ problem }) => problem ?? []);
  return { title: null, sides, keys: {}, problems, notes: [], ms };
}

function printJson({ sides, keys, problems, ms }: Compared, io: Io): void {
  const [left, right] = sides;
  const begun = performance.now();
  const comparison = compareTexts(left.trace, right.trace);
  const taken = ms + performance.now() - begun;
  const { similarity, coarse } = comparison;
  io.print(
    stringifyJson({
      ...keys,
      steps: stepsJson(comparison, left.trace, right.trace),
      similarity,
      coarse,
      ms: Math.round(10 * taken) / 10,
      ...(problems.length > 0 ? { problems } : {}),
    }),
  );
  for (const { lacking } of sides) if (lacking !== null) io.say(oneLine(lacking));
}

function printPage({ title, sides }: Compared, { color, width, all }: DiffArguments, io: Io): void {
  const traces = [sides[0].trace, sides[1].trace] as const;
  const aligned = alignTraces(traces, 0);
  const colours = color === 'always' || (color === 'auto' && hasColours(io));
  const columns = Math.max(20, width ?? io.columns ?? columnsElsewhere);
  const print = (line: StyledLine): boolean => (colours ? io.paint(line) : io.print(plain(line)));
  for (const line of summaryLines(title, sides, aligned, columns)) if (!print(line)) return;
  let isFirst = true;
  for (const line of pageLines(traces, aligned, { width: columns, colours, all })) {
    if (isFirst) print([]);
    isFirst = false;
    if (!print(line)) return;
  }
}

/** Whether stdout is a terminal that shows colours, and its user wants them (no-color.org). */
function hasColours({ columns, env }: Io): boolean {
  return columns !== null && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
