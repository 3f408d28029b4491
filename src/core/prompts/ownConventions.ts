import type { AnswerKind, OwnItem } from '../items/ownItem.ts';
import { choice, math, verbatim, type Convention } from './conventions.ts';
import type { PartsResult, PromptParts } from './parts.ts';

const source = (like: string): string => `a benchmark of the user's own, asked as ${like}`;

/** How items of the user's own benchmarks are asked where the settings give no template: as the published ones are. */
export const ownConventions: Readonly<Record<AnswerKind, Convention>> = {
  math: math(source('MATH-500')),
  choice: choice(source('GPQA-Diamond')),
  'yes-no': choice(source("ACPBench's yes/no tasks")),
  none: verbatim(source('IFEval: the question as it is'), []),
};

const answerForms: Readonly<Record<AnswerKind, PromptParts['answerForm']>> = {
  math: 'math',
  choice: 'letter',
  'yes-no': 'yes-no',
  none: 'free',
};

/** What the prompt of such an item is filled with. Options that are not to be chosen from are not listed. */
export function ownParts({ answerKind, question, choices }: OwnItem): PartsResult {
  const listed = answerKind === 'choice' ? choices : null;
  return {
    ok: true,
    parts: { question, choices: listed, choicesInQuestion: false, answerForm: answerForms[answerKind] },
  };
}
