import type { AnswerKind, OwnItem } from '../items/ownItem.ts';
import { choice, math, verbatim, type Convention } from './conventions.ts';
import type { PartsResult, PromptParts } from './parts.ts';

const source = (like: string): string => `a benchmark of the user's own, asked as ${like}`;

const asItIs = verbatim(source('IFEval: the question as it is'), []);

/**
 * How items of the user's own benchmarks are asked where the settings give no template: as the published ones are, and as
 * they stand where only their author knows what form an answer has.
 */
export const ownConventions: Readonly<Record<AnswerKind, Convention>> = {
  math: math(source('MATH-500')),
  choice: choice(source('GPQA-Diamond')),
  'yes-no': choice(source("ACPBench's yes/no tasks")),
  exact: asItIs,
  normalised: asItIs,
  contains: asItIs,
  pattern: asItIs,
  number: asItIs,
  f1: asItIs,
  json: asItIs,
  judge: asItIs,
  none: asItIs,
};

const answerForm = (kind: AnswerKind): PromptParts['answerForm'] => {
  if (kind === 'math' || kind === 'yes-no') return kind;
  return kind === 'choice' ? 'letter' : 'free';
};

/** What the prompt of such an item is filled with. Options that are not to be chosen from are not listed. */
export function ownParts({ answerKind, question, choices }: OwnItem): PartsResult {
  const listed = answerKind === 'choice' ? choices : null;
  return {
    ok: true,
    parts: { question, choices: listed, choicesInQuestion: false, answerForm: answerForm(answerKind) },
  };
}
