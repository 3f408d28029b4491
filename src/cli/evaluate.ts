import path from 'node:path';

import type { Item } from '../core/items/item.ts';
import { type BenchmarkSettings, conventionKey } from '../core/items/benchmarkSettings.ts';
import { benchmarkPrompt } from '../core/prompts/benchmarkPrompt.ts';
import type { ScoreHelp } from '../core/scorers/settle.ts';
import { Servers } from '../endpoints/servers.ts';
import { type Evaluation, type EvaluationSummary, runEvaluation } from '../workspace/evaluation.ts';
import { ItemFile } from '../workspace/itemFile.ts';
import { SavedSamples } from '../workspace/savedSamples.ts';
import { judgeWith } from '../workspace/scoring/judge.ts';
import { scoreHelp } from '../workspace/scoring/scoreHelp.ts';
import { scoreWith } from '../workspace/scoring/scoring.ts';
import { keysByOrigin } from './apiKeys.ts';
import { chooseItems } from './chooseItems.ts';
import { type EvaluateOptions, evaluateOptions } from './evaluateOptions.ts';
import { retrySeconds } from './failureAdvice.ts';
import type { Command, ExitStatus, Io } from './io.ts';
import { judgesOf } from './judges.ts';
import { benchmarksOption, readBenchmarks } from './itemsBenchmarks.ts';
import { oneLine } from './oneLine.ts';
import { problemLine } from './problemLine.ts';
import { mayRunCode, runCodeOption } from './runCode.ts';
import { SamplePrinter } from './samplePrinter.ts';
import { modelsLacking, unlistedModel } from './unlistedModel.ts';

/** `evaluate FILE`: asks endpoints items, scores and saves what they answer. */
export const evaluate: Command = {
  summary: 'ask endpoints the items of a file, score and save the answers',
  usage: `Usage: reasoning-transfer evaluate FILE (--item ID … | --line N … | --limit K | --all)
         --endpoint URL#MODEL … [--name LABEL …] [options]

FILE holds items as JSONL, a JSON array, CSV or TSV, each also as .gz or .zst, or as Parquet.
Asks every endpoint every chosen item, scores each answer, and saves it under
DIR/.reasoning-transfer/<label>/ as it ends.

Items (one kind; … is repeated: --item 3 --item 7)
  --item ID       the item with this id
  --line N        the item on this line (1-based)
  --limit K       the first K items
  --all           all items
With --limit and --all, what is saved for the same prompt and sampling is not asked again, but printed.

Endpoints
  --endpoint U#M  OpenAI base address and model, such as http://127.0.0.1:8000/v1#my-model
  --name LABEL    label of the endpoint at the same position; default: the model
  --judge U#M     the endpoint that judges answers, where a benchmark of --benchmarks is scored by one (repeated, in
                  the order of the items). One among --endpoint, by its label, need not be given again
  --api A         chat (default) or completions, for all endpoints
Keys come from the environment: REASONING_TRANSFER_API_KEY goes to the first endpoint's origin alone,
REASONING_TRANSFER_API_KEY_<n> to the n-th's; those of --judge are counted after them.

Sampling (what is absent is the server's default; --max-tokens: what the model's context leaves)
  --temperature T  --top-p P  --max-tokens N  --seed N  --repeats N
  --stop TEXT     stop string (repeated)
  --system TEXT   system message
  --extra JSON    further fields of the request body

${benchmarksOption}
${runCodeOption}
  --out DIR       where samples are saved; default: the current folder
  --idle-timeout S  seconds of silence allowed before the first token and between chunks
  --json          one JSON object a sample on stdout, as it ends

Ctrl-C cancels what runs, keeps what had arrived, and ends with status 1. Failed and cancelled samples give
status 1, truncated ones do not.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = evaluateOptions(args);
  const keys = keysByOrigin([...options.endpoints, ...options.judges], io.env);
  const benchmarks = await readBenchmarks(options.benchmarks ?? undefined, io.folder);
  const file = await ItemFile.open(path.resolve(io.folder, options.file), { benchmarks: benchmarks.own });
  const chosen = await chooseItems(file, options.selection);
  for (const problem of chosen.problems) {
    io.say(problemLine(problem));
  }
  if (chosen.items === null) {
    return 2;
  }
  const judges = judgesOf(chosen.items, options.endpoints, options.judges);
  const silence = options.idleSeconds;
  const servers = new Servers({
    keyFor: (origin) => Promise.resolve(keys.get(origin)),
    secret: () => Promise.resolve(undefined),
    limits: () => ({ firstTokenSeconds: silence ?? 600, idleSeconds: silence ?? 120, retrySeconds }),
  });
  const help = scoreHelp(__dirname, mayRunCode(options.runCode, io));
  try {
    const lacking = await modelsLacking(judges, servers, io.signal);
    for (const line of lacking) {
      io.say(line);
    }
    if (lacking.length > 0) {
      return 2;
    }
    const saved = new SavedSamples(path.resolve(io.folder, options.out ?? '.'));
    // Before anything is asked: an answer that cannot be kept is time lost.
    const unwritable = await saved.check();
    if (unwritable !== null) {
      io.say(`--out: ${problemLine(unwritable)}`);
      return 2;
    }
    const judge = judgeWith({ endpoints: () => judges, generate: servers.generate, signal: io.signal });
    const printer = new SamplePrinter(options, chosen.items.length, saved, io, (endpoint) =>
      unlistedModel(endpoint, servers.status()),
    );
    const summary = await ask(
      file,
      chosen.items,
      options,
      { benchmarks, saved, servers, printer, help: { ...help, judge } },
      io.signal,
    );
    sayEnd(summary, printer, options, io);
    const clean = chosen.problems.length === 0 && summary.problems.length === 0;
    const bad = summary.failed + summary.cancelled + summary.refused + summary.left;
    return clean && bad === 0 ? 0 : 1;
  } finally {
    servers.dispose();
    await help.dispose();
  }
}

interface Services {
  readonly benchmarks: BenchmarkSettings;
  readonly saved: SavedSamples;
  readonly servers: Servers;
  readonly printer: SamplePrinter;
  readonly help: ScoreHelp;
}

async function ask(
  file: ItemFile,
  items: readonly Item[],
  options: EvaluateOptions,
  { benchmarks, saved, servers, printer, help }: Services,
  signal: AbortSignal,
): Promise<EvaluationSummary> {
  const itemsByBenchmark = await file.countByBenchmark();
  const evaluation: Evaluation = runEvaluation({
    items,
    endpoints: options.endpoints,
    // Stop strings of the sampling are added to the convention's when the request is made.
    prompt: (item, { api, sampling: { system } }) =>
      benchmarkPrompt(item, { api, system }, benchmarks.prompts.get(item.benchmark)),
    convention: (item) => conventionKey(benchmarks.prompts.get(item.benchmark)),
    generate: servers.generate,
    score: scoreWith(help, signal),
    saved,
    resume: options.selection.kind === 'first' || options.selection.kind === 'all',
    itemsByBenchmark,
    signal,
    onEvent: (event) => printer.take(event),
  });
  const summary = await evaluation.done;
  await printer.flushed();
  return summary;
}

function sayEnd(
  summary: EvaluationSummary,
  { unscored, tally }: SamplePrinter,
  options: EvaluateOptions,
  io: Io,
): void {
  for (const problem of summary.problems) {
    io.say(problemLine(problem));
  }
  const { complete, truncated, failed, cancelled, skipped, refused, left } = summary;
  const counts = {
    complete,
    truncated,
    failed,
    cancelled,
    'saved before': skipped,
    refused,
    'not begun': left,
  };
  const words = Object.entries(counts).filter(([, count]) => count > 0);
  const text = words
    .map(([word, count]) =>
      word === 'complete' && unscored > 0
        ? `${count} ${word} (${unscored} without a scorer)`
        : `${count} ${word}`,
    )
    .join(', ');
  if (options.json) {
    io.say(text);
  } else {
    io.print(text);
  }
  const right = tally.words();
  if (right !== null) {
    io.say(oneLine(right));
  }
}
