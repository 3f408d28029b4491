import { splitSteps, type Step } from '../traces/steps.ts';
import type { SteppedText } from './comparison.ts';

/** What of a trace is compared. */
export const comparedParts = ['both', 'reasoning', 'answer'] as const;
export type ComparedPart = (typeof comparedParts)[number];

/** A trace's text as it is compared. */
export interface ComparedText extends SteppedText {
  /** UTF-16 offset at which the answer begins; null where no answer is in it. */
  readonly answerAt: number | null;
}

/**
 * Reasoning and answer, or one of them, as one text in steps. Models differ in what they write where: with `both` a step
 * of one's reasoning may belong to one of the other's answer. No step has text of both; an empty line stands between.
 */
export function comparedText(
  { reasoning, answer }: { readonly reasoning: string; readonly answer: string },
  part: ComparedPart,
): ComparedText {
  const text = partText({ reasoning, answer }, part);
  const answerAt = part === 'reasoning' || answer === '' ? null : text.length - answer.length;
  if (answerAt === null || answerAt === 0) return { ...steppedText(text), answerAt };
  const answerSteps = steppedText(answer).steps.map(({ start, end }): Step => ({
    start: start + answerAt,
    end: end + answerAt,
  }));
  return { text, steps: [...steppedText(text.slice(0, answerAt)).steps, ...answerSteps], answerAt };
}

/** All that a trace wrote is of the other part: none of it is marked as reasoning, or it never came to an answer. */
export function isElsewhere(
  { reasoning, answer }: { readonly reasoning: string; readonly answer: string },
  part: ComparedPart,
): boolean {
  if (part === 'both') return false;
  const [own, other] = part === 'reasoning' ? [reasoning, answer] : [answer, reasoning];
  return own.trim() === '' && other.trim() !== '';
}

/** A text in steps. A CR alone ends a line too; offsets are those of the text. */
export function steppedText(text: string): SteppedText {
  return { text, steps: splitSteps(text.replace(/\r(?!\n)/g, '\n')) };
}

/** The text of a part alone. */
export function partText(
  { reasoning, answer }: { readonly reasoning: string; readonly answer: string },
  part: ComparedPart,
): string {
  if (part === 'reasoning') return reasoning;
  return part === 'answer' || reasoning === ''
    ? answer
    : answer === ''
      ? reasoning
      : `${reasoning}\n\n${answer}`;
}
