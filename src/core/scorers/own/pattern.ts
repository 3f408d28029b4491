import { linearRange, type FindRange } from '../../items/linearPattern.ts';
import { say, verbatim } from '../../say.ts';
import { cased } from './exact.ts';
import { ownScorer, quoted, quotedGolds } from './ownAnswer.ts';

/**
 * A benchmark of the user's own: what the pattern's first group captures in its last match (or its first, as `match`
 * says) is the answer, and right where it is one of the gold answers, without white space around it. Under `ignoreCase`
 * neither the pattern nor the comparison minds case. Patterns are matched in linear time (linearPattern.ts).
 */
export const patternAnswer = ownScorer('pattern', 'whole', ({ part, golds }, options) => {
  const { pattern, match = 'last', ignoreCase } = options;
  const find = compiled(pattern, ignoreCase === true);
  const range = typeof find === 'string' ? null : trimmed(part.text, find(part.text, match));
  if (range === null) {
    return {
      value: 0,
      extracted: null,
      rule: 'none',
      reason: say`no answer found: the pattern finds nothing`,
    };
  }
  const found = part.text.slice(...range);
  const right = golds.some((gold) => cased(gold.trim(), ignoreCase) === cased(found, ignoreCase));
  return {
    value: right ? 1 : 0,
    range,
    reason: right
      ? say`the pattern finds \`${quoted(found)}\`, the gold answer`
      : say`the pattern finds \`${quoted(found)}\`, not ${verbatim(quotedGolds(golds))}`,
  };
});

function trimmed(text: string, range: readonly [number, number] | null): readonly [number, number] | null {
  if (range === null) return null;
  const inside = text.slice(...range);
  const start = range[0] + inside.length - inside.trimStart().length;
  return inside.trim() === '' ? null : [start, start + inside.trim().length];
}

/** A benchmark has one pattern for all its items. */
let last: { readonly key: string; readonly find: FindRange | string } | null = null;

function compiled(pattern: string, ignoreCase: boolean): FindRange | string {
  const key = `${ignoreCase ? 'i' : ''}/${pattern}`;
  if (last?.key !== key) last = { key, find: linearRange(pattern, ignoreCase) };
  return last.find;
}
