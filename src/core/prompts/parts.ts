import * as v from 'valibot';
import type { Item } from '../items/item.ts';
import { coqaTurns } from '../items/nonLayouts.ts';
import { letteredOptions, shuffledByIdentity } from './optionOrder.ts';
import { say, verbatim } from '../say.ts';

/** What a convention is filled with. */
export interface PromptParts {
  /** The question with its context, without options that the convention lists by itself. */
  readonly question: string;
  /** Option texts in the order sent; null where there are none. */
  readonly choices: readonly string[] | null;
  /** The options stand in `question` already, so listing them again would repeat them. */
  readonly choicesInQuestion: boolean;
  /** How the answer is asked for. */
  readonly answerForm: 'math' | 'letter' | 'yes-no' | 'Yes-No' | 'short' | 'code' | 'free';
}

/** `because`: what keeps the item from being asked, as a clause; `message` is the sentence that says it. */
export type PartsResult =
  | { readonly ok: true; readonly parts: PromptParts }
  | { readonly ok: false; readonly because: string; readonly message: string };

/** Reads the published fields of one benchmark's item. */
export type PartsReader = (item: Item) => PartsResult;

const done = (
  question: string,
  answerForm: PromptParts['answerForm'],
  choices: readonly string[] | null = null,
  choicesInQuestion = false,
): PartsResult => ({ ok: true, parts: { question, choices, choicesInQuestion, answerForm } });

const refused = (item: Item, because: string): PartsResult => ({
  ok: false,
  because,
  message: say`No prompt for ${verbatim(item.benchmark)} item ${verbatim(item.id)}: ${because}.`,
});

const failed = (item: Item, issues: readonly v.BaseIssue<unknown>[]): PartsResult => {
  const field = issues[0]?.path?.map((part) => String(part.key)).join('.') ?? 'the item';
  return refused(item, say`\`${field}\` is missing or is not what ${item.benchmark} publishes there`);
};

/** A reader from a schema and a function of what it yields. */
function reader<T extends v.GenericSchema>(
  schema: T,
  read: (record: v.InferOutput<T>, item: Item) => PartsResult,
): PartsReader {
  return (item) => {
    const parsed = v.safeParse(schema, item.record);
    return parsed.success ? read(parsed.output, item) : failed(item, parsed.issues);
  };
}

const text = v.string();
const paragraphs = (...blocks: (string | null | undefined)[]): string =>
  blocks.filter((block): block is string => typeof block === 'string' && block.trim() !== '').join('\n\n');

const problem = reader(
  v.union([
    v.object({ problem: text }),
    v.pipe(
      v.object({ Problem: text }),
      v.transform((r) => ({ problem: r.Problem })),
    ),
  ]),
  (record) => done(record.problem, 'math'),
);

const olympiad = reader(v.object({ context: v.nullish(text), question: text }), (record) =>
  done(paragraphs(record.context, record.question), 'math'),
);

const gpqaOptions = reader(
  v.object({
    Question: text,
    'Correct Answer': text,
    'Incorrect Answer 1': text,
    'Incorrect Answer 2': text,
    'Incorrect Answer 3': text,
  }),
  (record, item) => {
    const published = [
      record['Correct Answer'],
      record['Incorrect Answer 1'],
      record['Incorrect Answer 2'],
      record['Incorrect Answer 3'],
    ].map((option) => option.trim());
    return done(record.Question.trim(), 'letter', shuffledByIdentity(item.id, published));
  },
);

/** GPQA's gold answer is one of the options, so that without it there is no question to ask. */
const gpqa: PartsReader = (item) => {
  const right = item.record['Correct Answer'];
  const isMissing =
    right === undefined || right === null || (typeof right === 'string' && right.trim() === '');
  return isMissing
    ? refused(item, say`\`Correct Answer\` is missing, and with it the right one of its options`)
    : gpqaOptions(item);
};

/** ACPBench writes the options into `question`; the yes/no tasks have none. */
const acp = reader(
  v.object({
    context: v.nullish(text),
    question: text,
    choices: v.nullish(v.object({ text: v.array(text) })),
  }),
  (record) => {
    const options = record.choices?.text ?? null;
    if (options === null) return done(paragraphs(record.context, record.question), 'yes-no');
    const listed = options.every((option) => record.question.includes(option));
    return done(paragraphs(record.context, record.question), 'letter', options, listed);
  },
);

/** A list of objects as published, or an object of lists as the `datasets` library gives it. */
const headQaAnswers = v.union([
  v.pipe(
    v.array(v.object({ atext: text })),
    v.transform((answers) => answers.map((answer) => answer.atext)),
  ),
  v.pipe(
    v.object({ atext: v.array(text) }),
    v.transform((answers) => answers.atext),
  ),
]);
const headQa = reader(v.object({ qtext: text, answers: v.pipe(headQaAnswers, v.minLength(2)) }), (record) =>
  done(record.qtext, 'letter', record.answers),
);

const coqa = reader(
  v.object({
    story: text,
    questions: v.pipe(coqaTurns, v.minLength(1)),
    answers: v.nullish(coqaTurns),
  }),
  ({ story, questions, answers }, item) => {
    const lines: string[] = [];
    for (const [turn, question] of questions.entries()) {
      const last = turn === questions.length - 1;
      const answer = answers?.[turn];
      if (!last && answer === undefined) {
        return refused(
          item,
          say`\`answers\` has no answer to turn ${turn + 1}, and only the last turn is asked`,
        );
      }
      lines.push(`Q: ${question}`, last ? 'A:' : `A: ${answer ?? ''}`);
    }
    return done([story, ...lines].join('\n\n'), 'short');
  },
);

const ifEval = reader(v.object({ prompt: text }), (record) => done(record.prompt, 'free'));

const haluEval = reader(
  v.union([
    v.object({ document: text, summary: text }),
    v.object({ dialogue_history: text, response: text, knowledge: v.nullish(text) }),
    v.object({ question: text, answer: text, knowledge: v.nullish(text) }),
  ]),
  (record) => {
    if ('document' in record) {
      return done(
        `#Document#: ${record.document}\n#Summary#: ${record.summary}\n#Your Judgement#:`,
        'Yes-No',
      );
    }
    const knowledge = record.knowledge ? `#Knowledge#: ${record.knowledge}\n` : '';
    return 'dialogue_history' in record
      ? done(
          `${knowledge}#Dialogue History#: ${record.dialogue_history}\n#Response#: ${record.response}\n#Your Judgement#:`,
          'Yes-No',
        )
      : done(
          `${knowledge}#Question#: ${record.question}\n#Answer#: ${record.answer}\n#Your Judgement#:`,
          'Yes-No',
        );
  },
);

const mcTaco = reader(v.object({ sentence: text, question: text, answer: text }), (record) =>
  done(`${record.sentence}\nQuestion: ${record.question}\nAnswer: ${record.answer}\nPlausible:`, 'yes-no'),
);

const liveCodeBench = reader(
  v.object({ question_content: text, starter_code: v.nullish(text) }),
  (record) => {
    const starter = record.starter_code?.trim() ? record.starter_code : null;
    const form =
      starter === null
        ? 'Write a Python program that reads the input from stdin and prints the answer to stdout. Do not run it on the sample inputs. Put the program in one fenced block:\n```python\n# your code\n```'
        : `Complete this Python starter code, and put the whole solution in one fenced block:\n\`\`\`python\n${starter}\n\`\`\``;
    return done(`### Question:\n${record.question_content}\n\n### Format:\n${form}`, 'code');
  },
);

/** How the item of each benchmark is read. */
export const partsReaders: ReadonlyMap<string, PartsReader> = new Map([
  ['MATH-500', problem],
  ['AIME24', problem],
  ['AIME25', problem],
  ['OlympiadBench', olympiad],
  ['LiveCodeBench', liveCodeBench],
  ['GPQA-Diamond', gpqa],
  ['ACPBench', acp],
  ['HeadQA', headQa],
  ['CoQA', coqa],
  ['IFEval', ifEval],
  ['HaluEval', haluEval],
  ['MC-TACO', mcTaco],
]);

/** The options as they are listed in a prompt; empty where there are none. */
export function listedChoices(parts: PromptParts): string {
  return parts.choices === null ? '' : letteredOptions(parts.choices);
}
