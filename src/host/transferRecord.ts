import { stringifyJson } from '../core/json.ts';
import { transferJsonOf } from '../core/transfer/export/transferJsonOf.ts';
import type { TransferInputOf } from '../core/transfer/inputOf.ts';
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
  /** The settings that say how results are read, as they are. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A file that is not there any more has neither size nor hash. */
type InputFile = HashedFile | { readonly file: string; readonly bytes: null; readonly sha256: null };

/** The command line that computes the same numbers. */
export function commandOf({ transfer, input, cohort }: TransferMade, place: TransferPlace): string {
  const { variant, level, verdicts, seed } = transfer;
  // What is not in the results cannot be said to count anywhere.
  const there = new Set(
    input.entries.flatMap(({ benchmark, models, paper }) => (models > 0 || paper ? [benchmark] : [])),
  );
  return shellLine([
    'reasoning-transfer',
    ...transferArguments({
      folders: place.folders,
      variant,
      level,
      verdicts,
      seed,
      cohort,
      models: input.models.filter(({ model, baseFrom }) => baseFrom === null || !place.told.has(model)),
      set: new Map([...place.set].filter(([benchmark]) => there.has(benchmark))),
    }),
  ]);
}

/** Everything as JSON: the numbers, and what they were computed from, so that they can be computed again. */
export async function recordOf(made: TransferMade, place: TransferPlace): Promise<string> {
  const inputs: InputFile[] = [];
  // One after another: there may be more files than can be open at a time.
  for (const file of filesOf(made))
    inputs.push((await hashedFile(file)) ?? { file, bytes: null, sha256: null });
  const { set } = made.input;
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
