/**
 * A list of objects within a text of JSON with comments, as settings files are, changed in place: what is not
 * changed, comments and white space too, stays as it is.
 */
export interface JsonList {
  /** What the list holds. */
  readonly values: readonly unknown[];
  /** Where each of its entries stands, in UTF-16 units. */
  readonly entries: readonly JsonNode[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonNode extends Span {
  /** Of an object: its members, by their keys. */
  readonly members: readonly { readonly key: string; readonly keyAt: Span; readonly value: JsonNode }[];
  /** Of a list. */
  readonly entries: readonly JsonNode[];
}

/** The list at a path of keys; null where there is none, or the text is no JSON. */
export function jsonListAt(text: string, path: readonly string[]): JsonList | null {
  const reading = new Reading(text);
  let node: JsonNode | undefined = reading.node() ?? undefined;
  // Of a key that stands twice the last one counts.
  for (const key of path) node = node?.members.findLast((member) => member.key === key)?.value;
  if (node === undefined || text[node.start] !== '[') return null;
  const values = node.entries.map((entry) => parsed(reading.plain(entry)));
  return values.includes(undefined) ? null : { values, entries: node.entries };
}

/** The text without one entry of the list: without its line, where it stands on lines of its own. */
export function withoutEntry(text: string, list: JsonList, place: number): string {
  const entry = list.entries[place];
  if (entry === undefined) return text;
  const after = tokens(text.slice(entry.end)).next().value;
  const before = list.entries[place - 1];
  const hasComma = after?.text === ',';
  const start = entry.start - (/(?:\r?\n)?[ \t]*$/.exec(text.slice(0, entry.start))?.[0].length ?? 0);
  const rest = text.slice(hasComma ? entry.end + after.end : entry.end);
  if (hasComma || before === undefined)
    return text.slice(0, start) + text.slice(entry.end, entry.end + (hasComma ? after.start : 0)) + rest;
  const comma = before.end + (tokens(text.slice(before.end)).next().value?.start ?? 0);
  return text.slice(0, comma) + text.slice(comma + 1, start) + rest;
}

/** The text with a field of one entry set; a new one stands first. */
export function withField(text: string, entry: JsonNode, key: string, value: string): string {
  const set = JSON.stringify(value);
  const known = entry.members.findLast((member) => member.key === key)?.value;
  if (known) return text.slice(0, known.start) + set + text.slice(known.end);
  const first = entry.members[0]?.keyAt.start;
  if (first === undefined) return text;
  const space = /\s*$/.exec(text.slice(entry.start + 1, first))?.[0] ?? '';
  return `${text.slice(0, first)}${JSON.stringify(key)}: ${set},${space || ' '}${text.slice(first)}`;
}

interface Token extends Span {
  readonly text: string;
}

/** Everything but white space and comments. */
function* tokens(text: string): Generator<Token, undefined> {
  const pattern = /\/\/[^\r\n]*|\/\*[^]*?\*\/|"(?:[^"\\\r\n]|\\.)*"|[{}[\],:]|[^\s{}[\],:"/]+|\S/g;
  for (const { 0: found, index } of text.matchAll(pattern))
    if (!/^\/[/*]/.test(found)) yield { text: found, start: index, end: index + found.length };
  return undefined;
}

/** Deeper than any settings are. */
const mostDeep = 100;

class Reading {
  private readonly all: readonly Token[];
  private place = 0;

  constructor(text: string) {
    this.all = [...tokens(text)];
  }

  /** The value that begins here; null where none does. */
  node(depth = 0): JsonNode | null {
    const first = this.all[this.place++];
    if (first === undefined || depth > mostDeep || /^[\]},:]$/.test(first.text)) return null;
    if (!/^[{[]$/.test(first.text)) return { ...first, members: [], entries: [] };
    const members: { key: string; keyAt: Span; value: JsonNode }[] = [];
    const entries: JsonNode[] = [];
    for (;;) {
      const next = this.all[this.place];
      if (next === undefined) return null;
      if (/^[\]}]$/.test(next.text)) {
        this.place += 1;
        return { start: first.start, end: next.end, members, entries };
      }
      if (next.text === ',') this.place += 1;
      else if (first.text === '[') {
        const entry = this.node(depth + 1);
        if (entry === null) return null;
        entries.push(entry);
      } else {
        const key = parsed(next.text);
        this.place += 2;
        const value = this.all[this.place - 1]?.text === ':' ? this.node(depth + 1) : null;
        if (typeof key !== 'string' || value === null) return null;
        members.push({ key, keyAt: next, value });
      }
    }
  }

  /** A value's text without comments and without commas after which nothing comes. */
  plain({ start, end }: Span): string {
    const within = this.all.filter((token) => token.start >= start && token.end <= end);
    return within
      .filter(({ text }, at) => text !== ',' || !/^[\]}]$/.test(within[at + 1]?.text ?? ''))
      .map(({ text }) => text)
      .join(' ');
  }
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
