import * as v from 'valibot';
import type { JsonObject } from '../json.ts';
import { sameMath } from './mathEqual.ts';
import type { MathGoldHints } from './mathEqual.ts';
import { extractMathAnswer } from './mathExtract.ts';
import type { ExtractedMath } from './mathExtract.ts';
import { yes } from './mathVerdict.ts';
import type { MathVerdict } from './mathVerdict.ts';
import { isUnanswered } from './score.ts';
import type { Score, Scorer } from './score.ts';
import { say, verbatim } from '../say.ts';

interface MathGold extends MathGoldHints {
  readonly text: string;
}

/** Text, or a number as some layouts publish it. */
const scalar = v.pipe(
  v.union([v.string(), v.number(), v.bigint()]),
  v.transform((value) => value.toString()),
  v.check((value) => value.trim() !== ''),
);
const present = v.nullish(scalar);
const plainGold = v.object({ answer: present, expected_answer: present, Answer: present });

/** MATH-500 `answer`; AIME `answer`, `expected_answer` or `Answer`; GSM8K's `… #### n` as well. */
function plain(record: JsonObject): MathGold | null {
  const parsed = v.safeParse(plainGold, record);
  if (!parsed.success) return null;
  const text = parsed.output.answer ?? parsed.output.expected_answer ?? parsed.output.Answer;
  if (text === null || text === undefined) return null;
  return { text: text.split('####').at(-1)?.trim() ?? text };
}

const olympiadGold = v.object({
  final_answer: v.union([
    v.pipe(v.array(scalar), v.minLength(1)),
    v.pipe(
      scalar,
      v.transform((text) => [text]),
    ),
  ]),
  is_multiple_answer: v.nullish(v.boolean()),
  unit: v.nullish(v.string()),
  error: v.nullish(v.union([v.string(), v.number()])),
  answer_type: v.nullish(v.string()),
});

/**
 * OlympiadBench `final_answer[]`, with `unit`, and the tolerance that its judge takes from `error`
 * (https://github.com/OpenBMB/OlympiadBench, `eval/auto_scoring_judge.py`): one number, or one for each answer with
 * commas between, of which we take the smallest. Of the four types of answers (Numerical, Expression, Tuple, Interval)
 * only Tuple says more than the answer itself: two numbers in brackets are no interval.
 */
function olympiad(record: JsonObject): MathGold | null {
  const parsed = v.safeParse(olympiadGold, record);
  if (!parsed.success) return null;
  const { final_answer, is_multiple_answer, unit, error, answer_type } = parsed.output;
  const tolerance = Math.min(...`${error ?? ''}`.split(',').map(Number));
  return {
    text: final_answer.join(', '),
    several: is_multiple_answer === true || final_answer.length > 1,
    ...(unit ? { unit } : {}),
    ...(tolerance > 0 ? { tolerance } : {}),
    ...(answer_type === 'Tuple' ? { tuple: true } : {}),
  };
}

const shown = (text: string): string =>
  (text.length > 80 ? `${text.slice(0, 79)}…` : text).replace(/\s+/g, ' ');

function reasonOf({ rule, text }: ExtractedMath, verdict: string): string {
  switch (rule) {
    case 'boxed':
      return say`\`${`\\boxed{${shown(text)}}`}\` ${verdict}`;
    case 'answer:':
      return say`no \`\\boxed{}\`; took what the last line states, \`${shown(text)}\`, which ${verdict}`;
    case 'final answer is':
      return say`no \`\\boxed{}\`; took what follows "final answer is", \`${shown(text)}\`, which ${verdict}`;
    case 'last math':
      return say`no \`\\boxed{}\`; took the last \`$…$\`, \`${shown(text)}\`, which ${verdict}`;
    case 'whole answer':
      return say`no \`\\boxed{}\`; the whole answer is \`${shown(text)}\`, which ${verdict}`;
  }
}

function judged(verdict: MathVerdict, gold: string): string {
  const right = shown(gold);
  if (!verdict.equal) {
    const { why } = verdict;
    return why === null ? say`is not ${verbatim(right)}` : say`is not ${verbatim(right)} (${why})`;
  }
  switch (verdict.how) {
    case 'text':
      return say`equals ${verbatim(right)} as text`;
    case 'number':
      return say`equals ${verbatim(right)} as a number`;
    case 'expression':
      return say`equals ${verbatim(right)} as an expression`;
    case 'algebra':
      return say`equals ${verbatim(right)} symbolically`;
    case 'structure':
      return say`equals ${verbatim(right)} part by part`;
  }
}

function mathScorer(name: string, readGold: (record: JsonObject) => MathGold | null, field: string): Scorer {
  return {
    name,
    version: 3,
    score: ({ record, answer }) => {
      const gold = readGold(record);
      if (gold === null) {
        const reason = say`the item has no gold answer: \`${field}\` is missing or empty`;
        return { value: null, extracted: null, range: null, rule: 'no gold', reason };
      }
      const found = extractMathAnswer(answer);
      if (found === null) {
        const reason = say`no answer found: no \`\\boxed{}\`, no "final answer is", no last line "Answer: …", no formula`;
        return { value: 0, extracted: null, range: null, rule: 'none', reason };
      }
      const scored = (value: 0 | 1, rule: string, verdict: string): Score => ({
        value,
        extracted: found.text,
        range: found.range,
        rule: `${found.rule} · ${rule}`,
        reason: reasonOf(found, verdict),
      });
      const verdict = sameMath(found.text, gold.text, gold);
      const byRules = scored(
        verdict.equal ? 1 : 0,
        verdict.equal ? verdict.how : 'different',
        judged(verdict, gold.text),
      );
      if (verdict.equal || verdict.open === null) return byRules;
      const right = shown(gold.text);
      return {
        waitsFor: 'formula',
        question: verdict.open,
        decide: (same) => {
          if (isUnanswered(same)) {
            const why = same.unanswered;
            return scored(
              0,
              'undecided',
              say`could not be compared with ${verbatim(right)}: ${why}; counts as 0`,
            );
          }
          return same ? scored(1, 'algebra', judged(yes('algebra'), gold.text)) : byRules;
        },
      };
    },
  };
}

/**
 * Math answers: extraction and normalisation as in Hendrycks MATH, comparison by value and by parts (see
 * `mathExtract.ts`, `mathEqual.ts`). Two plain expressions that these rules cannot decide are a question for a
 * computer-algebra system. Without an answer of its they are 0, as with the evaluators of Math-Verify and Qwen2.5-Math,
 * which take a comparison that ran out of time for unequal; null would leave such an item out of the share.
 *
 * `\log` without a base is the logarithm to base 10, `\ln` the natural one: `\log 100` is 2, `\log 2` is not `\ln 2`,
 * and `\ln 8 / \ln 2` is `\log 8 / \log 2`, whatever the base. A gold answer that means the natural logarithm by `\log`
 * takes `\ln` for wrong; read either way, a wrong answer would be taken for right.
 */
export const mathAnswer: Scorer = mathScorer('math', plain, 'answer');

/** The same for OlympiadBench, whose gold may be several answers, with a unit or a tolerance. */
export const olympiadAnswer: Scorer = mathScorer('math (OlympiadBench)', olympiad, 'final_answer');
