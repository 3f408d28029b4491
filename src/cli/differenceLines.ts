import type { JsonObject } from '../core/json.ts';
import { countOf, type RunDifferences } from '../core/results/verdicts/differences.ts';
import { roundedPercentWords } from '../core/sharePercent.ts';
import { oneLine } from './oneLine.ts';
import { percent } from './percent.ts';

/** Where a run's stored verdicts and ours differ, as the command line's JSON has it. */
export function differenceJson(run: RunDifferences): JsonObject {
  const { label, benchmark, tool, metric, n, stored, ours, byHand, unstored, oursAlone, unscored, groups } =
    run;
  return {
    model: label,
    benchmark,
    tool: tool ?? 'reasoning-transfer',
    metric,
    task: run.run.task,
    n,
    samples: run.samples,
    stored: percent(stored),
    ours: percent(ours),
    by_hand: percent(byHand?.value ?? null),
    differ: countOf(run),
    unstored,
    ours_alone: percent(oursAlone),
    unscored: unscored.length,
    groups: groups.map(({ reason, higher, samples }) => ({
      reason,
      higher,
      samples: samples.map(({ verdict: { sample, score }, ...values }) => ({
        item: sample.item,
        file: sample.file,
        repeat: sample.repeat,
        stored: values.stored,
        ours: values.ours,
        stored_answer: sample.storedAnswer,
        extracted: score.extracted,
        reason: score.reason,
      })),
    })),
  };
}

/** The same for people: a line for the run, then one for each reason. */
export function differenceLines(run: RunDifferences): string[] {
  const {
    label,
    benchmark,
    tool,
    metric,
    stored,
    ours,
    byHand,
    hands,
    unstored,
    oursAlone,
    unscored,
    groups,
  } = run;
  const { task } = run.run;
  const both =
    stored === null || ours === null
      ? []
      : [`stored ${shown(stored)}`, `ours ${shown(ours)}`, `${countOf(run)} of ${run.samples} differ`];
  const words = [
    oneLine(label).padEnd(32),
    oneLine(task === benchmark ? task : `${benchmark} (${task})`).padEnd(36),
    ...both,
    ...(unstored > 0 ? [`${unstored} scored by ours alone: ${shown(oursAlone ?? 0)}`] : []),
    ...(byHand === null ? [] : [`with ${hands.length} by hand ${shown(byHand.value)}`]),
    ...(unscored.length > 0 ? [`${unscored.length} without a score of ours`] : []),
    ...(metric === null ? [] : [oneLine(metric)]),
    tool ?? 'reasoning-transfer',
  ];
  return [
    words.join('  '),
    ...groups.map(
      ({ higher, samples, reason }) => `  ${higher ? '+' : '-'}${samples.length}  ${oneLine(reason)}`,
    ),
  ];
}

const shown = (fraction: number): string => roundedPercentWords(fraction, 1);
