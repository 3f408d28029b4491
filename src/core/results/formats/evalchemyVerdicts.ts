import { isJsonObject, type JsonObject } from '../../json.ts';
import { sameMath } from '../../scorers/mathEqual.ts';
import { taskBenchmark } from '../taskBenchmark.ts';
import type { Attempt, Example } from './evalchemyRow.ts';
import { numberIn } from './lmEvalValue.ts';

type Rule = (answer: string, gold: string) => boolean;

/** As the tool compares letters and whole numbers: the text, but for white space. */
const sameText: Rule = (answer, gold) => answer.replace(/\s+/g, '') === gold.replace(/\s+/g, '');
const sameValue: Rule = (answer, gold) => sameText(answer, gold) || sameMath(answer, gold).equal;

/** Those whose answers one of the two rules above decides. */
const judged: ReadonlySet<string> = new Set([
  'MATH-500',
  'AIME24',
  'AIME25',
  'OlympiadBench',
  'GPQA-Diamond',
]);

/** Whether an attempt is right; null where that cannot be said. */
export type Judge = (example: Example, attempt: Attempt) => boolean | null;

/**
 * evalchemy saves how many items of each repeat were right, but not which (LiveCodeBench apart). What it took for the
 * answer is compared with the gold answer once more: by the text; where that does not give the tool's own numbers,
 * by the value, as the scorers here do. Other benchmarks are judged only where a rule gives the tool's numbers.
 */
export function judgeOf(task: string, row: JsonObject, examples: readonly Example[]): Judge {
  const solved = solvedIn(row);
  const rule = [sameText, sameValue].find((each) => gives(each, examples, solved));
  const known = judged.has(taskBenchmark(task)?.benchmark ?? '');
  const letters = examples.every(({ gold }) => gold === null || /^[A-J]$/.test(gold.trim()));
  const chosen = rule ?? (known ? (letters ? sameText : sameValue) : null);
  return ({ gold }, { answer, verdict }) => {
    if (verdict !== null) return verdict.right;
    return chosen === null || gold === null ? null : right(chosen, answer, gold);
  };
}

/** The tool takes an answer that it did not find for a wrong one. */
function right(rule: Rule, answer: string, gold: string): boolean {
  return answer.trim() !== '' && rule(answer, gold);
}

function gives(rule: Rule, examples: readonly Example[], solved: readonly number[] | null): boolean {
  if (solved === null || examples.some(({ gold }) => gold === null)) return false;
  return solved.every(
    (count, repeat) =>
      examples.filter(({ gold, attempts }) => {
        const attempt = attempts[repeat];
        return attempt !== undefined && gold !== null && right(rule, attempt.answer, gold);
      }).length === count,
  );
}

/** How many were right in each repeat; null where the file does not say. */
function solvedIn(row: JsonObject): readonly number[] | null {
  const stats = Array.isArray(row.run_stats) ? row.run_stats : [row];
  const counts = stats.map((stat) => (isJsonObject(stat) ? numberIn(stat.num_solved) : Number.NaN));
  return counts.length === 0 || counts.some(Number.isNaN) ? null : counts;
}
