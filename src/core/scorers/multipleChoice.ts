import * as v from 'valibot';
import type { JsonObject } from '../json.ts';
import { findChoice } from './choiceExtract.ts';
import type { FoundChoice } from './choiceExtract.ts';
import { optionForm } from './choiceReading.ts';
import type { RuleScorer, Score, ScorerInput } from './score.ts';
import { yesNoAnswer } from './yesNo.ts';
import { say, verbatim } from '../say.ts';

/** What a multiple-choice item says of itself. */
interface ChoiceItem {
  /** The options as published. */
  readonly options: readonly string[];
  /** 0-based position of the right one among them. */
  readonly right: number;
  /** The options are always sent in the published order. */
  readonly orderKnown: boolean;
  readonly numbers: boolean;
}

const letter = (index: number): string => String.fromCharCode(65 + index);
const unscored = (rule: string, reason: string, extracted: string | null = null): Score => ({
  value: null,
  extracted,
  range: null,
  rule,
  reason,
});

/** "Which of these is incorrect?", in English or as in HeadQA's Spanish. */
const wanted =
  /\b(?:NOT|EXCEPT|EXCEPTO|NO (?:es|son|se|est[aá]n?))\b|\b(?:[Ii]ncorrect[ao]?|INCORRECT[AO]?|[Ww]rong|WRONG|[Ff]alse|FALSE|[Ff]als[ao]|FALS[AO]|[Uu]ntrue|not (?:true|correct|right|valid|possible))\b|\bexcept\b[^.?]{0,20}[.?:]?\s*$/u;

/** Whether the item's question asks for what is wrong. */
const wrongIsWanted = (record: JsonObject): boolean =>
  ['Question', 'question', 'qtext'].some((field) => {
    const text = record[field];
    return typeof text === 'string' && wanted.test(text);
  });

/**
 * Scores the option an answer names (see `findChoice`). Where the order sent is not known, an option's text still
 * decides; a bare letter is null, since it may stand for any of them. Two options at once are not right.
 */
function scoreChoice(item: ChoiceItem, { record, answer, choices }: ScorerInput): Score {
  const rightText = item.options[item.right] ?? '';
  let order = item.options;
  let right = item.right;
  if (choices !== null) {
    const same = choices.flatMap((choice, index) =>
      optionForm(choice) === optionForm(rightText) ? [index] : [],
    );
    const [only] = same;
    if (only === undefined)
      return unscored('no gold', say`the right option is not among the \`choices\` that were sent`);
    order = choices;
    right = only;
  }
  const found = findChoice(answer, {
    options: order,
    numbers: item.numbers,
    positionsKnown: choices !== null || item.orderKnown,
    wrongIsWanted: wrongIsWanted(record),
  });
  if (found === null) {
    return {
      value: 0,
      extracted: null,
      range: null,
      rule: 'none',
      reason: say`no answer found: no option is named`,
    };
  }
  const rule = `${found.rule} · ${found.byPosition ? 'letter' : 'text'}`;
  const extracted = answer.slice(...found.range);
  const base = { extracted, range: found.range, rule };
  const because = (verdict: string): string => reasonOf(found, extracted, verdict);
  if (found.named.length > 1 && !sameOption(found.named, order)) {
    return {
      ...base,
      value: 0,
      rule: `${rule} · contradictory`,
      reason: because(say`names more than one option`),
    };
  }
  if (found.byPosition && choices === null && !item.orderKnown) {
    const byText = textBeside(found, item.options);
    if (byText === null)
      return { ...base, value: null, rule: `${rule} · unknown`, reason: say`choice order unknown` };
    const value = byText === item.right ? 1 : 0;
    return {
      ...base,
      value,
      reason: because(
        value === 1
          ? say`is the right option by its text (choice order unknown)`
          : say`is not the right option by its text (choice order unknown)`,
      ),
    };
  }
  const value = found.named.some(
    (index) => index === right || optionForm(order[index] ?? '') === optionForm(rightText),
  )
    ? 1
    : 0;
  const gold = choices === null && !item.orderKnown ? `"${rightText}"` : letter(right);
  return {
    ...base,
    value,
    reason: because(value === 1 ? say`is right` : say`is not right; ${verbatim(gold)} is`),
  };
}

const sameOption = (named: readonly number[], order: readonly string[]): boolean =>
  new Set(named.map((index) => optionForm(order[index] ?? ''))).size === 1;

/** The option whose text follows a letter, as in `B) aspirin`. */
function textBeside(found: FoundChoice, options: readonly string[]): number | null {
  const text = optionForm(found.text.replace(/^[\s$*`\\{(]*(?:text\{)?[A-Za-z][)\].:}]*\s*[-–—:]?\s*/, ''));
  const index = options.findIndex((option) => text !== '' && optionForm(option) === text);
  return index < 0 ? null : index;
}

/** @param verdict on what was extracted, the rest of the sentence */
function reasonOf({ rule }: FoundChoice, extracted: string, verdict: string): string {
  const named = extracted.length > 60 ? `${extracted.slice(0, 59)}…` : extracted;
  switch (rule) {
    case 'boxed':
      return say`\`\\boxed{}\`: \`${named}\` ${verdict}`;
    case 'answer:':
      return say`stated answer \`${named}\` ${verdict}`;
    case 'line':
      return say`no stated answer; the letter that has a line of its own, \`${named}\` ${verdict}`;
    case 'conclusion':
      return say`no stated answer; the letter that it concludes with, \`${named}\` ${verdict}`;
    case 'first letter':
      return say`no stated answer; the letter that it begins with, \`${named}\` ${verdict}`;
    case '(X)':
      return say`no stated answer; the last letter in brackets, \`${named}\` ${verdict}`;
    case 'option text':
      return say`no stated answer; by the text of an option, \`${named}\` ${verdict}`;
    case 'last letter':
      return /^\d/.test(extracted)
        ? say`no stated answer; the number that it gives alone, \`${named}\` ${verdict}`
        : say`no stated answer; the last letter that stands alone, \`${named}\` ${verdict}`;
  }
}

function choiceScorer(
  name: string,
  read: (record: JsonObject) => ChoiceItem | null,
  missing: string,
): RuleScorer {
  return {
    name,
    version: 3,
    score: (input) => {
      const item = read(input.record);
      return item === null
        ? unscored('no gold', say`the item has no gold answer: ${missing}`)
        : scoreChoice(item, input);
    },
  };
}

const gpqaItem = v.object({
  'Correct Answer': v.pipe(v.string(), v.trim(), v.nonEmpty()),
  'Incorrect Answer 1': v.nullish(v.string(), ''),
  'Incorrect Answer 2': v.nullish(v.string(), ''),
  'Incorrect Answer 3': v.nullish(v.string(), ''),
});

/** GPQA: the order of the options is the prompt's own, so only `choices` says what a letter stands for. */
export const gpqaChoice: RuleScorer = choiceScorer(
  'multiple choice (GPQA)',
  (record) => {
    const parsed = v.safeParse(gpqaItem, record);
    if (!parsed.success) return null;
    const { output } = parsed;
    const wrong = [output['Incorrect Answer 1'], output['Incorrect Answer 2'], output['Incorrect Answer 3']];
    const options = [output['Correct Answer'], ...wrong].map((option) => option.trim());
    return { options, right: 0, orderKnown: false, numbers: false };
  },
  say`\`Correct Answer\` is missing`,
);

const acpItem = v.object({
  answer: v.pipe(v.string(), v.trim()),
  choices: v.object({ text: v.array(v.string()), label: v.array(v.string()) }),
});

const acpChoice = choiceScorer(
  'multiple choice (ACPBench)',
  (record) => {
    const parsed = v.safeParse(acpItem, record);
    if (!parsed.success) return null;
    const { answer, choices } = parsed.output;
    const right = choices.label.findIndex((label) => label.toUpperCase() === answer.toUpperCase());
    return right < 0 || right >= choices.text.length
      ? null
      : { options: choices.text, right, orderKnown: true, numbers: false };
  },
  say`\`answer\` is missing, or is none of \`choices.label\``,
);

/** ACPBench: a letter for `answer` where there are `choices`, else the last yes or no. */
export const acpAnswer: RuleScorer = {
  name: 'ACPBench',
  version: 3,
  score: (input) =>
    input.record.choices === undefined || input.record.choices === null
      ? yesNoAnswer.score(input)
      : acpChoice.score(input),
};

const headQaItem = v.object({
  ra: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(1)),
  answers: v.union([
    v.array(v.object({ atext: v.string(), aid: v.nullish(v.union([v.number(), v.string()])) })),
    v.pipe(
      v.object({ atext: v.array(v.string()), aid: v.nullish(v.array(v.union([v.number(), v.string()]))) }),
      v.transform(({ atext, aid }) => atext.map((text, index) => ({ atext: text, aid: aid?.[index] }))),
    ),
  ]),
});

/** HeadQA: a letter or a number for the answer that `ra` names, from 1. */
export const headQaChoice: RuleScorer = choiceScorer(
  'multiple choice (HeadQA)',
  (record) => {
    const parsed = v.safeParse(headQaItem, record);
    if (!parsed.success) return null;
    const { ra, answers } = parsed.output;
    const named = answers.findIndex(({ aid }) => aid !== null && aid !== undefined && Number(aid) === ra);
    const right = named < 0 ? ra - 1 : named;
    return right >= answers.length
      ? null
      : { options: answers.map((answer) => answer.atext), right, orderKnown: true, numbers: true };
  },
  say`\`ra\` is missing, or is the number of none of \`answers\``,
);
