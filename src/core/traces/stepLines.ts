/** What the first units of a line say of it: enough for every mark there is, and known early of an endless line. */
export const LINE_HEAD = 200;

/** `1.` `2)` `(3)` `-` `*` `+` `•` `a)` and text behind it. */
const listItem = /^\s*(?:[-*+•‣◦]|\(?\d{1,4}[.)、]|\(?[a-zA-Z]\))[ \t]+\S/u;
const heading = /^\s*#{1,6}(?:\s|$)/;
const boldLine = /^\s*\*\*[^*]+\*\*:?\s*$/;
/** A word and a number, then a mark or nothing: `Step 3:`, `**Schritt 3.**`, `Case 2`, `步骤3：`, `第3步`. */
const numbered = /^[\s*_#]*\p{L}{1,20}[ \t]?\d{1,4}\p{L}?[*_]*\s*(?:[:：.)）、—–]|$)/u;
const rule = /^\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;
const fence = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;

/** Does a line, by its head, open a step although no blank line stands above it? */
export function opensStep(head: string): boolean {
  const line = head.trimEnd();
  return listItem.test(line) || heading.test(line) || boldLine.test(line) || numbered.test(line);
}

/** A thematic break, or the line under a heading: it separates, and belongs to what is above. */
export function isRule(head: string): boolean {
  return rule.test(head.trimEnd());
}

/** The line between the head and the body of a table. */
export function isTableRule(head: string): boolean {
  return tableRule.test(head.trimEnd());
}

/** The marks that open a code fence, or null. */
export function fenceOf(head: string): string | null {
  return fence.exec(head.trimEnd())?.[1] ?? null;
}

/** Does a line close the fence that these marks opened (CommonMark 0.31, 4.5)? */
export function closesFence(line: string, marks: string): boolean {
  const text = line.trim();
  return text.length >= marks.length && text === (marks[0] ?? '').repeat(text.length);
}
