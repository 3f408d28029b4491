import type { BeforeAnswer, ComparedTrace, StepLabel, TraceCounts } from './alignedTraces.ts';
import type { Repetitions } from './stepRepeats.ts';

/**
 * What there is in a trace. A heading that announces a check (`### Verify`) is one with the step under it.
 *
 * @param labels of each step (`stepLabelsOf`)
 * @param stated 0-based index of the step that first states the final answer (`statementOf`)
 */
export function traceCounts(
  trace: ComparedTrace,
  labels: readonly (StepLabel | null)[],
  { repeats, loop }: Repetitions,
  stated: number | null,
): TraceCounts {
  const { text, steps } = trace;
  const labelled = (wanted: StepLabel): number =>
    labels.filter((label, at) => {
      const step = steps[at];
      if (label !== wanted || step === undefined) return false;
      return labels[at + 1] !== wanted || !isHeading(text.slice(step.start, step.end));
    }).length;
  return {
    steps: steps.length,
    checks: labelled('checking'),
    backtracks: labelled('backtracking'),
    repeated: repeats.filter((repeat) => repeat !== null).length,
    loop,
    beforeAnswer: stated === null ? null : beforeAnswer(trace, steps[stated]?.start ?? 0),
  };
}

function beforeAnswer({ text, answerAt }: ComparedTrace, start: number): BeforeAnswer {
  if (answerAt === null || answerAt === 0) return { share: start / text.length, of: 'text' };
  const { length } = text.slice(0, answerAt).trimEnd();
  return { share: start >= answerAt ? 1 : start / length, of: 'reasoning' };
}

/** One line of Markdown that is a heading, or bold from end to end. */
function isHeading(source: string): boolean {
  return /^\s*(?:#{1,6}\s[^\n]*|\*\*[^\n*]*\*\*:?)\s*$/.test(source);
}
