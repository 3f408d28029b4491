import { splitSteps } from '../../src/core/traces/steps.ts';
import type { SteppedText } from '../../src/core/compare/comparison.ts';
import { chanceFrom, type Chance } from '../support/sampleText.ts';

/** How the second text was made of the first. */
export const generatedCases = [
  '5 % of words edited',
  'dropped, inserted, edited',
  'moved',
  'unrelated',
] as const;
export type GeneratedCase = (typeof generatedCases)[number];

/** What the steps are: reasoning as it mostly is, or one kind of step alone. */
export const generatedForms = ['mixed', 'list', 'short', 'formula', 'display', 'code', 'Chinese'] as const;
export type GeneratedForm = (typeof generatedForms)[number];

/** Two texts, and what became of each step. */
export interface Generated {
  readonly left: SteppedText;
  readonly right: SteppedText;
  /** By left step: the right step that was made of it, null where it was dropped. */
  readonly partner: readonly (number | null)[];
  /** Steps that were edited, dropped or moved. */
  readonly touched: readonly boolean[];
  /** Right steps that were inserted. */
  readonly inserted: ReadonlySet<number>;
}

/** Words of syllables, the rarer the longer, as often as Zipf's law says. */
class Prose {
  readonly #words: readonly string[];
  readonly #upTo: Float64Array;
  readonly #chance: Chance;

  constructor(chance: Chance, words = 20_000) {
    this.#chance = chance;
    const syllables = 'b d f g k l m n p r s t v z'
      .split(' ')
      .flatMap((first) => 'a e i o u'.split(' ').map((vowel) => first + vowel));
    this.#words = Array.from({ length: words }, (_, rank) =>
      Array.from(
        { length: 1 + Math.floor(Math.log10(rank + 1) * (0.6 + 0.5 * chance())) },
        () => syllables[Math.floor(chance() * syllables.length)] ?? '',
      ).join(''),
    );
    this.#upTo = new Float64Array(words);
    let sum = 0;
    for (let rank = 0; rank < words; rank += 1) this.#upTo[rank] = sum += 1 / (rank + 2);
  }

  word(): string {
    const wanted = this.#chance() * (this.#upTo.at(-1) ?? 1);
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.#words[low] ?? '';
  }

  number(): string {
    return String(Math.floor(10 ** (3 * this.#chance())));
  }

  formula(): string {
    const [a, b] = [this.number(), this.number()];
    const letter = this.#letter();
    const forms = [
      `${letter} = \\frac{${a}}{${b}}`,
      `${letter}^2 + ${a}${letter} - ${b} = 0`,
      `${a} \\times ${b} = ${Number(a) * Number(b)}`,
      `${letter}_{${a}} \\le \\sqrt{${b}}`,
    ];
    return forms[Math.floor(this.#chance() * forms.length)] ?? '';
  }

  /** A step as reasoning models write them: a few words, a sentence or several, many with a formula. */
  step(): string[] {
    const kind = this.#chance();
    const words =
      kind < 0.1 ? 3 + this.#chance() * 4 : kind < 0.7 ? 8 + this.#chance() * 25 : 30 + this.#chance() * 60;
    const tokens = Array.from({ length: Math.floor(words) }, () => {
      const what = this.#chance();
      return what < 0.05 ? this.number() : what < 0.08 ? `$${this.formula()}$` : this.word();
    });
    if (this.#chance() < 0.25) tokens.push('so:\n\\[\n', this.formula(), '\n\\]');
    return tokens;
  }

  /** A step of one kind; its tokens are joined by blanks. */
  stepOf(form: GeneratedForm): string[] {
    const words = (least: number, more: number): string[] =>
      Array.from({ length: least + Math.floor(this.#chance() * more) }, () => this.word());
    const line = (): string => `${this.word()} = ${this.word()}(${this.word()}, ${this.number()})\n`;
    switch (form) {
      case 'mixed':
        return this.step();
      case 'list':
        return ['-', ...words(4, 10)];
      case 'short':
        return words(2, 4).map((word) => (this.#chance() < 0.4 ? this.number() : word));
      case 'formula':
        return ['So', `$${this.formula()}$.`];
      case 'display':
        return ['\\[', this.formula(), '=', this.formula(), '\\]'];
      case 'code':
        return ['```python\n', ...Array.from({ length: 3 + Math.floor(this.#chance() * 8) }, line), '```'];
      case 'Chinese': {
        const letter = (): string => String.fromCharCode(0x4e00 + Math.floor(900 * this.#chance() ** 2) * 11);
        return Array.from({ length: 2 + Math.floor(this.#chance() * 8) }, () =>
          Array.from({ length: 5 }, letter).join(''),
        );
      }
    }
  }

  /**
   * Of each word by so much a chance: another one instead, one more, or none. A formula keeps its form. Where no word
   * would stay, nothing is edited: it would be another step.
   */
  edited(step: readonly string[], share: number): readonly string[] {
    const words = step.map((token) => {
      if (/\n|^(?:\\[[\]]|```|[-=])/.test(token)) return { becomes: [token], stays: false };
      if (this.#chance() >= share) return { becomes: [token], stays: true };
      if (/[=\\]/.test(token)) return { becomes: [this.#editedFormula(token)], stays: true };
      const other = /^\d/.test(token) ? this.number() : this.word();
      const how = this.#chance();
      if (how < 0.6) return { becomes: [other], stays: false };
      return how < 0.8 ? { becomes: [token, other], stays: true } : { becomes: [], stays: false };
    });
    return words.some(({ stays }) => stays) ? words.flatMap(({ becomes }) => becomes) : step;
  }

  /** One number of it is another, or its letter: with more it would be another formula. */
  #editedFormula(formula: string): string {
    const numbers = [...formula.matchAll(/\d+/g)];
    const at = Math.floor(this.#chance() * (numbers.length + 1));
    const number = numbers[at];
    if (number !== undefined)
      return formula.slice(0, number.index) + this.number() + formula.slice(number.index + number[0].length);
    const letter = this.#letter();
    return formula.replaceAll(/(?<![\\a-z])[a-z](?![a-z])/g, letter);
  }

  #letter(): string {
    return 'abcknpqrstxyz'[Math.floor(this.#chance() * 13)] ?? 'x';
  }
}

/**
 * Texts of about so many words, always the same ones. Steps that moved are edited a little where the form is `mixed`,
 * else they stand word for word: a short step that is edited is another one.
 */
export function generated(kind: GeneratedCase, words: number, form: GeneratedForm = 'mixed'): Generated {
  const chance = chanceFrom(words + generatedCases.indexOf(kind) + 10 * generatedForms.indexOf(form));
  const prose = new Prose(chance);
  const written = (): string[][] => {
    const steps: string[][] = [];
    for (let many = 0; many < words;) {
      const step = prose.stepOf(form);
      steps.push(step);
      many += step.length;
    }
    return steps;
  };
  const left = written();
  const touched = left.map(() => false);
  /** The right text's steps, with the left step that each was made of. */
  let right: { readonly from: number | null; readonly step: readonly string[] }[] = [];
  if (kind === 'unrelated') right = written().map((step) => ({ from: null, step }));
  else if (kind === 'moved') {
    const blocks: { readonly from: number; readonly step: readonly string[] }[][] = [];
    const stay: typeof right = [];
    for (let at = 0; at < left.length;) {
      const size = chance() < 0.03 ? 1 + Math.floor(chance() * 5) : 0;
      const block = left.slice(at, at + Math.max(1, size)).map((step, by) => ({ from: at + by, step }));
      if (size > 0) {
        block.forEach(({ from }) => (touched[from] = true));
        blocks.push(
          block.map(({ from, step }) => ({ from, step: prose.edited(step, form === 'mixed' ? 0.03 : 0) })),
        );
      } else stay.push(...block);
      at += block.length;
    }
    right = stay;
    for (const block of blocks) right.splice(Math.floor(chance() * (right.length + 1)), 0, ...block);
  } else {
    const isSteps = kind === 'dropped, inserted, edited';
    left.forEach((step, from) => {
      const what = isSteps ? chance() : 1;
      if (what < 0.1) touched[from] = true;
      else if (!isSteps || what < 0.3) {
        const edited = prose.edited(step, isSteps ? 0.15 : 0.05);
        touched[from] = edited.join(' ') !== step.join(' ');
        right.push({ from, step: edited });
      } else right.push({ from, step });
      if (isSteps && chance() < 0.1) right.push({ from: null, step: prose.stepOf(form) });
    });
  }
  return finished(left, right, touched);
}

function finished(
  left: readonly (readonly string[])[],
  right: readonly { readonly from: number | null; readonly step: readonly string[] }[],
  touched: readonly boolean[],
): Generated {
  const partner: (number | null)[] = left.map(() => null);
  const inserted = new Set<number>();
  right.forEach(({ from }, at) => {
    if (from === null) inserted.add(at);
    else partner[from] = at;
  });
  const texts = [left, right.map(({ step }) => step)].map((steps) => {
    const text = steps.map((step) => step.join(' ')).join('\n\n');
    const found = splitSteps(text);
    if (found.length !== steps.length)
      throw new Error(`${steps.length} steps were written, ${found.length} read.`);
    return { text, steps: found };
  });
  const [a, b] = texts;
  if (a === undefined || b === undefined) throw new Error('There are no texts.');
  return { left: a, right: b, partner, touched, inserted };
}
