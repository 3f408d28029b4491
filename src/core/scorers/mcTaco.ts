import * as v from 'valibot';
import { say, verbatim } from '../say.ts';
import type { RuleScorer } from './score.ts';
import { scoreYesNo } from './yesNo.ts';

const plausible = v.pipe(
  v.union([v.string(), v.number(), v.bigint(), v.boolean()]),
  v.transform((label) => String(label).trim().toLowerCase()),
);
const mcTacoItem = v.object({
  label: v.union([
    v.pipe(
      plausible,
      v.picklist(['1', 'yes', 'true']),
      v.transform(() => 'yes' as const),
    ),
    v.pipe(
      plausible,
      v.picklist(['0', 'no', 'false']),
      v.transform(() => 'no' as const),
    ),
  ]),
});

/**
 * MC-TACO: whether the answer says of one candidate what its `label` does, 1 or `yes` for a plausible one. This is
 * the accuracy by candidate that harnesses report (lm-evaluation-harness, tasks/mc_taco); the official exact match
 * and F1 by question are of a run, see results/questionMeasures.ts. Yes or no is read as of ACPBench.
 */
export const mcTacoAnswer: RuleScorer = {
  name: 'plausible (MC-TACO)',
  version: 1,
  score: ({ record, answer }) => {
    const parsed = v.safeParse(mcTacoItem, record);
    if (!parsed.success) {
      const reason = say`the item has no gold answer: \`label\` is neither 1 nor 0`;
      return { value: null, extracted: null, range: null, rule: 'no gold', reason };
    }
    const gold = parsed.output.label;
    return scoreYesNo(answer, gold, say`; the label is ${verbatim(gold)}`);
  },
};
