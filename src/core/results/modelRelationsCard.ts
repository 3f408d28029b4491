/** What a model card's front matter says under a key; empty where nothing that is read here. */
export type FrontMatter = (key: string) => readonly string[];

/**
 * Reads the front matter of a model card (`README.md`), of YAML only what cards have: a top-level key with one
 * plain or quoted value, with a list in brackets on its line, or with a list of `- value` lines below it. It reads
 * no escapes in quotes, no block texts (`|`, `>`), no anchors and aliases, no lists over several lines in brackets,
 * and nothing below the top level. Null where the text has no front matter.
 */
export function frontMatter(text: string): FrontMatter | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[0]?.trimEnd() !== '---') return null;
  const end = lines.findIndex((line, place) => place > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 0) return null;
  const own = lines.slice(1, end);
  return (key) => {
    const place = own.findIndex((line) => line.startsWith(`${key}:`));
    if (place < 0) return [];
    const value = withoutComment(own[place]?.slice(key.length + 1).trim() ?? '');
    if (value === '') return listBelow(own.slice(place + 1));
    const list = /^\[(.*)\]$/.exec(value)?.[1];
    const values = list === undefined ? [value] : list.split(',');
    return values.map((each) => scalar(each.trim())).filter((each) => each !== '');
  };
}

function listBelow(lines: readonly string[]): readonly string[] {
  const values: string[] = [];
  for (const line of lines) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const value = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (value === undefined) break;
    const text = scalar(withoutComment(value.trim()));
    if (text !== '') values.push(text);
  }
  return values;
}

function withoutComment(value: string): string {
  return /^(?:"[^"]*"|'[^']*'|\[[^\]]*\])/.exec(value)?.[0] ?? value.replace(/(?:^|\s)#.*$/, '').trim();
}

/** Empty for nothing, and for what is not read. */
function scalar(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value)?.[2];
  if (quoted !== undefined) return quoted.trim();
  return /^(?:null|~|[|>&*!{[].*)$/.test(value) ? '' : value;
}
