import type { ComparedTrace, StepLabel, TraceCounts } from './alignedTraces.ts';
import { statementOf } from './statedAnswer.ts';
import type { Repetitions } from './stepRepeats.ts';

/**
 * What there is in a trace. A heading that announces a check (`### Verify`) is one with the step under it.
 *
 * @param labels of each step (`stepLabelsOf`)
 */
export function traceCounts(
  trace: ComparedTrace,
  labels: readonly (StepLabel | null)[],
  { repeats, loop }: Repetitions,
): TraceCounts {
  const { text, steps } = trace;
  const labelled = (wanted: StepLabel): number =>
    labels.filter((label, at) => {
      const step = steps[at];
      if (label !== wanted || step === undefined) return false;
      return labels[at + 1] !== wanted || !isHeading(text.slice(step.start, step.end));
    }).length;
  const stated = statementOf(trace);
  return {
    steps: steps.length,
    checks: labelled('checking'),
    backtracks: labelled('backtracking'),
    repeated: repeats.filter((repeat) => repeat !== null).length,
    loop,
    beforeAnswer: stated === null ? null : (steps[stated]?.start ?? 0) / text.length,
  };
}

/** One line of Markdown that is a heading, or bold from end to end. */
function isHeading(source: string): boolean {
  return /^\s*(?:#{1,6}\s[^\n]*|\*\*[^\n*]*\*\*:?)\s*$/.test(source);
}
