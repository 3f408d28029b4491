import { optionForm } from './choiceReading.ts';
import type { ChoiceSpace } from './choiceReading.ts';

/** Marks in rising order make a list of the options from this many on, or from all of them. */
const enough = (space: ChoiceSpace): number => Math.min(3, space.options.length);

interface ListMark {
  readonly letter: string;
  readonly place: number;
  readonly end: number;
}

/**
 * Tells whether a letter is the mark of a list of the options, as when an answer repeats them: marks in rising
 * order, three of them or all, each at the start of a line or before the option's own text. A marked line after
 * such a list, as in "A. … D. … B. lead", is a choice, and so is the only one in it that is called correct.
 */
export function listMarks(answer: string, space: ChoiceSpace): (at: number) => boolean {
  const places = new Set<number>();
  for (const marks of [lineMarks(answer), inlineMarks(answer, space)]) {
    for (const run of risingRuns(marks, enough(space))) {
      const chosen = run.filter((mark, index) => isCalledCorrect(answer, space, mark, run[index + 1]?.place));
      for (const mark of run) if (chosen.length !== 1 || mark !== chosen[0]) places.add(mark.place);
    }
  }
  return (place) => places.has(place);
}

function lineMarks(answer: string): ListMark[] {
  const line =
    /^[ \t>#|]*(?:[-*•+][ \t]+)?\**(?:option[ \t]+)?[([]?([A-Z])(?:[)\].:]\**[)\].:]?\**[ \t]+|[ \t]+[-–—|][ \t]+)\S/gim;
  return [...answer.matchAll(line)]
    .map((match) => toMark(match, /(?<![A-Za-z])[A-Z](?![A-Za-z])/))
    .filter((mark) => mark.letter !== '');
}

function inlineMarks(answer: string, space: ChoiceSpace): ListMark[] {
  const forms = space.options.map(optionForm);
  return [...answer.matchAll(/(?<![\p{L}\p{N}])\(?([A-Z])[).:]\**[ \t]+(?=\S)/gu)]
    .map((match) => toMark(match, /[A-Z]/))
    .filter(({ letter, end }) => {
      const own = forms[letter.charCodeAt(0) - 65];
      const named = space.positionsKnown === false ? forms : own === undefined ? [] : [own];
      return named.some(
        (form) => form !== '' && optionForm(answer.slice(end, end + 2 * form.length + 40)).startsWith(form),
      );
    });
}

function toMark(match: RegExpExecArray, letter: RegExp): ListMark {
  const found = letter.exec(match[0]);
  return {
    letter: found?.[0] ?? '',
    place: match.index + (found?.index ?? 0),
    end: match.index + match[0].length,
  };
}

function risingRuns(marks: readonly ListMark[], length: number): ListMark[][] {
  const runs: ListMark[][] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    if (run === undefined || mark.letter <= (run.at(-1)?.letter ?? '')) runs.push([mark]);
    else run.push(mark);
  }
  return runs.filter((run) => run.length >= length);
}

/** Its line says so beside the option's text: `B. lead (correct)`, `B) lead: yes`. */
function isCalledCorrect(answer: string, space: ChoiceSpace, mark: ListMark, next?: number): boolean {
  const rest = answer.slice(mark.end - 1, Math.min(next ?? answer.length, mark.end + 2000));
  const said = optionForm(/^[^\n]*/.exec(rest)?.[0] ?? '').slice(0, 2000);
  const own = optionForm(space.options[mark.letter.charCodeAt(0) - 65] ?? '');
  const beside = said.startsWith(own) ? said.slice(own.length) : said;
  return /(?<!\bnot (?:the )?|n['’]t (?:the )?)\b(?:correct|right|yes)\b|[✓✔✅]/.test(beside);
}

/** Whether the last lines are options one after another, with any marks or none: repeated, not chosen. */
export function endsInOptions(answer: string, space: ChoiceSpace): boolean {
  const forms = space.options.map(optionForm);
  const lines = answer.slice(-20_000).split('\n');
  const run: number[] = [];
  for (const line of lines.reverse()) {
    if (line.trim() === '') continue;
    const text = line.replace(/^[\s>#]*(?:[-*•+]\s+)?\**(?:[([]?(?:[A-Za-z]|\d{1,2})[)\].:]+\**\s+)?/, '');
    const option = forms.indexOf(optionForm(text));
    const above = run.at(-1);
    if (option < 0) break;
    // After a whole list, one more line is a choice.
    if (space.positionsKnown === false ? run.includes(option) : above !== undefined && option >= above) {
      if (option === run[0]) return false;
      break;
    }
    run.push(option);
  }
  return run.length >= enough(space);
}

/** Whether the last line begins with a mark of a list, or ends in one with its option: `… C. foam D. dry air`. */
export function endsInListedOption(answer: string, space: ChoiceSpace): boolean {
  const forms = space.options.map(optionForm);
  const end = answer.trimEnd().length;
  const start = Math.max(answer.lastIndexOf('\n', end - 1) + 1, end - 2000);
  const listed = listMarks(answer, space);
  return [...answer.slice(start, end).matchAll(/(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/gu)].some((match) => {
    if (!listed(start + match.index)) return false;
    if (/^[\s>#|*•+([-]*(?:option\s+)?$/i.test(answer.slice(start, start + match.index))) return true;
    const text = answer.slice(start + match.index + 1, end).replace(/^[)\].:|\s*–—-]+|[|\s]+$/g, '');
    return forms.includes(optionForm(text));
  });
}
