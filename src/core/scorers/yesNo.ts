import * as v from 'valibot';
import { lastBoxes } from './mathExtract.ts';
import type { RuleScorer, Score } from './score.ts';
import { say, verbatim } from '../say.ts';
import { squeezed } from './squeeze.ts';

const yesNoItem = v.object({
  answer: v.union([
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.picklist(['yes', 'no'])),
    v.pipe(
      v.boolean(),
      v.transform((right) => (right ? ('yes' as const) : ('no' as const))),
    ),
  ]),
});

/** Where an answer says yes or no, or both; `range` half-open UTF-16 offsets. */
interface FoundWord {
  readonly says: 'yes' | 'no' | 'both';
  readonly range: readonly [number, number];
  readonly rule: 'boxed' | 'answer:' | 'first word' | 'last yes or no';
}

const word = /(?<![\p{L}\p{N}])(?:yes|no)(?![\p{L}\p{N}])/giu;
const wordIn = (text: string): RegExpExecArray | null => new RegExp(word.source, 'iu').exec(text);
/** Only this between two of them makes one answer of both. */
const either = /^[\s*_]*(?:or|and|\/)[\s*_]*$/i;

const said = (text: string): 'yes' | 'no' => (text.toLowerCase() === 'yes' ? 'yes' : 'no');

/**
 * What an answer says: the last `\boxed{}` with a yes or no; else the last "Answer: yes", which the prompt asks for;
 * else the word that the answer begins with, if it is all of a line or a mark follows it and no other stands in the
 * answer; else the last yes or no, as in lm-evaluation-harness (acpbench).
 */
function findYesNo(answer: string): FoundWord | null {
  const { text, whole } = squeezed(answer);
  const found = boxed(text) ?? stated(text) ?? firstWord(text) ?? lastWord(text);
  return found === null ? null : { ...found, range: whole(found.range) };
}

/** The word at the start of `text`, which stands at `offset`, with another that "or" joins to it. */
function leading(text: string, offset: number, rule: FoundWord['rule']): FoundWord | null {
  const first = wordIn(text);
  if (
    first === null ||
    /[\p{L}\p{N}]/u.test(text.slice(0, first.index).replace(/\\(?:text(?:bf)?|mathrm)/g, ''))
  )
    return null;
  const end = first.index + first[0].length;
  const next = wordIn(text.slice(end));
  const start = offset + first.index;
  if (next !== null && either.test(text.slice(end, end + next.index)) && said(next[0]) !== said(first[0])) {
    return { says: 'both', range: [start, offset + end + next.index + next[0].length], rule };
  }
  return { says: said(first[0]), range: [start, offset + end], rule };
}

function boxed(answer: string): FoundWord | null {
  const box = lastBoxes(answer, (inside) => inside.length < 200 && leading(inside, 0, 'boxed') !== null).at(
    -1,
  );
  return box === undefined ? null : leading(answer.slice(...box.inner), box.inner[0], 'boxed');
}

const statement =
  /(?<![\p{L}\p{N}])answer[\s*_]*(?::|=|(?:,\s*[a-z]+,\s*)?\b(?:is|should\s+be|must\s+be|would\s+be)\b)[\s*_]*:?[\s*_]*(?:(?:simply|clearly|therefore|thus|indeed|definitely)\b,?\s*)?/giu;
const supposed =
  /\b(?:if|suppose|assume|assuming|whether|unless)\s+(?:that\s+)?(?:(?:the|your|my)\s+)?(?:(?:correct|right|final)\s+)?$/i;

function stated(answer: string): FoundWord | null {
  for (const match of [...answer.matchAll(statement)].reverse()) {
    if (supposed.test(answer.slice(Math.max(0, match.index - 40), match.index))) continue;
    const start = match.index + match[0].length;
    // `The answer is no larger than 5` says no number.
    const found = leading(answer.slice(start, start + 40), start, 'answer:');
    if (found === null) continue;
    const label = /[:=][\s*_]*$/.test(match[0]);
    if (
      label ||
      /^["'”’*_)\]}]*\s*(?:$|[.,;:!(\n—–-]|(?:because|since|as|for)\b)/i.test(answer.slice(found.range[1]))
    )
      return found;
  }
  return null;
}

/** `Yes, no doubt.`, `No\n\nbecause …`; not where the other word follows as one of its own: `No. On second thought, yes!` */
function firstWord(answer: string): FoundWord | null {
  const found = leading(answer.slice(0, 200), 0, 'first word');
  if (found === null || found.says === 'both') return null;
  const after = answer.slice(found.range[1]);
  if (!/^[*_"'”’)\]]*\s*(?:$|[.,;:!(\n—–-]|(?:because|since|as|for)\b)/i.test(after)) return null;
  const reversed = [...after.matchAll(word)].some(
    (match) => said(match[0]) !== found.says && isSaid(after, match),
  );
  return reversed ? null : found;
}

/** The word stands as an answer does, before a mark or the end; `no doubt` and `no action` say something else. */
const isSaid = (text: string, match: RegExpExecArray): boolean =>
  match[0].toLowerCase() === 'yes' ||
  /^[*_"'”’)\]]*\s*(?:$|[.,;:!?)\n—–-])/.test(text.slice(match.index + match[0].length));

function lastWord(answer: string): FoundWord | null {
  const found = [...answer.matchAll(word)];
  const last = found.at(-1);
  if (last === undefined) return null;
  const before = found.at(-2);
  const end = last.index + last[0].length;
  if (before !== undefined && said(before[0]) !== said(last[0])) {
    const between = answer.slice(before.index + before[0].length, last.index);
    if (either.test(between)) return { says: 'both', range: [before.index, end], rule: 'last yes or no' };
  }
  return { says: said(last[0]), range: [last.index, end], rule: 'last yes or no' };
}

/** @param verdict what follows, or nothing */
function reasonOf(rule: FoundWord['rule'], extracted: string, verdict: string): string {
  switch (rule) {
    case 'boxed':
      return say`the last \`\\boxed{}\` says \`${extracted}\`${verdict}`;
    case 'answer:':
      return say`the stated answer is \`${extracted}\`${verdict}`;
    case 'first word':
      return say`no stated answer; it begins with \`${extracted}\`${verdict}`;
    case 'last yes or no':
      return say`no stated answer; the last yes or no is \`${extracted}\`${verdict}`;
  }
}

/**
 * Whether an answer says yes or no as `gold` does (see `findYesNo`).
 *
 * @param missed what the reason adds where it does not, with its mark
 */
export function scoreYesNo(answer: string, gold: 'yes' | 'no', missed: string): Score {
  const found = findYesNo(answer);
  if (found === null) {
    const reason = say`no answer found: neither yes nor no`;
    return { value: 0, extracted: null, range: null, rule: 'none', reason };
  }
  const extracted = answer.slice(...found.range);
  const { range } = found;
  if (found.says === 'both') {
    const reason = say`\`${extracted}\` is both`;
    return { value: 0, extracted, range, rule: `${found.rule} · contradictory`, reason };
  }
  const value = found.says === gold ? 1 : 0;
  const reason = reasonOf(found.rule, extracted, value === 1 ? '' : missed);
  return { value, extracted, range, rule: found.rule, reason };
}

/** ACPBench's yes/no tasks: whether the answer says what the item's `answer` does (see `findYesNo`). */
export const yesNoAnswer: RuleScorer = {
  name: 'yes or no',
  version: 1,
  score: ({ record, answer }) => {
    const parsed = v.safeParse(yesNoItem, record);
    if (!parsed.success) {
      const reason = say`the item has no gold answer: \`answer\` is neither yes nor no`;
      return { value: null, extracted: null, range: null, rule: 'no gold', reason };
    }
    const gold = parsed.output.answer;
    return scoreYesNo(answer, gold, say`; the answer is ${verbatim(gold)}`);
  },
};
