/** What a judge's reply comes to: `value` in [0, 1], and what it wrote before its verdict. */
export interface JudgeVerdict {
  readonly value: number;
  readonly before: string;
}

const label = /(?<![\p{L}\p{N}])verdict[*_`]{0,3}[ \t]*[:=][*_`]{0,3}[ \t]*\n?[ \t]*/giu;
const said =
  /^[*_`"“(\\]{0,3}(correct|incorrect|right|wrong|true|false|(?:0|1)(?:\.\d+)?|\.\d+)(?![\p{L}\p{N}]|[.,/|%]\d)/iu;
const positive = /^(?:correct|right|true)$/i;
const word = /(?<![\p{L}\p{N}])(?:in)?correct(?![\p{L}\p{N}])/giu;

/**
 * The last verdict of a judge's reply: `Verdict: correct`, `Verdict: incorrect`, or a number from 0 to 1, with Markdown's
 * emphasis or without. Null where the last one cannot be read, says both, or there is none.
 */
export function judgeVerdict(reply: string): JudgeVerdict | null {
  const last = [...reply.matchAll(label)].at(-1);
  if (last === undefined) return null;
  const rest = reply.slice(last.index + last[0].length);
  const line = /^[^\n]*/.exec(rest)?.[0] ?? '';
  const found = said.exec(line)?.[1];
  if (found === undefined) return null;
  // "Verdict: correct|incorrect" repeats what was asked for.
  const others = [...line.matchAll(word)].filter(([each]) => each.toLowerCase() !== found.toLowerCase());
  if (others.length > 0) return null;
  const value = /\d/.test(found) ? Number(found) : positive.test(found) ? 1 : 0;
  const lineStart = reply.lastIndexOf('\n', last.index) + 1;
  return value > 1 ? null : { value, before: reply.slice(0, lineStart).trim() };
}
