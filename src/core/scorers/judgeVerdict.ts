/** What a judge's reply comes to: `value` in [0, 1], and what it wrote before its verdict. */
export interface JudgeVerdict {
  readonly value: number;
  readonly before: string;
}

/** A line that begins with the label; what is said of it is `rest`. */
const labelled =
  /^(?:#{1,6}\s+|[-*+]\s+)?[*_`"“]{0,3}(?:(?:my|the|final|overall)\s+){0,2}verdict[*_`]{0,3}\s*[:：=](?<rest>.*)$/iu;
const number = String.raw`(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`;
/** Nothing but a verdict, with emphasis, quotes and a full stop or without. */
const said = new RegExp(
  String.raw`^[*_\x60"“”'\s]*(?:(?<word>correct|incorrect|right|wrong|true|false)|(?<share>${number})(?:\s*(?:\/|(?:out\s+)?of)\s*(?<most>${number}))?)[*_\x60"“”'\s.]*$`,
  'iu',
);
const positive = /^(?:correct|right|true)$/i;
const fence = /^(?:`{3,}|~{3,})/;
/** A line that says more than this says more than a verdict; UTF-16 units. */
const longest = 200;

interface VerdictLine {
  /** In [0, 1]; null where it cannot be read. */
  readonly value: number | null;
  /** UTF-16 offset of the line's beginning. */
  readonly start: number;
}

/**
 * The verdict of a judge's reply: its last line, `Verdict: correct`, `Verdict: incorrect`, a number from 0 to 1, or a
 * share such as `3/5` or `3 out of 5`, with Markdown's emphasis or without, and nothing else. The verdict may be on the
 * line after its label. Where the last line is none, such a line before it counts if no other says otherwise. Null
 * where there is none, or what a label is followed by cannot be read: a judge quotes, weighs and takes back.
 */
export function judgeVerdict(reply: string): JudgeVerdict | null {
  const lines = withoutFence(linesOf(reply));
  const last = lines.findLastIndex(({ text }) => text !== '');
  const found: VerdictLine[] = [];
  let final: VerdictLine | null = null;
  let isFenced = false;
  for (const [index, { text, start }] of lines.entries()) {
    if (fence.test(text)) isFenced = !isFenced;
    const rest = text.length > longest ? undefined : labelled.exec(text)?.groups?.rest;
    if (rest === undefined || isFenced) continue;
    const isAlone = /^[*_`\s]*$/.test(rest);
    const next = isAlone ? (lines[index + 1]?.text ?? '') : rest;
    const line = { value: next.length > longest ? null : valueOf(next), start };
    found.push(line);
    if (index === last || (isAlone && index + 1 === last)) final = line;
  }
  const verdict = final ?? found.at(-1);
  if (verdict === undefined || verdict.value === null) return null;
  if (final === null && found.some(({ value }) => value !== verdict.value)) return null;
  return { value: verdict.value, before: reply.slice(0, verdict.start).trim() };
}

function valueOf(text: string): number | null {
  const { word, share, most } = said.exec(text)?.groups ?? {};
  if (word !== undefined) return positive.test(word) ? 1 : 0;
  if (share === undefined) return null;
  const of = most === undefined ? 1 : Number(most);
  return of > 0 && Number(share) <= of ? Number(share) / of : null;
}

interface Line {
  /** Without white space around it. */
  readonly text: string;
  readonly start: number;
}

function linesOf(reply: string): readonly Line[] {
  let start = 0;
  return reply.split('\n').map((text) => {
    const line = { text: text.trim(), start };
    start += text.length + 1;
    return line;
  });
}

/** The lines of a reply that is one block of code as a whole. */
function withoutFence(lines: readonly Line[]): readonly Line[] {
  const fences = lines.filter(({ text }) => fence.test(text));
  const [first, second] = fences;
  const written = lines.filter(({ text }) => text !== '');
  const isWhole = fences.length === 2 && written[0] === first && written.at(-1) === second;
  return isWhole ? lines.filter((line) => line !== first && line !== second) : lines;
}
