import { say } from '../say.ts';
import type {
  FormulaQuestion,
  JudgeQuestion,
  JudgeReply,
  LanguageGuess,
  LanguageQuestion,
  ProgramOutcome,
  ProgramQuestion,
  Score,
  Unanswered,
  Undecided,
} from './score.ts';
import { isUndecided } from './score.ts';

type Answered<Question, Answer> = (question: Question) => Promise<Answer | Unanswered>;

/** Who answers what scorers ask. None of them rejects. */
export interface ScoreHelp {
  readonly formula: Answered<FormulaQuestion, boolean>;
  readonly language: Answered<LanguageQuestion, readonly LanguageGuess[]>;
  /** Unanswered where `signal` ends it. */
  readonly program: (question: ProgramQuestion, signal?: AbortSignal) => Promise<ProgramOutcome | Unanswered>;
  readonly judge: Answered<JudgeQuestion, JudgeReply>;
}

const off = (): Promise<Unanswered> => Promise.resolve({ unanswered: say`it is not available here` });

/** Answers nothing, so that every scorer decides by its own rules. */
export const noHelp: ScoreHelp = { formula: off, language: off, program: off, judge: off };

/** The score, once all that its scorer asks is answered; `signal` ends what takes long. */
export async function settle(
  score: Score | Undecided,
  help: ScoreHelp,
  signal?: AbortSignal,
): Promise<Score> {
  let now = score;
  while (isUndecided(now)) now = await next(now, help, signal);
  return now;
}

async function next(
  undecided: Undecided,
  help: ScoreHelp,
  signal: AbortSignal | undefined,
): Promise<Score | Undecided> {
  switch (undecided.waitsFor) {
    case 'formula':
      return undecided.decide(await help.formula(undecided.question));
    case 'language':
      return undecided.decide(await help.language(undecided.question));
    case 'program':
      return undecided.decide(await help.program(undecided.question, signal));
    case 'judge':
      return undecided.decide(await help.judge(undecided.question));
  }
}
