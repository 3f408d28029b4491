import { coqaGolds } from '../items/nonLayouts.ts';
import { say } from '../say.ts';
import type { RuleScorer, Score } from './score.ts';
import { squadOverlap, type SquadOverlap } from './squadText.ts';

/** How an answer meets the gold answers, each in [0, 1]. */
interface CoqaScores {
  readonly f1: number;
  readonly em: number;
}

/**
 * The first line of an answer, which is what is compared: half-open UTF-16 offsets without white space around it;
 * null where there is none.
 */
function firstLine(answer: string): readonly [number, number] | null {
  const start = answer.search(/\S/u);
  if (start < 0) return null;
  const end = answer.indexOf('\n', start);
  const line = answer.slice(start, end < 0 ? undefined : end).trimEnd();
  return [start, start + line.length];
}

/** Gold answers that differ in more than case, in order. */
function distinct(golds: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return golds.filter((gold) => {
    const key = gold.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** With several golds the mean of the best over all but one of them, each left out once; people were scored so too. */
function scoresOf(overlaps: readonly SquadOverlap[]): CoqaScores {
  const best = (of: (overlap: SquadOverlap) => number): number => {
    if (overlaps.length === 1) return Math.max(...overlaps.map(of));
    const bests = overlaps.map((_, out) => Math.max(...overlaps.filter((_, at) => at !== out).map(of)));
    return bests.reduce((sum, each) => sum + each, 0) / bests.length;
  };
  return { f1: best(({ f1 }) => f1), em: best(({ exact }) => Number(exact)) };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** @param more what is to be known besides, or nothing */
function reasonOf(said: string, gold: string, overlap: SquadOverlap, more: string): string {
  const [answer, wanted] = [shown(said), shown(gold)];
  if (said === gold) return say`\`${answer}\` is a gold answer${more}`;
  if (overlap.exact)
    return say`\`${answer}\` is the gold answer \`${wanted}\`, but for case, punctuation and articles${more}`;
  if (overlap.shared === 0)
    return say`\`${answer}\` has no word in common with the gold answer \`${wanted}\`${more}`;
  const { saidWords, goldWords, shared } = overlap;
  return say`words: ${saidWords} in \`${answer}\`, ${goldWords} in the gold answer \`${wanted}\`, ${shared} in both${more}`;
}

function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}

/**
 * CoQA: F1 over words, and exact match beside it, of the answer's first line with the gold answers to the last
 * question. Golds that differ in case alone are one; of several, each is left out once, and the best of the others
 * is averaged.
 *
 * Source: lm-evaluation-harness, tasks/coqa/utils.py (`doc_to_target`, `compute_scores`, `process_results`). CoQA's
 * own script leaves out one gold at a time too, but keeps equal ones, and compares the whole answer.
 */
export const coqaAnswer: RuleScorer = {
  name: 'F1 (CoQA)',
  version: 1,
  score: ({ record, answer }): Score => {
    const golds = distinct(coqaGolds(record));
    if (golds.length === 0) {
      const reason = say`the item has no gold answer: \`answers\` has none to the last question`;
      return { value: null, extracted: null, range: null, rule: 'no gold', reason };
    }
    const range = firstLine(answer);
    if (range === null) {
      const reason = say`no answer found: there is no text`;
      return { value: 0, extracted: null, range: null, rule: 'none', reason, measures: { em: 0, f1: 0 } };
    }
    const extracted = answer.slice(...range);
    const met = golds.map((gold) => ({ gold, overlap: squadOverlap(gold, extracted) }));
    const { f1, em } = scoresOf(met.map(({ overlap }) => overlap));
    const nearest = met.reduce((best, one) => (one.overlap.f1 > best.overlap.f1 ? one : best));
    const isAll = answer.slice(range[1]).trim() === '';
    const rest = isAll ? '' : say`; only the first line is compared`;
    const more =
      golds.length > 1
        ? say`; F1 ${rounded(f1)} over ${golds.length} gold answers, each left out once${rest}`
        : rest;
    return {
      value: f1,
      extracted,
      range,
      rule: isAll ? 'F1' : 'F1 · first line',
      reason: reasonOf(extracted, nearest.gold, nearest.overlap, more),
      measures: { em, f1 },
    };
  },
};
