import { optionLetter } from './optionOrder.ts';
import { listedChoices } from './parts.ts';
import type { PromptParts } from './parts.ts';

/** How a benchmark's items are asked. */
export interface Convention {
  /** Where the form of prompt and answer comes from. */
  readonly source: string;
  /** The one user message of a chat prompt. */
  readonly chat: (parts: PromptParts) => string;
  /** The text of a completions prompt, which a base model goes on from. */
  readonly completion: (parts: PromptParts) => string;
  /** Stop strings of a completions prompt: where a base model would begin the next item. */
  readonly stop: readonly string[];
}

const instruction: Readonly<Record<PromptParts['answerForm'], (parts: PromptParts) => string>> = {
  math: () =>
    'Solve the following math problem. Reason step by step, and give the answer at the end in the form: Final Answer: \\boxed{your_answer}.',
  letter: (parts) =>
    `Answer the following multiple-choice question. Think step by step, and end with one line in the form 'Answer: LETTER', where LETTER is one of ${(parts.choices ?? []).map((_, index) => optionLetter(index)).join(', ')}.`,
  'yes-no': () =>
    "Think step by step if needed, and end with one line in the form 'Answer: yes' or 'Answer: no'.",
  'Yes-No': (parts) => {
    const judged = parts.question.startsWith('#Document#')
      ? 'the summary contains anything that its document does not support'
      : parts.question.includes('#Dialogue History#')
        ? 'the response contains anything that is not factual or not supported'
        : 'the answer contains anything that is not factual or not supported';
    return `Judge whether ${judged}. Your judgement is "Yes" if it does and "No" if it does not; answer with that one word.`;
  },
  short: () => '',
  code: () => 'Solve this programming problem in Python.',
  free: () => '',
};

const blocks = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n');
const instructed = (parts: PromptParts): string => instruction[parts.answerForm](parts);

/** Options are listed unless they stand in the question already. */
const withChoices = (parts: PromptParts): string =>
  parts.choices === null || parts.choicesInQuestion
    ? parts.question
    : blocks(parts.question, listedChoices(parts));

/** A math problem, with the answer in `\\boxed{}`. */
export const math = (source: string): Convention => ({
  source,
  chat: (parts) => blocks(`${instructed(parts)}\nProblem: ${parts.question}`),
  completion: (parts) => `${instructed(parts)}\nProblem: ${parts.question}\nAnswer:`,
  stop: ['\nProblem:'],
});

/** A question with lettered options, or one to be answered with yes or no. */
export const choice = (source: string): Convention => ({
  source,
  chat: (parts) => blocks(instructed(parts), withChoices(parts)),
  completion: (parts) => `${instructed(parts)}\n\nQuestion: ${withChoices(parts)}\nSolution:`,
  stop: ['\nQuestion:'],
});

/** The text alone, in chat as in completions. */
export const verbatim = (source: string, stop: readonly string[]): Convention => ({
  source,
  chat: (parts) => parts.question,
  completion: (parts) => parts.question,
  stop,
});

const paperMath =
  "the paper's task hendrycks_math_500 (github.com/ReasoningTransfer/Transferability-of-LLM-Reasoning): `Final Answer: \\boxed{your_answer}`, `Problem: …`, stop at `Problem:`";

/** One row a benchmark. The forms are theirs, the words are ours. */
export const conventions: ReadonlyMap<string, Convention> = new Map<string, Convention>([
  ['MATH-500', math(paperMath)],
  ['AIME24', math(paperMath)],
  ['AIME25', math(paperMath)],
  ['OlympiadBench', math(paperMath)],
  [
    'GPQA-Diamond',
    choice('openai/simple-evals, common.py: options as `A) …`, `Answer: $LETTER` in the last line'),
  ],
  [
    'ACPBench',
    choice(
      'lm-evaluation-harness, tasks/acpbench: context and question, whose text holds the options; last letter or yes/no',
    ),
  ],
  [
    'HeadQA',
    choice('lm-evaluation-harness, tasks/headqa: `qtext`; options listed as simple-evals lists them'),
  ],
  [
    'CoQA',
    verbatim(
      'lm-evaluation-harness, tasks/coqa/utils.py: the story, then `Q: …` and `A: …` a turn, ending in `A:`; stop at `Q:`',
      ['\nQ:'],
    ),
  ],
  ['IFEval', verbatim('lm-evaluation-harness, tasks/ifeval: the prompt as it is', [])],
  [
    'HaluEval',
    {
      source:
        'RUCAIBox/HaluEval, evaluation/evaluate.py: `#Question#: …`, `#Answer#: …`, `#Your Judgement#:`, Yes or No',
      chat: (parts) => blocks(instructed(parts), parts.question),
      completion: (parts) => blocks(instructed(parts), parts.question),
      stop: ['\n#'],
    },
  ],
  [
    'MC-TACO',
    {
      source:
        'lm-evaluation-harness, tasks/mc_taco: sentence, `Question:`, `Answer:`, `Plausible:`, yes or no',
      chat: (parts) =>
        blocks(
          `Is the answer to the question about the sentence plausible? ${instructed(parts)}`,
          parts.question,
        ),
      completion: (parts) => parts.question,
      stop: ['\n'],
    },
  ],
  [
    'LiveCodeBench',
    {
      source:
        'LiveCodeBench/LiveCodeBench, lcb_runner/prompts/code_generation.py: question, then stdin to stdout or the starter code, one fenced block',
      chat: (parts) => blocks(instructed(parts), parts.question),
      completion: (parts) => blocks(instructed(parts), parts.question, '### Answer:\n'),
      stop: ['\n### Question'],
    },
  ],
]);
