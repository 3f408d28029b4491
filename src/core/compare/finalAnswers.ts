import { sameMath } from '../scorers/mathEqual.ts';

/** Longer answers are texts, not numbers or formulas. */
const LONGEST_FORMULA = 200;

/**
 * Which final answers agree: for each the 0-based number of the first answer that is the same among the different ones;
 * null where there is none.
 */
export function finalAnswers(answers: readonly (string | null)[]): (number | null)[] {
  const different: string[] = [];
  return answers.map((answer) => {
    if (answer === null || answer.trim() === '') return null;
    const found = different.findIndex((other) => sameAnswer(answer, other));
    if (found >= 0) return found;
    different.push(answer);
    return different.length - 1;
  });
}

/**
 * Two answers are the same as texts (but for white space, and case where there are words), or as numbers or formulas by
 * the rules of the MATH scorer (`sameMath`), whichever of the two is taken for the gold one.
 */
export function sameAnswer(a: string, b: string): boolean {
  if (answerForm(a) === answerForm(b)) return true;
  if (a.length > LONGEST_FORMULA || b.length > LONGEST_FORMULA) return false;
  return sameMath(a, b).equal || sameMath(b, a).equal;
}

/** An answer as a text: a letter keeps its case, since `a` and `A` may be two names. */
export function answerForm(answer: string): string {
  const form = answer.trim().replace(/\s+/gu, ' ').normalize('NFKC');
  return /\p{L}{2}/u.test(form) && !form.includes('\\') ? form.toLowerCase() : form;
}
