import * as v from 'valibot';
import type { JsonObject } from '../../json.ts';
import { say } from '../../say.ts';
import type { LanguageGuess, Unanswered } from '../score.ts';

/** Whether a text follows an instruction, and why in words: what was asked and what was found. */
export interface Checked {
  readonly right: boolean;
  readonly reason: string;
}

/** A check that needs the language of a text before it can say. */
export interface Asks {
  readonly asks: string;
}

/** What is known of the language of a text; undefined where nobody was asked yet. */
export type LanguageOf = (text: string) => readonly LanguageGuess[] | Unanswered | undefined;

/** Whether a text follows an instruction with its arguments. */
export type Check = (text: string, languageOf: LanguageOf) => Checked | Asks;

/** Makes the check of an instruction from its arguments; words that say which of them is unusable, where one is. */
export type Instruction = (args: JsonObject) => Check | { readonly unusable: string };

/** An instruction whose arguments are of a schema. */
export function instruction<Schema extends v.GenericSchema>(
  schema: Schema,
  check: (args: v.InferOutput<Schema>, text: string, languageOf: LanguageOf) => Checked | Asks,
): Instruction {
  return (given) => {
    const parsed = v.safeParse(schema, given);
    if (!parsed.success) return { unusable: v.getDotPath(parsed.issues[0]) ?? '' };
    return (text, languageOf) => check(parsed.output, text, languageOf);
  };
}

/** An instruction that takes no arguments; any that are there are left alone. */
export function plainInstruction(
  check: (text: string, languageOf: LanguageOf) => Checked | Asks,
): Instruction {
  return () => check;
}

/** A whole number of at least 0, which tables may hold as a big or a floating one. */
export const count = v.pipe(
  v.union([v.number(), v.bigint()]),
  v.transform(Number),
  v.safeInteger(),
  v.minValue(0),
);

/** Text with something in it. */
export const words = v.pipe(v.string(), v.regex(/\S/));

/** The two relations that the benchmark has. */
export const relation = v.picklist(['at least', 'less than']);

/** Compares a count as a relation says. */
export function related(
  how: v.InferOutput<typeof relation>,
  wanted: number,
  found: number,
  things: string,
): Checked {
  return how === 'at least'
    ? atLeast(wanted, found, things)
    : { right: found < wanted, reason: say`${things}: asked for fewer than ${wanted}; ${found} found` };
}

/** @param things what is counted, in the plural */
export function atLeast(wanted: number, found: number, things: string): Checked {
  return { right: found >= wanted, reason: say`${things}: asked for at least ${wanted}; ${found} found` };
}

/** @param things what is counted, in the plural */
export function exactly(wanted: number, found: number, things: string): Checked {
  return { right: found === wanted, reason: say`${things}: asked for exactly ${wanted}; ${found} found` };
}
