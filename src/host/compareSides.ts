import { verdictKind } from '../core/results/itemTable.ts';
import { optionNamed } from '../core/results/options.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { finalAnswerOf } from '../core/results/storedAnswer.ts';
import type { Problem } from '../core/problem.ts';
import type { Sample } from '../core/results/sample.ts';
import { LineStarts } from '../workspace/results/lineStarts.ts';
import { comparedNames, toolOf } from './comparedNames.ts';
import { headLines, sampleWords, type WhichSample } from './comparedHead.ts';
import type { SavedTrace } from './comparePairs.ts';
import type { ComparedSide } from './comparisonDocuments.ts';
import { inLanguage } from './inLanguage.ts';
import { markOf, markShown } from './marks.ts';
import { oursToSay } from './oursToSay.ts';
import { judgedOf } from './tracesJudged.ts';
import { endWords, savedNote } from './traceWords.ts';

/** What traces that are compared are called. */
export function tracesNamed(traces: readonly SavedTrace[]): readonly string[] {
  return comparedNames(
    traces.map(({ row: { label, model, samples }, sample }) => ({
      label,
      model,
      tool: toolOf(sample),
      which: whichWords({ newest: sample, samples }),
    })),
  );
}

/** A trace with what stands above it. `label`: what it is called among those that it is compared with. */
export function sideOf(trace: SavedTrace, whole: Sample, label: string): ComparedSide {
  const { row, sample } = trace;
  const { status, reasoning, answer } = whole.trace;
  // The index keeps neither the answers nor the explanations of other tools' samples.
  const { value, extracted, reason } = sample.tool === undefined ? sample : whole.score;
  const { choices } = whole.prompt;
  const named = (text: string | null): string | null =>
    text === null || choices === null ? text : (optionNamed(text, choices) ?? text);
  const judged = judgedOf(sample.judged ?? { scorer: null, hand: null }, choices);
  const ours = oursToSay({ verdict: { value }, judged });
  return {
    label,
    head: headLines({
      label: row.label,
      model: row.model,
      tool: sample.tool === undefined ? null : toolOf(sample),
      role: row.role,
      which: whichOf(sample, row.samples),
      verdict: {
        mark: markOf(verdictKind(value), whole.trace),
        extracted: named(extracted),
        gold: named(sample.gold),
        reason: reason === '' ? '' : inLanguage(reason),
      },
      ours: ours && { ...ours, mark: markOf(ours.kind, whole.trace) },
      hand: sample.judged?.hand ?? null,
      end: status === 'complete' ? null : markShown(status).word,
      why: endWords(whole.trace, savedNote(sample, whole.trace)),
    }),
    reasoning,
    answer,
    finalAnswer: finalAnswerOf(
      { extracted, response: answer.length },
      sample.judged?.scorer?.score.extracted ?? null,
    ),
  };
}

/** Which sample of a label it is: the repeat, where there are several, and the run. */
export function whichWords({
  newest,
  samples,
}: {
  readonly newest: Pick<SavedSample, 'repeat' | 'endedAt'>;
  readonly samples: readonly unknown[];
}): string {
  return sampleWords(whichOf(newest, samples));
}

function whichOf(
  { repeat, endedAt }: Pick<SavedSample, 'repeat' | 'endedAt'>,
  samples: readonly unknown[],
): WhichSample {
  return { repeat: repeat + 1, of: Math.max(samples.length, repeat + 1), endedAt };
}

/** A sample that cannot be read, with the line where it stood, where its file has lines. */
export async function problemAt(sample: SavedSample, problem: Problem): Promise<Problem> {
  if (problem.line !== undefined || !/\.(jsonl|ndjson)$/i.test(sample.file)) return problem;
  const line = await new LineStarts().lineAt(sample.file, placeOf(sample));
  return line === null ? problem : { ...problem, line: line + 1 };
}

/** Where a sample begins in a file of lines, in bytes. */
export function placeOf({ tool, bytes }: Pick<SavedSample, 'tool' | 'bytes'>): number {
  return tool?.place ?? bytes[0];
}
