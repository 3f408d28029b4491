import { parseArgs } from 'node:util';

import { comparedParts, type ComparedPart } from '../core/compare/comparedText.ts';
import { joinNegative } from './evaluateOptions.ts';
import { UsageError } from './io.ts';

const formats = ['text', 'json'] as const;
const colourChoices = ['auto', 'always', 'never'] as const;

/** Which sample of an item in a folder of results. */
export interface ItemArguments {
  readonly folder: string;
  readonly item: string;
  /** As given: names of models with commas between. */
  readonly models: string;
  readonly part: ComparedPart;
  readonly benchmark: string | null;
  /** 0-based; one for both sides, two for left and right, none for the newest. */
  readonly repeats: readonly number[];
}

/** The arguments of `diff`. */
export interface DiffArguments {
  /** Two files, `-` for stdin, or an item of results. */
  readonly compared: readonly [left: string, right: string] | ItemArguments;
  readonly format: (typeof formats)[number];
  readonly color: (typeof colourChoices)[number];
  /** Columns; null where none are given. */
  readonly width: number | null;
  readonly all: boolean;
}

/** Throws a `UsageError` naming what is wrong. */
export function diffArguments(args: readonly string[]): DiffArguments {
  const { values, positionals } = parseArgs({
    args: joinNegative(args),
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
      color: { type: 'string', default: 'auto' },
      width: { type: 'string' },
      all: { type: 'boolean', default: false },
      item: { type: 'string' },
      models: { type: 'string' },
      part: { type: 'string' },
      benchmark: { type: 'string' },
      repeat: { type: 'string' },
    },
  });
  const { item, models, part, benchmark, repeat } = values;
  const look = {
    format: values.json ? ('json' as const) : oneOf('--format', values.format, formats),
    color: oneOf('--color', values.color, colourChoices),
    width: values.width === undefined ? null : whole('--width', values.width, 20, 1000),
    all: values.all,
  };
  if (item === undefined) {
    const alone = Object.entries({ models, part, benchmark, repeat }).find(
      ([, value]) => value !== undefined,
    );
    if (alone !== undefined)
      throw new UsageError(`--${alone[0]} is for samples of results: give --item too.`);
    return { compared: twoFiles(positionals), ...look };
  }
  const [folder, more] = positionals;
  if (folder === undefined || more !== undefined)
    throw new UsageError('With --item, give one folder of results.');
  if (models === undefined) throw new UsageError('Say which models: --models A,B.');
  return {
    compared: {
      folder,
      item,
      models,
      part: part === undefined ? 'both' : oneOf('--part', part, comparedParts),
      benchmark: benchmark ?? null,
      repeats: repeat === undefined ? [] : repeatsOf(repeat),
    },
    ...look,
  };
}

function twoFiles(given: readonly string[]): readonly [string, string] {
  const [left, right, more] = given;
  if (left === undefined || right === undefined || more !== undefined)
    throw new UsageError('Give two files, or a folder of results with --item ID --models A,B.');
  if (left === '-' && right === '-') throw new UsageError('Only one of the two can be stdin.');
  return [left, right];
}

function repeatsOf(text: string): readonly number[] {
  const repeats = text.split(',').map((one) => whole('--repeat', one.trim(), 1, 65_536) - 1);
  if (repeats.length > 2) throw new UsageError(`--repeat ${text}: give one, or two with a comma between.`);
  return repeats;
}

function oneOf<const T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} ${value}: give one of ${known.join(', ')}.`);
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option} ${text}: give a whole number from ${least} to ${most}.`);
}
