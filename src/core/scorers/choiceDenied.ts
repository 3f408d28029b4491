/** A letter (or bracketed letter) in an answer: half-open UTF-16 offsets. */
export interface Mark {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

const deniedBefore =
  /(?:\b(?:not|cannot|neither|nor|than|except|excluding|unlike|instead of)|n['’]t)\s+(?:be\s+|(?:choose|pick|select|go\s+(?:with|for))\s+)?(?:the\s+)?(?:(?:option|choice|answer|letter)s?\s*)?[\s*($]*(?:\\boxed\s*\{)?$/i;
const noun = String.raw`(?:(?:the\s+)?(?:options?|choices?|answers?|letters?)\s+)?[*_$([ ]*$`;
/** `Eliminate A`, `ruled out A`: what is joined to it by "and" is rejected with it. */
const rejectedBefore = new RegExp(
  String.raw`\b(?:eliminat(?:e|ed|es|ing)|rul(?:e|ed|es|ing)\s+out|exclud(?:e|ed|es|ing)|reject(?:ed|s|ing)?|discard(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|cross(?:ed|es|ing)?\s+out|(?:everything|everyone|anything|any|all(?:\s+(?:of\s+)?(?:the\s+)?(?:options|choices|answers|others?|rest))?)\s+but)[^\S\n]+${noun}`,
  'i',
);
/** `Incorrect: A`, `the wrong answer is A`. */
const calledWrongBefore = new RegExp(
  String.raw`(?:(?:^|[.!?;,(\n]|\*\*)\s*[-*_>]*\s*(?:wrong|incorrect|false|eliminated|rejected|excluded|not\s+(?:correct|right))(?:\s+(?:answer|option|choice)s?)?[*_]*\s*:[*_]*|\b(?:wrong|incorrect|false|worst)\s+(?:answer|option|choice)s?\s+(?:is|are|was|were|would\s+be|must\s+be)(?!\s+not\b))[^\S\n]*${noun}`,
  'i',
);
const wrong = String.raw`(?:wrong|incorrect|impossible|false|untrue|invalid|implausible|unlikely|inconsistent|tempting|out(?! of)|(?:ruled|left) out|eliminated|excluded|rejected|not(?! (?:only|just|wrong|impossible|false|incorrect)\b))\b`;
const is = String.raw`(?:(?:is|are|was|were|seems?|looks?|would be|must be)\s+(?:\w+ly\s+|also\s+|both\s+|all\s+|just\s+)?${wrong}|(?:is|are|was|were)n['’]t\b(?! (?:wrong|impossible|false|incorrect)\b)|(?:cannot|can['’]t|could not|couldn['’]t) be (?:right|correct|it|true|the answer)\b|(?:can|may|has|have)(?: to)? be(?:en)? (?:ruled out|eliminated|excluded|rejected|discarded))`;
const deniedAfter = new RegExp(
  String.raw`^[\s*)\]]*(?:${is}|[:–—-]\s*(?:no\b|${wrong})|\?\s*(?:no|wait|not)\b|\(?(?:wrong|incorrect|impossible)\b)`,
  'i',
);

const before = (answer: string, start: number): string => answer.slice(Math.max(0, start - 60), start);
const isRejectedBefore = (answer: string, start: number): boolean =>
  rejectedBefore.test(before(answer, start));
const isCalledWrongBefore = (answer: string, start: number): boolean =>
  calledWrongBefore.test(before(answer, start));

/** What stands before a mark says that it is not the answer: `not (C)`, `rather than C`, `eliminate C`. */
export const isDeniedBefore = (answer: string, start: number): boolean =>
  deniedBefore.test(before(answer, start).slice(-40)) ||
  isRejectedBefore(answer, start) ||
  isCalledWrongBefore(answer, start);

/** What stands after it does: `C is wrong`, `C: no`. */
export const isDeniedAfter = (answer: string, end: number): boolean =>
  deniedAfter.test(answer.slice(end, end + 60));

/** Only this between two marks joins them. */
export const joins = /^[\s*)]*(?:,|\/|&|or|and|,\s*(?:or|and)|nor)[\s*(]*(?:(?:option|choice)\s[\s*(]*)?$/i;
const alternative = /^[\s*)]*,?\s*n?or\b/i;

/** The question, when an answer repeats it. */
const asksForWrong = /\bwhich\b[^.?\n]{0,80}\b(?:wrong|incorrect|false|not)\b[^.?\n]{0,40}\?/i;
const endsSentence = /^[\s*)\]]*(?:[.!?;\n]|$)/;
const conjoins = /\b(?:and|or)\b|[&/]/i;

/**
 * The last index of those rejected together: `eliminate A, B and D`. After a comma alone another clause may begin
 * (`eliminating A, B is left`), unless the sentence ends there.
 */
function lastRejected(answer: string, marks: readonly Mark[], first: number): number {
  let last = first;
  for (let next = first + 1; next < marks.length; next += 1) {
    const between = answer.slice(marks[next - 1]?.end, marks[next]?.start);
    if (!joins.test(between)) break;
    last = next;
    if (conjoins.test(between)) return last;
  }
  return endsSentence.test(answer.slice(marks[last]?.end)) ? last : first;
}

/**
 * The marks that the answer does not deny; of `not A or C`, `eliminate A and C` and `A and C are wrong` none is left.
 *
 * @param wrongIsWanted the question asks which is wrong: where all are called wrong, they all stay
 */
export function withoutDenied(
  answer: string,
  marks: readonly Mark[],
  wrongIsWanted: boolean,
): readonly Mark[] {
  const between = (index: number): string => answer.slice(marks[index]?.end, marks[index + 1]?.start);
  const denied = new Set<number>();
  const wrong = new Set<number>();
  for (const [index, mark] of marks.entries()) {
    const carried = index > 0 && denied.has(index - 1) && alternative.test(between(index - 1));
    if (isRejectedBefore(answer, mark.start)) {
      const last = lastRejected(answer, marks, index);
      for (let each = index; each <= last; each += 1) denied.add(each);
    } else if (isCalledWrongBefore(answer, mark.start)) wrong.add(index);
    else if (isDeniedBefore(answer, mark.start) || (carried && joins.test(between(index - 1)))) {
      denied.add(index);
    }
  }
  const after = new Set<number>();
  for (const [index, mark] of [...marks.entries()].reverse()) {
    const carried = after.has(index + 1) && joins.test(between(index));
    if (isDeniedAfter(answer, mark.end) || carried) after.add(index);
  }
  for (const index of after) wrong.add(index);
  const left = marks.filter((_mark, index) => !denied.has(index));
  const affirmed = marks.filter((_mark, index) => !denied.has(index) && !wrong.has(index));
  return affirmed.length === 0 && (wrongIsWanted || asksForWrong.test(answer)) ? left : affirmed;
}
