import type { JsonObject } from '../json.ts';

/** What a scorer says of an answer. */
export interface Score {
  /** In [0, 1]; null where there is no score, and `reason` says why. */
  readonly value: number | null;
  /** The answer as found in the text; null where none was found. */
  readonly extracted: string | null;
  /** Half-open UTF-16 offsets of `extracted` in the answer text; null where it was not found there. */
  readonly range: readonly [number, number] | null;
  /** Short name of the rule that decided, such as `boxed · string`. */
  readonly rule: string;
  /** Why, in words. */
  readonly reason: string;
  /** For answers made of parts (IFEval instructions): how many were right, of how many. */
  readonly parts?: { readonly right: number; readonly of: number };
  /** What was looked at one by one, such as IFEval's instructions or a program's tests. */
  readonly checks?: readonly ScoreCheck[];
  /** Other measures of the same answer in [0, 1], by their names in the field, such as `em` beside CoQA's F1. */
  readonly measures?: Readonly<Record<string, number>>;
  /** What a model that judged the answer was asked and wrote; a value with it is that model's, by no rule of ours. */
  readonly judge?: JudgedBy;
}

/** A model's judgement of an answer, whole. */
export interface JudgedBy extends JudgeReply {
  /** Of the endpoint that judged. */
  readonly label: string;
  readonly prompt: string;
}

/** One of the things an answer was looked at for. */
export interface ScoreCheck {
  /** As the benchmark names it, such as `length_constraints:number_words`. */
  readonly name: string;
  readonly right: boolean;
  /** What was asked and what was found, in words. */
  readonly reason: string;
}

export interface ScorerInput {
  /** The item in its benchmark's published fields; a scorer reads only those it needs. */
  readonly record: JsonObject;
  /** The answer, without the reasoning. */
  readonly answer: string;
  /** Option texts in the order they were sent; null where unknown. */
  readonly choices: readonly string[] | null;
}

/**
 * A verdict that waits for something a pure function cannot know. Who scores answers the question and goes on with
 * `decide`; every scorer has a score for a question that could not be answered too.
 */
export type Undecided =
  | Waiting<'formula', FormulaQuestion, boolean>
  | Waiting<'language', LanguageQuestion, readonly LanguageGuess[]>
  | Waiting<'program', ProgramQuestion, ProgramOutcome>
  | Waiting<'judge', JudgeQuestion, JudgeReply>;

interface Waiting<Kind, Question, Answer> {
  readonly waitsFor: Kind;
  readonly question: Question;
  readonly decide: (answer: Answer | Unanswered) => Score | Undecided;
}

/** Why a question has no answer, in words, as a clause that follows a colon. */
export interface Unanswered {
  readonly unanswered: string;
}

/** Whether two formulas in LaTeX are the same expression, for a computer-algebra system. */
export interface FormulaQuestion {
  readonly left: string;
  readonly right: string;
}

/** What language a text is in. */
export interface LanguageQuestion {
  readonly text: string;
}

/** A language by its ISO 639-1 code, such as `de`, with a weight in [0, 1]; the likeliest first. */
export interface LanguageGuess {
  readonly language: string;
  readonly weight: number;
}

/** A program of the model's, to be run against tests; only where the user allowed it. */
export interface ProgramQuestion {
  readonly language: 'python';
  readonly code: string;
  /** Name of the function that is called with each test's input; null where tests are fed on stdin. */
  readonly functionName: string | null;
  readonly tests: readonly ProgramTest[];
  /** Whether a test passed; nothing need be run after one that did not. */
  readonly passes: (test: ProgramTest, outcome: ProgramTestOutcome) => boolean;
}

/** `input` and `output` as published: text for stdin, lines of JSON values for a function's arguments and result. */
export interface ProgramTest {
  readonly input: string;
  readonly output: string;
  readonly isPublic: boolean;
}

/** How each test ended, in order; tests after the first that failed may be left out. */
export interface ProgramOutcome {
  readonly tests: readonly ProgramTestOutcome[];
  /** What kept the program from more than itself, in words, such as "bubblewrap, no network". */
  readonly guard: string;
}

export interface ProgramTestOutcome {
  readonly kind: 'ended' | 'error' | 'time' | 'memory' | 'output';
  /** What was printed, or the JSON of what the function gave back; cut off where it is long. */
  readonly output: string;
  /** The error's last line; empty where there was none. */
  readonly error: string;
  readonly ms: number;
}

/** A prompt for the model that judges an answer. */
export interface JudgeQuestion {
  /** Label of the configured endpoint. */
  readonly endpoint: string;
  readonly prompt: string;
  /** Absent: those of the endpoint's sampling. */
  readonly maxTokens?: number;
}

/** What the judge wrote. */
export interface JudgeReply {
  readonly model: string;
  readonly reasoning: string;
  readonly answer: string;
}

/** Pure and deterministic; cites its source. */
export interface Scorer {
  /** Short, in the words of the field, such as `math`. */
  readonly name: string;
  /** Raised with every change that can change a verdict, so that stored verdicts say which rules they come from. */
  readonly version: number;
  readonly score: (input: ScorerInput) => Score | Undecided;
  /**
   * The score of a trace without an answer of its own, such as a truncated one, made of what others give it. Absent
   * where that is null, which counts as 0; with it null counts nowhere.
   */
  readonly cutOff?: (score: Score) => Score | Undecided;
}

/** A scorer that asks nothing. */
export interface RuleScorer extends Scorer {
  readonly score: (input: ScorerInput) => Score;
}

export function isUndecided(score: Score | Undecided): score is Undecided {
  return 'waitsFor' in score;
}

export function isUnanswered(answer: unknown): answer is Unanswered {
  return typeof answer === 'object' && answer !== null && 'unanswered' in answer;
}
