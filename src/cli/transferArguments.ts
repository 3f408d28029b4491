import { parseArgs } from 'node:util';

import type { ModelRelation } from '../core/endpoint.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import { defaultSeed, variants, type Variant } from '../core/transfer/transfer.ts';
import type { VerdictSource } from '../core/transfer/transferInput.ts';
import type { Membership } from '../core/transfer/transferSettings.ts';
import { UsageError } from './io.ts';

const formats = ['table', 'markdown', 'csv', 'latex'] as const;
const memberships = ['math', 'other', 'non', 'none'] as const;
const methods = ['rl', 'sft', 'other'] as const;

/** The arguments of `transfer`, as far as they can be read before the results are. */
export interface TransferArguments {
  readonly paths: readonly string[];
  readonly variant: Variant;
  /** In percent. */
  readonly level: number;
  /** As given: names of models, with commas between. */
  readonly models: readonly string[];
  /** As given: a model, or `TUNED=BASE`. */
  readonly bases: readonly string[];
  readonly format: (typeof formats)[number] | 'json';
  readonly verdicts: VerdictSource;
  readonly seed: number;
  readonly set: ReadonlyMap<string, Membership>;
  /** By name of a model, as given. */
  readonly methods: ReadonlyMap<string, NonNullable<ModelRelation['method']>>;
  readonly benchmarks: string | undefined;
}

/** Throws a `UsageError` naming what is wrong. */
export function transferArguments(args: readonly string[]): TransferArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      variant: { type: 'string', default: 'v2-cohort' },
      models: { type: 'string', multiple: true, default: [] },
      base: { type: 'string', multiple: true, default: [] },
      level: { type: 'string', default: '95' },
      format: { type: 'string', default: 'table' },
      verdicts: { type: 'string', default: 'stored' },
      seed: { type: 'string', default: String(defaultSeed) },
      set: { type: 'string', multiple: true, default: [] },
      method: { type: 'string', multiple: true, default: [] },
      benchmarks: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    paths: positionals,
    variant: oneOf('--variant', values.variant, variants),
    level: within('--level', values.level, 50, 99.9),
    models: values.models,
    bases: values.base,
    format: values.json ? 'json' : oneOf('--format', values.format, formats),
    verdicts: oneOf('--verdicts', values.verdicts, ['stored', 'rescored'] as const),
    seed: seedOf(values.seed),
    set: pairs('--set', values.set, memberships),
    methods: pairs('--method', values.method, methods),
    benchmarks: values.benchmarks,
  };
}

function oneOf<const T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} ${value}: give one of ${known.join(', ')}.`);
}

function within(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option} ${text}: give a number from ${least} to ${most}, in percent.`);
}

function seedOf(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 0xffffffff) return value;
  throw new UsageError(`--seed ${text}: give a whole number from 0 to 4294967295.`);
}

/** `NAME=VALUE`, several times, or with commas between. The name may hold `=` itself. */
function pairs<const T extends string>(
  option: string,
  given: readonly string[],
  known: readonly T[],
): ReadonlyMap<string, T> {
  const single = new RegExp(`(?<==(?:${known.join('|')})),`);
  return new Map(
    given
      .flatMap((text) => text.split(single))
      .map((text) => {
        const at = text.lastIndexOf('=');
        if (at < 1) throw new UsageError(`${option} ${text}: write NAME=${known.join('|')}.`);
        return [text.slice(0, at), oneOf(`${option} ${text.slice(0, at)}=`, text.slice(at + 1), known)];
      }),
  );
}

/** Finds models by the names shown or as tools write them. */
export class ModelNames {
  readonly #shown: ReadonlySet<string>;
  readonly #raw: ReadonlyMap<string, string>;

  constructor(runs: readonly ResultRun[]) {
    this.#shown = new Set(runs.map(({ model }) => model));
    this.#raw = new Map(runs.map(({ model, modelRaw }) => [modelRaw, model]));
  }

  /** Throws a `UsageError` that lists what there is. */
  of(option: string, name: string): string {
    const found = this.find(name);
    if (found !== null) return found;
    const there = [...this.#shown].sort(compareNames);
    const known = there.length === 0 ? 'There are no results.' : `There are: ${there.join(', ')}.`;
    throw new UsageError(`${option}: no results are of the model "${name}". ${known}`);
  }

  /** A list with commas between; a name that holds a comma itself is taken whole. */
  list(option: string, text: string): readonly string[] {
    return namesIn(text, (name) => this.find(name) !== null).map((name) => this.of(option, name));
  }

  /** `BASE` for all, `TUNED=BASE` for one; a name that holds `=` itself is taken whole. */
  bases(given: readonly string[]): {
    readonly all: string | null;
    readonly single: readonly { readonly model: string; readonly base: string }[];
  } {
    let all: string | null = null;
    const single: { model: string; base: string }[] = [];
    for (const text of given) {
      const at = text.indexOf('=');
      if (at < 1 || this.find(text) !== null) {
        if (all !== null) throw new UsageError('--base: give one base for all models, others as TUNED=BASE.');
        all = this.of('--base', text);
      } else {
        const [model, base] = [text.slice(0, at), text.slice(at + 1)];
        single.push({ model: this.of('--base', model), base: this.of('--base', base) });
      }
    }
    return { all, single };
  }

  /** The name shown; null where there is no such model. */
  find(name: string): string | null {
    return this.#shown.has(name) ? name : (this.#raw.get(name) ?? null);
  }
}

/** Names with commas between; one that holds a comma itself is taken whole where it is known. */
export function namesIn(text: string, isKnown: (name: string) => boolean): readonly string[] {
  if (isKnown(text)) return [text];
  const parts = text.split(',').map((part) => part.trim());
  const names: string[] = [];
  for (let from = 0; from < parts.length;) {
    let end = parts.length;
    while (end > from + 1 && !isKnown(parts.slice(from, end).join(','))) end -= 1;
    const name = parts.slice(from, end).join(',');
    if (name !== '') names.push(name);
    from = end;
  }
  return names;
}
