/** A letter (or bracketed letter) in an answer: half-open UTF-16 offsets. */
export interface Mark {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

const deniedBefore =
  /(?:\b(?:not|cannot|neither|nor|than|except|excluding|unlike|instead of)|n['’]t)\s+(?:be\s+|(?:choose|pick|select|go\s+(?:with|for))\s+)?(?:the\s+)?(?:(?:option|choice|answer|letter)s?\s*)?[\s*($]*(?:\\boxed\s*\{)?$/i;
const wrong = String.raw`(?:wrong|incorrect|impossible|false|untrue|invalid|implausible|unlikely|inconsistent|tempting|out(?! of)|(?:ruled|left) out|eliminated|excluded|rejected|not(?! (?:only|just|wrong|impossible|false|incorrect)\b))\b`;
const is = String.raw`(?:(?:is|are|was|were|seems?|looks?|would be|must be)\s+(?:\w+ly\s+|also\s+|both\s+|all\s+|just\s+)?${wrong}|(?:is|are|was|were)n['’]t\b(?! (?:wrong|impossible|false|incorrect)\b)|(?:cannot|can['’]t|could not|couldn['’]t) be (?:right|correct|it|true|the answer)\b|can be (?:ruled out|eliminated|excluded))`;
const deniedAfter = new RegExp(
  String.raw`^[\s*)\]]*(?:${is}|[:–—-]\s*(?:no\b|${wrong})|\?\s*(?:no|wait|not)\b|\(?(?:wrong|incorrect|impossible)\b)`,
  'i',
);

/** What stands before a mark says that it is not the answer: `not (C)`, `rather than C`. */
export const isDeniedBefore = (answer: string, start: number): boolean =>
  deniedBefore.test(answer.slice(Math.max(0, start - 40), start));

/** What stands after it does: `C is wrong`, `C: no`. */
export const isDeniedAfter = (answer: string, end: number): boolean =>
  deniedAfter.test(answer.slice(end, end + 60));

/** Only this between two marks joins them. */
export const joins = /^[\s*)]*(?:,|\/|&|or|and|,\s*(?:or|and)|nor)[\s*(]*(?:(?:option|choice)\s[\s*(]*)?$/i;
const alternative = /^[\s*)]*,?\s*n?or\b/i;

/**
 * The marks that the answer does not deny; of `not A or C` and `A and C are wrong` neither is left. Where all are
 * called wrong by what follows, they all stay: in "which of these is wrong?" that is the choice.
 */
export function withoutDenied(answer: string, marks: readonly Mark[]): Mark[] {
  const between = (index: number): string => answer.slice(marks[index]?.end, marks[index + 1]?.start);
  const before = new Set<number>();
  const after = new Set<number>();
  for (const [index, mark] of marks.entries()) {
    const carried = index > 0 && before.has(index - 1) && alternative.test(between(index - 1));
    if (isDeniedBefore(answer, mark.start) || (carried && joins.test(between(index - 1)))) before.add(index);
  }
  for (const [index, mark] of [...marks.entries()].reverse()) {
    const carried = after.has(index + 1) && joins.test(between(index));
    if (isDeniedAfter(answer, mark.end) || carried) after.add(index);
  }
  const left = marks.filter((_mark, index) => !before.has(index));
  const affirmed = marks.filter((_mark, index) => !before.has(index) && !after.has(index));
  return affirmed.length > 0 ? affirmed : left;
}
