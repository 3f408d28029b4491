import type { Variant } from './transfer.ts';
import type { TunedModel, VerdictSource } from './transferInput.ts';
import type { Membership } from './transferSettings.ts';

/** What decides on the numbers of a transfer, as its command line says it. */
export interface TransferCommand {
  /** Absolute. */
  readonly folders: readonly string[];
  readonly variant: Variant;
  /** In percent. */
  readonly level: number;
  readonly verdicts: VerdictSource;
  readonly seed: number;
  /** Null: the default cohort. */
  readonly cohort: readonly string[] | null;
  /** The models whose base the results' own files do not say. */
  readonly models: readonly Pick<TunedModel, 'base' | 'method' | 'model'>[];
  /** By benchmark, where it counts elsewhere than usual. */
  readonly set: ReadonlyMap<string, Membership>;
}

/** The arguments of `reasoning-transfer` that give the same numbers of the same files. */
export function transferArguments(command: TransferCommand): readonly string[] {
  const { folders, variant, level, verdicts, seed, cohort, models, set } = command;
  return [
    'transfer',
    ...folders,
    ...option('variant', variant),
    ...option('level', String(level)),
    ...option('verdicts', verdicts),
    ...option('seed', String(seed)),
    ...(cohort === null ? [] : option('models', cohort.join(','))),
    ...models.flatMap(({ model, base }) => option('base', `${model}=${base}`)),
    ...models.flatMap(({ model, method }) => (method === null ? [] : option('method', `${model}=${method}`))),
    ...[...set].flatMap((entry) => option('set', entry.join('='))),
  ];
}

/** A value that begins with `-` would be taken for an option of its own. */
function option(name: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** Words as one line for a POSIX shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
