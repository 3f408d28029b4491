import { isJsonObject, parseJson, type JsonValue } from '../../json.ts';

/** A JSON value in a text; `range` half-open UTF-16 offsets. */
export interface FoundJson {
  readonly value: JsonValue;
  readonly range: readonly [number, number];
}

/** So many of the last balanced places are parsed. */
const mostTried = 50;

/**
 * The JSON value that a text gives: all of the text, else the last fenced block that is JSON, else the last balanced
 * object or list (of the gold's kind before others, so that a citation `[1]` is none), else the last line. Null where
 * there is none.
 */
export function jsonIn(text: string, gold: JsonValue): FoundJson | null {
  const whole = parsed(text, 0, text.length);
  if (whole !== null) return whole;
  const inFence = fences(text).reverse();
  for (const [start, end] of inFence.slice(0, mostTried)) {
    const found = parsed(text, start, end);
    if (found !== null) return found;
  }
  if (typeof gold !== 'object' || gold === null) {
    return parsed(text, text.trimEnd().lastIndexOf('\n') + 1, text.length);
  }
  const found = balanced(text)
    .slice(-mostTried)
    .reverse()
    .map(([start, end]) => parsed(text, start, end));
  const values = found.filter((each) => each !== null);
  return values.find(({ value }) => isJsonObject(value) === isJsonObject(gold)) ?? values[0] ?? null;
}

function parsed(text: string, start: number, end: number): FoundJson | null {
  const inside = text.slice(start, end);
  const json = parseJson(inside.trim());
  if (!json.ok) return null;
  const from = start + inside.length - inside.trimStart().length;
  return { value: json.value, range: [from, from + inside.trim().length] };
}

/** What stands between a line that begins with three backticks and the next. */
function fences(text: string): (readonly [number, number])[] {
  const marks = [...text.matchAll(/^[ \t]*```[^\n`]*$/gm)];
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at + 1 < marks.length; at += 2) {
    const [open, close] = [marks[at], marks[at + 1]];
    if (open && close) found.push([open.index + open[0].length, close.index]);
  }
  return found;
}

/**
 * Places of balanced brackets, by their ends; brackets within strings do not count. One pass: a bracket that does not
 * fit, or a string without an end on its line, closes all that is open without a value.
 */
function balanced(text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let open: { readonly at: number; readonly closer: string }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{') open.push({ at, closer: '}' });
    else if (char === '[') open.push({ at, closer: ']' });
    else if (open.length === 0) continue;
    else if (char === '"') {
      const end = endOfString(text, at);
      // What stands in a string that is none is looked through after all.
      if (end === null) open = [];
      else at = end;
    } else if (char === '}' || char === ']') {
      const last = open.pop();
      if (last?.closer === char) found.push([last.at, at + 1]);
      else open = [];
    }
  }
  return found;
}

function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return null;
}
