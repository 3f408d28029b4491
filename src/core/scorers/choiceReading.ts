import { isDeniedAfter } from './choiceDenied.ts';

/** What may be named. */
export interface ChoiceSpace {
  readonly options: readonly string[];
  /** A number from 1 names an option, as in HeadQA. */
  readonly numbers: boolean;
  /** False where it is not known in which order the options were sent; absent means known. */
  readonly positionsKnown?: boolean;
  /** The question asks which option is wrong, so that `A is incorrect` chooses A. */
  readonly wrongIsWanted?: boolean;
}

/** An option's text, or an answer, as it is compared: without case, spacing, Markdown, and LaTeX that only sets. */
export function optionForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\\(?:text|mathrm|textbf|mathbf|left|right)(?![A-Za-z])|\\[,;:! ]|[$*`]/g, ' ')
    .replace(/[{}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'“‘]+|["'”’.,;:!]+$/g, '')
    .trim()
    .toLowerCase();
}

/** 0-based position of a letter. */
export const letterAt = (letter: string): number => letter.toUpperCase().charCodeAt(0) - 65;

/** What follows an "A" that is an option: nothing, a mark, or a word that cannot follow an article. */
export const isLetterNotArticle = (after: string): boolean =>
  /^\s*(?:$|\n|[()\].,:;!?}$*_"'”’/&=–—-]|(?:is|are|was|because|since|as|and|or|which|that|but|for|due|would|can|must|seems|holds|remains|wins|over|here|then|it|not|rather|instead|by)\b)/.test(
    after,
  );

/** What follows an "I" that is the ninth option, and not the writer. */
export const isLetterNotWriter = (after: string): boolean =>
  /^\s*(?:$|\n|[()\].;:!?}$*_"”<]|,\s*(?:because|since|as|which)\b|(?:is|because|since|remains|holds|wins)\b)/.test(
    after,
  );

/** Whether a capital letter with this after it is an option's, or the word "A" or "I". */
export const isNoWord = (letter: string, after: string): boolean =>
  letter === 'A' ? isLetterNotArticle(after) : letter !== 'I' || isLetterNotWriter(after);

/** What a text names, as positions of options. */
export interface Reading {
  readonly named: readonly number[];
  readonly byPosition: boolean;
}

/** What a short text such as `B`, `(B)`, `B) aspirin`, `2`, `aspirin` or `A or B` names; null if nothing. */
export function reading(text: string, space: ChoiceSpace): Reading | null {
  const count = space.options.length;
  const plain = text
    .replace(/\\(?:text(?:bf|rm|it)?|mathrm|mathbf|boxed)(?![A-Za-z])/g, ' ')
    .replace(/[{}$*`"'“”]/g, ' ')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();
  const exact = space.options.flatMap((option, index) =>
    optionForm(option) === optionForm(text) ? [index] : [],
  );
  const bare = /^(?:option|choice|answer|letter)?\s*[([]?\s*([A-Za-z])\s*[)\]]?\s*[.,:;!]?$/i.exec(
    plain,
  )?.[1];
  if (bare !== undefined && letterAt(bare) < count) return { named: [letterAt(bare)], byPosition: true };
  if (exact.length > 0) return { named: exact, byPosition: false };
  const several =
    /^[([]?([A-Z])[)\]]?(?:\s*(?:,|\/|&|or|and|,\s*(?:or|and))\s*[([]?([A-Z])[)\]]?)+(?![A-Za-z])/.exec(
      plain,
    );
  // "B, A is wrong" joins nothing.
  const joins =
    several !== null &&
    !isDeniedAfter(plain, several[0].length) &&
    (/\b(?:or|and)\b|[/&]/.test(several[0]) || /^\s*(?:$|[.!)\]};])/.test(plain.slice(several[0].length)));
  if (several !== null && joins) {
    const named = [...several[0].matchAll(/(?<![A-Za-z])[A-Z](?![A-Za-z])/g)].map((match) =>
      letterAt(match[0]),
    );
    const inRange = [...new Set(named)].filter((index) => index < count);
    if (inRange.length > 0) return { named: inRange, byPosition: true };
  }
  // `B) aspirin`, `B. aspirin`, `B: aspirin`, `(B) aspirin`
  const lettered =
    /^(?:option|choice)?\s*(?:[([]([A-Za-z])[)\]]|([A-Z])\s*[).:\]]|([A-Z])\s+[-–—])\s*(.*)$/is.exec(plain);
  const letter = lettered?.[1] ?? lettered?.[2] ?? lettered?.[3];
  if (letter !== undefined && letterAt(letter) < count) {
    const named = besideLetter(letterAt(letter), lettered?.[4] ?? '', space);
    if (named !== null) return { named, byPosition: true };
  }
  const numbered = /^[([]?(\d{1,2})\s*[).:\]-]\s+\S/.exec(plain)?.[1];
  const digit =
    numbered ?? /^(?:option|choice|answer)?\s*[([]?\s*(\d{1,2})\s*[)\]]?\s*[.:]?$/i.exec(plain)?.[1];
  if (digit !== undefined && space.numbers && Number(digit) >= 1 && Number(digit) <= count) {
    return { named: [Number(digit) - 1], byPosition: true };
  }
  return null;
}

/** Numbers name positions too where no option speaks of numbers. */
export const safeNumbers = (space: ChoiceSpace): boolean =>
  !space.options.some((option) => /\d/.test(option));

/** UTF-16 units that may follow a letter and its option's text. */
const longestRemark = 200;

/**
 * What a letter with text after it names: its option where the text is that option's, or short and says nothing
 * against it; both where the text is another option's; null where it cannot be told (`A: no. B: yes.`).
 */
function besideLetter(index: number, rest: string, space: ChoiceSpace): readonly number[] | null {
  const forms = space.options.map(optionForm);
  const form = optionForm(rest);
  const own = space.positionsKnown === false ? forms : [forms[index] ?? ''];
  if (form === '' || own.includes(form)) return [index];
  const other = forms.indexOf(form);
  if (other >= 0) return [index, other];
  const begun = own.find((text) => text !== '' && form.startsWith(text)) ?? '';
  const remark = rest.trim().slice(begun.length);
  const against =
    /(?<![\p{L}\p{N}'’_.-])(?:[B-Z]|A(?!\s+\p{Ll}))(?![\p{L}\p{N}'’_])/u.test(remark) ||
    /\b(?:no|not|wrong|incorrect)\b|n['’]t\b/i.test(remark);
  return against || remark.length > longestRemark || remark.includes('\n') ? null : [index];
}
