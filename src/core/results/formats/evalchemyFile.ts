import type { JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { exampleIn, hasResponse, type Example } from './evalchemyRow.ts';
import { judgeOf, type Judge } from './evalchemyVerdicts.ts';
import { numberIn } from './lmEvalValue.ts';

/** More problems of single examples than this are told as one. */
const mostProblems = 20;

/** The items of one benchmark in a file. */
export interface BenchExamples {
  readonly examples: readonly Example[];
  readonly judge: Judge;
  /** Name of the metric that the samples have. */
  readonly metric: string;
  /** Repeats, as the file says or shows; at least 1. */
  readonly repeats: number;
}

/** Items of a benchmark, and what is wrong with some of them; none where the file does not hold any. */
export function examplesOf(
  file: string,
  task: string,
  row: JsonObject,
): { readonly bench: BenchExamples; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  // Some benchmarks list other things there, or nothing of the responses.
  const list = Array.isArray(row.examples) && row.examples.some(hasResponse) ? row.examples : [];
  const said = numberIn(row.num_repeat);
  const repeatsSaid = Number.isInteger(said) && said >= 1 ? said : 1;
  const examples = list.flatMap((value, place): Example[] => {
    const example = exampleIn(value, place, repeatsSaid);
    if (typeof example !== 'string') return [example];
    const field = `results.${task}.examples[${place}]`;
    problems.push({ file, field, message: say`This example is left out: it ${example}.` });
    return [];
  });
  if (problems.length > mostProblems) {
    const message = say`${problems.length - mostProblems} more examples of ${verbatim(task)} have problems.`;
    problems.splice(mostProblems, Infinity, { file, field: `results.${task}.examples`, message });
  }
  const repeats = Math.max(repeatsSaid, ...examples.map(({ attempts }) => attempts.length));
  const metric = metricOf(examples, repeats);
  return { bench: { examples, judge: judgeOf(task, row, examples), metric, repeats }, problems };
}

/**
 * Verdicts that the tool saved are its `accuracy` where there is one repeat; of several they are only those of the
 * last one, and not what `accuracy_avg` is the mean of. All others are ours.
 */
function metricOf(examples: readonly Example[], repeats: number): string {
  const saved = examples.some(({ attempts }) => attempts.some(({ verdict }) => verdict !== null));
  if (!saved) return 'accuracy,recomputed';
  return repeats === 1 ? 'accuracy' : 'correctness,last repeat';
}
