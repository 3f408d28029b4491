import { createHash } from 'node:crypto';

/** The letter of the option at a 0-based position: A, B, C, … */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Options one a line, as `A) text`: the form of simple-evals and of most multiple-choice prompts. */
export function letteredOptions(options: readonly string[]): string {
  return options.map((option, index) => `${optionLetter(index)}) ${option}`).join('\n');
}

/**
 * An order of options that depends on the item's id alone, so that it is the same in every run and for every
 * model, and the right one is not always first. Each option is ranked by the SHA-256 of id and position.
 */
export function shuffledByIdentity<T>(id: string, options: readonly T[]): T[] {
  const rank = (index: number): string => createHash('sha256').update(`${id}\n${index}`).digest('hex');
  return options
    .map((option, index) => ({ option, rank: rank(index) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map((entry) => entry.option);
}
