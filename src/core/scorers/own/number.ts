import { say, verbatim } from '../../say.ts';
import { decimalFrom, isNear, numbersIn } from './decimal.ts';
import { ownScorer, quotedGolds } from './ownAnswer.ts';

/**
 * A benchmark of the user's own: the last number of the stated answer (`partOf`, unless `from` says otherwise) against
 * the gold ones by value, with all digits; within `tolerance`, which with `relative` is a share of the gold number.
 */
export const numberAnswer = ownScorer('number', 'stated', ({ part, golds }, { tolerance = 0, relative }) => {
  const last = numbersIn(part.rule === 'answer:' ? upToRemark(part.text) : part.text).at(-1);
  if (last === undefined) {
    return { value: 0, extracted: null, rule: 'none', reason: say`no answer found: no number is there` };
  }
  const wide = decimalFrom(tolerance);
  const right = golds.find((gold) => {
    const value = goldNumber(gold);
    return value !== null && isNear(last.value, value, wide, relative === true);
  });
  const found = part.text.slice(...last.range);
  const { range } = last;
  if (right === undefined) {
    const reason =
      tolerance === 0
        ? say`\`${found}\` is not as much as ${verbatim(quotedGolds(golds))}`
        : relative === true
          ? say`\`${found}\` is not within ${tolerance} × ${verbatim(quotedGolds(golds))} of it`
          : say`\`${found}\` is not within ${tolerance} of ${verbatim(quotedGolds(golds))}`;
    return { value: 0, range, reason };
  }
  const gold = verbatim(quotedGolds([right]));
  const reason =
    found === right.trim()
      ? say`\`${found}\` is the gold answer`
      : tolerance === 0 || isSame(found, right)
        ? say`\`${found}\` is as much as ${gold}`
        : say`\`${found}\` is near enough to ${gold}`;
  return { value: 1, range, reason };
});

const zero = decimalFrom(0);

function isSame(found: string, gold: string): boolean {
  const [a, b] = [goldNumber(found), goldNumber(gold)];
  return a !== null && b !== null && isNear(a, b, zero, false);
}

/** The only number of a gold answer; null where it holds none, or several. */
export function goldNumber(gold: string): ReturnType<typeof decimalFrom> | null {
  const [only, second] = numbersIn(gold);
  return only === undefined || second !== undefined ? null : only.value;
}

/** A statement without the remark behind it: `42 (in 2024)`, `42, since 6 · 7 = 42`. */
function upToRemark(text: string): string {
  const end = text.search(
    /(?<=[\p{L}\p{N}$%*])(?:\s+\(|,\s+\p{Ll}|;|\s+(?:because|since|as|for|if|where)\s)/u,
  );
  return end < 0 ? text : text.slice(0, end);
}
