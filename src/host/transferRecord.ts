import { stringifyJson } from '../core/json.ts';
import { transferJsonOf } from '../core/transfer/export/transferJsonOf.ts';
import { commandNames, type CommandNames, type NamedRun } from '../core/transfer/commandNames.ts';
import type { TransferInputOf } from '../core/transfer/inputOf.ts';
import type { ResultsNames } from '../core/results/resultsNames.ts';
import type { Transfer } from '../core/transfer/transfer.ts';
import { shellLine, transferArguments } from '../core/transfer/transferCommand.ts';
import type { Membership } from '../core/transfer/transferSettings.ts';
import { hashedFile, type HashedFile } from '../workspace/fileHash.ts';

/** What a transfer was computed from. */
export interface TransferMade {
  readonly transfer: Transfer;
  readonly input: TransferInputOf;
  /** As it was chosen; null for the default. */
  readonly cohort: readonly string[] | null;
}

/** What of the workspace decides on it beside its files. */
export interface TransferPlace {
  /** Absolute. */
  readonly folders: readonly string[];
  /** The extension's. */
  readonly version: string;
  /** By benchmark, where the settings say that it counts. */
  readonly set: ReadonlyMap<string, Membership>;
  /** Models of which files say the base. */
  readonly told: ReadonlySet<string>;
  /** All runs of the results, and what the settings make of their names. */
  readonly runs: readonly NamedRun[];
  readonly names: ResultsNames;
  /** The settings that say how results are read, as they are. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A file that is not there any more has neither size nor hash. */
type InputFile = HashedFile | { readonly file: string; readonly bytes: null; readonly sha256: null };

/** The command line that computes the same numbers, but where `command_gaps` say otherwise. */
export function commandOf({ transfer, input, cohort }: TransferMade, place: TransferPlace): string {
  const { variant, level, verdicts, seed } = transfer;
  // What is not in the results cannot be said to count anywhere.
  const there = new Set(
    input.entries.flatMap(({ benchmark, models, paper }) => (models > 0 || paper ? [benchmark] : [])),
  );
  const { of } = namesOf(input, place);
  return shellLine([
    'reasoning-transfer',
    ...transferArguments({
      folders: place.folders,
      variant,
      level,
      verdicts,
      seed,
      cohort: cohort?.map(of) ?? null,
      models: input.models
        .filter(({ model, baseFrom }) => baseFrom === null || !place.told.has(model))
        .map(({ model, base, method }) => ({ model: of(model), base: of(base), method })),
      set: new Map([...place.set].filter(([benchmark]) => there.has(benchmark))),
    }),
  ]);
}

function namesOf({ comparisons }: TransferInputOf, { runs, names }: TransferPlace): CommandNames {
  const compared = comparisons.flatMap(({ benchmarks }) => benchmarks.map(({ benchmark }) => benchmark));
  return commandNames(runs, names, new Set(compared));
}

/** Everything as JSON: the numbers, and what they were computed from, so that they can be computed again. */
export async function recordOf(made: TransferMade, place: TransferPlace): Promise<string> {
  const inputs: InputFile[] = [];
  // One after another: there may be more files than can be open at a time.
  for (const file of filesOf(made))
    inputs.push((await hashedFile(file)) ?? { file, bytes: null, sha256: null });
  const { set } = made.input;
  const { gaps } = namesOf(made.input, place);
  const record = {
    ...transferJsonOf(made.transfer),
    set: {
      benchmarks: Object.fromEntries(set.domains),
      added: set.added,
      removed: set.removed,
    },
    inputs,
    settings: place.settings,
    extension: place.version,
    command: commandOf(made, place),
    command_complete: gaps.length === 0,
    ...(gaps.length === 0 ? {} : { command_gaps: gaps }),
  };
  return `${stringifyJson(record, 2)}\n`;
}

/** The files that values and scores were read from, each once. */
function filesOf({ input }: TransferMade): readonly string[] {
  const files = input.comparisons.flatMap(({ benchmarks }) =>
    benchmarks.flatMap(({ sides }) => sides.flatMap((side) => side.files)),
  );
  return [...new Set(files)].sort();
}
