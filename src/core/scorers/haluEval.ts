import * as v from 'valibot';
import { say, verbatim } from '../say.ts';
import type { RuleScorer } from './score.ts';

const label = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.picklist(['yes', 'no']));
/** `hallucination` in the published sample sets; some copies call it `label`. */
const haluEvalItem = v.union([
  v.pipe(
    v.object({ hallucination: label }),
    v.transform((item) => item.hallucination),
  ),
  v.pipe(
    v.object({ label }),
    v.transform((item) => item.label),
  ),
]);

/** Where a word stands, and the longer word that it stands in, if any; `range` half-open UTF-16 offsets. */
interface Standing {
  readonly range: readonly [number, number];
  readonly inside: string | null;
}

/** The last place of `word` as a word of its own, else the last within another, as `No` in `Note`. */
function standing(answer: string, word: 'Yes' | 'No'): Standing | null {
  const whole = [...answer.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'))].at(-1);
  const at = whole?.index ?? answer.lastIndexOf(word);
  if (at < 0) return null;
  const range = [at, at + word.length] as const;
  if (whole !== undefined) return { range, inside: null };
  const before = /[\p{L}\p{N}]{0,30}$/u.exec(answer.slice(Math.max(0, at - 30), at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}]{0,30}/u.exec(answer.slice(range[1], range[1] + 30))?.[0] ?? '';
  return { range, inside: `${before}${word}${after}` };
}

function placed(word: string, { inside }: Standing): string {
  return inside === null ? `\`${word}\`` : say`\`${word}\` (in \`${inside}\`)`;
}

/**
 * HaluEval's three tasks: right where exactly one of `Yes` and `No`, in these letters, stands anywhere in the answer
 * and is the label. Both or none is wrong. As in the script, `No` counts within a longer word too (`Note`, `None`);
 * the reason says where. The script reads all of a response, so reasoning must be split off before.
 *
 * Source: RUCAIBox/HaluEval, evaluation/evaluate.py; the labels are those of pminervini/HaluEval's sample sets.
 */
export const haluEvalAnswer: RuleScorer = {
  name: 'judgement (HaluEval)',
  version: 1,
  score: ({ record, answer }) => {
    const parsed = v.safeParse(haluEvalItem, record);
    if (!parsed.success) {
      const reason = say`the item has no gold answer: \`hallucination\` is neither yes nor no`;
      return { value: null, extracted: null, range: null, rule: 'no gold', reason };
    }
    const gold = parsed.output;
    const yes = standing(answer, 'Yes');
    const no = standing(answer, 'No');
    const wrong = { value: 0, extracted: null, range: null };
    if (yes !== null && no !== null) {
      const reason = say`both ${placed('Yes', yes)} and ${placed('No', no)} stand in the answer; the label is ${verbatim(gold)}`;
      return { ...wrong, rule: 'Yes or No · contradictory', reason };
    }
    const found = yes ?? no;
    if (found === null) {
      const small = /(?<![\p{L}\p{N}])(?:yes|no)(?![\p{L}\p{N}])/iu.exec(answer)?.[0];
      const reason =
        small === undefined
          ? say`neither \`Yes\` nor \`No\` stands in the answer; the label is ${verbatim(gold)}`
          : say`neither \`Yes\` nor \`No\` stands in the answer (\`${small}\` is not in these letters); the label is ${verbatim(gold)}`;
      return { ...wrong, rule: 'none', reason };
    }
    const extracted = answer.slice(...found.range);
    const value = extracted.toLowerCase() === gold ? 1 : 0;
    const judged = placed(extracted, found);
    return {
      value,
      extracted,
      range: found.range,
      rule: 'Yes or No',
      reason:
        value === 1
          ? say`the judgement is ${judged}, as is the label`
          : say`the judgement is ${judged}; the label is ${verbatim(gold)}`,
    };
  },
};
