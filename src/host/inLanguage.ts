import * as vscode from 'vscode';
import { sayings } from './sayings.ts';

/** Longer texts are not looked through; none of ours comes near it. */
const mostCharacters = 2000;
/** Texts that are looked at for one message: itself, its values, theirs. */
const mostTexts = 60;
const mostDepth = 6;
/** A template with less of its own is in a message by chance. */
const leastAlone = 8;
const leastLetters = 5;

interface Template {
  readonly words: string;
  /** What stands before, between and behind the values. */
  readonly parts: readonly string[];
  /** The number of each value, in the order in which they stand. */
  readonly places: readonly number[];
  /** By their order: values that others wrote. */
  readonly verbatim: ReadonlySet<number>;
  readonly characters: number;
  readonly letters: number;
}

interface Match {
  readonly template: Template;
  readonly values: readonly string[];
}

let templates: { readonly whole: ReadonlySet<string>; readonly open: readonly Template[] } | null = null;

function compiled(): NonNullable<typeof templates> {
  if (templates !== null) return templates;
  const open = sayings.flatMap(([words, ...verbatim]): Template[] => {
    const parts = words.split(/\{\d+\}/);
    const places = [...words.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));
    const own = parts.join('');
    const letters = own.match(/\p{L}/gu)?.length ?? 0;
    return parts.length === 1
      ? []
      : [{ words, parts, places, verbatim: verbatimOf(places, verbatim), characters: own.length, letters }];
  });
  const whole = new Set(sayings.map(([words]) => words).filter((words) => !/\{\d+\}/.test(words)));
  templates = { whole, open };
  return templates;
}

/** Which values in their order others wrote. @param verbatim their numbers */
function verbatimOf(places: readonly number[], verbatim: readonly number[]): ReadonlySet<number> {
  return new Set(places.flatMap((number, index) => (verbatim.includes(number) ? [index] : [])));
}

/**
 * A message that was made with `say`, in the language of the editor. What is saved and what comes from below is
 * English; the template it was made from is found again here, its values are taken out, and those that are words
 * of ours are said in the language too. What others wrote stays, as does a message that no template made.
 */
export function inLanguage(message: string): string {
  if (vscode.l10n.bundle === undefined || message.length > mostCharacters) return message;
  return new Translation().of(message, 0) ?? message;
}

class Translation {
  readonly #known = new Map<string, string | null>();

  /** Null where no template says the text. */
  of(text: string, depth: number): string | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (text === '' || depth > mostDepth || this.#known.size >= mostTexts) return null;
    this.#known.set(text, null);
    const said = compiled().whole.has(text) ? vscode.l10n.t(text) : this.#filled(text, depth);
    this.#known.set(text, said);
    return said;
  }

  #filled(text: string, depth: number): string | null {
    // A text in quotes is somebody else's, such as the answer of a model.
    if (/^(["`]).*\1$/s.test(text)) return this.#ofQuoted(text, depth);
    return this.#best(text, depth, compiled().open);
  }

  #ofQuoted(text: string, depth: number): string | null {
    const strong = compiled().open.filter(({ parts }) => /^["`]/.test(parts[0] ?? ''));
    return this.#best(text, depth, strong);
  }

  /**
   * Of all templates that a text may have been made from: one behind a message that is one of ours by itself, unless
   * the text ends in what others wrote, which may hold words of ours; else the one of the greatest rank.
   */
  #best(text: string, depth: number, among: readonly Template[]): string | null {
    const least = depth === 0 ? leastAlone : 0;
    let best: Said | null = null;
    let behind: Said | null = null;
    for (const template of among) {
      const match = matched(template, text);
      if (match === null) continue;
      const isWeak = template.letters < leastLetters || template.characters < least;
      const rank = rankOf(match);
      if (rank <= (best?.rank ?? '') && (isWeak || template.parts[0] !== '')) continue;
      const values = this.#valuesOf(match, depth);
      if (isWeak && !isAllOurs(match, values)) continue;
      const said = { match, rank, values };
      if (rank > (best?.rank ?? '')) best = said;
      const isBehind = !isWeak && template.parts[0] === '' && values[0] !== null;
      if (isBehind && rank > (behind?.rank ?? '')) behind = said;
    }
    return inWords(behind === null || (best !== null && endsInOthers(best.match)) ? best : behind);
  }

  /** Null for what stays as it is. */
  #valuesOf({ template, values }: Match, depth: number): (string | null)[] {
    return values.map((value, index) => (template.verbatim.has(index) ? null : this.of(value, depth + 1)));
  }
}

/** A match, and which of its values are said in the language. */
interface Said {
  readonly match: Match;
  readonly rank: string;
  readonly values: readonly (string | null)[];
}

function inWords(said: Said | null): string | null {
  if (said === null) return null;
  const { template, values } = said.match;
  const byNumber = Array.from({ length: Math.max(0, ...template.places) + 1 }, () => '');
  template.places.forEach((number, index) => {
    byNumber[number] = said.values[index] ?? values[index] ?? '';
  });
  return vscode.l10n.t(template.words, ...byNumber);
}

function isAllOurs({ template, values }: Match, said: readonly (string | null)[]): boolean {
  const isOthers = (value: string, index: number): boolean =>
    template.verbatim.has(index) || /^[\d.,]+$/.test(value);
  return (
    said.some((value) => value !== null) &&
    values.every((value, index) => said[index] !== null || isOthers(value, index))
  );
}

function endsInOthers({ template: { parts, verbatim }, values }: Match): boolean {
  return parts[0] !== '' && parts.at(-1) === '' && verbatim.has(values.length - 1);
}

/** Greater where the values look as values do; then where words of the template come first, as ours do in a text. */
function rankOf({ template: { parts }, values }: Match): string {
  const looksRight = values.every((value, index) => {
    const quote = (parts[index] ?? '').at(-1) ?? '';
    if (/["`]/.test(quote) && parts[index + 1]?.startsWith(quote)) return !value.includes(quote);
    const isEnd = (index === 0 && parts[0] === '') || (index === values.length - 1 && parts.at(-1) === '');
    return isEnd || !value.includes('. ');
  });
  const own = parts.map((part, index) => '1'.repeat(part.length) + '0'.repeat(values[index]?.length ?? 0));
  return `${looksRight ? 1 : 0}${own.join('')}`;
}

/** The values that make a text of a template, or null. Each text between them is looked for once, so it is linear. */
function matched(template: Template, text: string): Match | null {
  const { parts } = template;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return null;
  const between = parts.slice(1, -1);
  const values = first === '' ? fromBehind(between, text, end) : fromBefore(between, text, first.length, end);
  return values === null ? null : { template, values };
}

function fromBefore(between: readonly string[], text: string, start: number, end: number): string[] | null {
  const values: string[] = [];
  let from = start;
  for (const part of between) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return null;
    values.push(text.slice(from, at));
    from = at + part.length;
  }
  return [...values, text.slice(from, end)];
}

/** From the end, where a message of ours comes first: it may hold the same words. */
function fromBehind(between: readonly string[], text: string, end: number): string[] | null {
  const values: string[] = [];
  let to = end;
  for (const part of between.toReversed()) {
    const at = to < part.length ? -1 : text.lastIndexOf(part, to - part.length);
    if (at < 0) return null;
    values.unshift(text.slice(at + part.length, to));
    to = at;
  }
  return [text.slice(0, to), ...values];
}
