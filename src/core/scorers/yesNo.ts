import * as v from 'valibot';
import type { Scorer } from './score.ts';

const yesNoItem = v.object({
  answer: v.union([
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.picklist(['yes', 'no'])),
    v.pipe(
      v.boolean(),
      v.transform((right) => (right ? ('yes' as const) : ('no' as const))),
    ),
  ]),
});

/** ACPBench's yes/no tasks: the last yes or no in the answer, in any case (lm-evaluation-harness, acpbench). */
export const yesNoAnswer: Scorer = {
  name: 'yes or no',
  score: ({ record, answer }) => {
    const parsed = v.safeParse(yesNoItem, record);
    if (!parsed.success) {
      const reason = 'the item has no gold answer: `answer` is neither yes nor no';
      return { value: null, extracted: null, range: null, rule: 'no gold', reason };
    }
    const gold = parsed.output.answer;
    const found = [...answer.matchAll(/(?<![\p{L}\p{N}])(?:yes|no)(?![\p{L}\p{N}])/giu)];
    const last = found.at(-1);
    if (last === undefined) {
      const reason = 'no answer found: neither yes nor no';
      return { value: 0, extracted: null, range: null, rule: 'none', reason };
    }
    const before = found.at(-2);
    const range: readonly [number, number] = [last.index, last.index + last[0].length];
    const between = before === undefined ? '' : answer.slice(before.index + before[0].length, last.index);
    if (
      before !== undefined &&
      /^[\s*]*(?:or|and|\/|,)[\s*]*$/i.test(between) &&
      before[0].toLowerCase() !== last[0].toLowerCase()
    ) {
      const both: readonly [number, number] = [before.index, range[1]];
      const text = answer.slice(...both);
      return {
        value: 0,
        extracted: text,
        range: both,
        rule: 'last yes or no · contradictory',
        reason: `\`${text}\` is both`,
      };
    }
    const value = last[0].toLowerCase() === gold ? 1 : 0;
    const reason = `the last yes or no is \`${last[0]}\`${value === 1 ? '' : `; the answer is ${gold}`}`;
    return { value, extracted: last[0], range, rule: 'last yes or no', reason };
  },
};
