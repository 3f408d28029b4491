import * as v from 'valibot';
import { say, verbatim } from '../say.ts';
import { badOptions } from './own/ownAnswer.ts';
import { scoringOptions } from './own/options.ts';
import { judgePrompt } from './judgePrompt.ts';
import { judgeVerdict } from './judgeVerdict.ts';
import { isUnanswered, type JudgeReply, type Score, type Scorer, type Unanswered } from './score.ts';

const judgedItem = v.object({
  question: v.string(),
  answer: v.optional(v.array(v.string()), []),
  scoring: scoringOptions.judge,
});

/** A judge that argues at length is quoted so far. */
const longestReason = 300;

/**
 * A benchmark of the user's own whose answers a model judges: the endpoint that `scoring.endpoint` names gets the
 * question, the gold answer where there is one, and the answer (`judgePrompt`), and its verdict is the score. The rule
 * begins with `judge · LABEL`, and what the judge was asked and wrote stays with the score, so that such a verdict is
 * never taken for one by rules. Where nobody judged, or no verdict can be read, there is no score.
 *
 * The idea is that of Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", grading by a
 * reference; the prompt is ours.
 */
export const judgedAnswer: Scorer = {
  name: 'judge',
  version: 2,
  score: ({ record, answer }) => {
    const item = v.safeParse(judgedItem, record);
    if (!item.success) return badOptions();
    const { question, answer: golds, scoring } = item.output;
    const { endpoint, maxTokens } = scoring;
    const prompt = judgePrompt(scoring.prompt, { question, golds, answer });
    return {
      waitsFor: 'judge',
      question: { endpoint, prompt, ...(maxTokens === undefined ? {} : { maxTokens }) },
      decide: (reply) => decide(endpoint, prompt, reply),
    };
  },
};

function decide(label: string, prompt: string, reply: JudgeReply | Unanswered): Score {
  const rule = `judge · ${label}`;
  const none = { value: null, extracted: null, range: null, rule };
  if (isUnanswered(reply)) return { ...none, reason: say`not judged: ${reply.unanswered}` };
  const judge = { label, model: reply.model, prompt, reasoning: reply.reasoning, answer: reply.answer };
  const verdict = judgeVerdict(reply.answer);
  if (verdict === null) {
    return { ...none, judge, reason: say`not judged: no verdict can be read from what "${label}" wrote` };
  }
  const { value } = verdict;
  return { ...none, value, judge, reason: reasonOf(label, value, shortened(verdict.before)) };
}

/** @param why what the judge wrote before its verdict; may be empty */
function reasonOf(label: string, value: number, why: string): string {
  if (why === '') {
    if (value === 1) return say`"${label}" judged it correct`;
    return value === 0 ? say`"${label}" judged it incorrect` : say`"${label}" gave it ${value}`;
  }
  if (value === 1) return say`"${label}" judged it correct: ${verbatim(why)}`;
  if (value === 0) return say`"${label}" judged it incorrect: ${verbatim(why)}`;
  return say`"${label}" gave it ${value}: ${verbatim(why)}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestReason
    ? `${line.slice(0, longestReason - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : line;
}
