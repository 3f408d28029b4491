import { countedValue } from '../../scorers/registry.ts';
import { isOfParts } from '../itemMean.ts';
import { metricOf } from '../metric.ts';
import { itemKeyString } from '../../items/item.ts';
import { say, verbatim } from '../../say.ts';
import { compareNames } from '../nameOrder.ts';
import type { ResultRun } from '../resultRun.ts';
import type { SavedSample } from '../savedSample.ts';
import type { JudgedRun } from './judgedRuns.ts';
import type { HandVerdict, ScorerVerdict } from './verdict.ts';

/** The samples of one run whose verdicts can be laid side by side. */
export interface RunDifferences {
  readonly run: ResultRun;
  readonly label: string;
  readonly benchmark: string;
  /** The tool that saved the samples; null for ours. */
  readonly tool: string | null;
  readonly metric: string | null;
  /** Items with samples that have both verdicts. */
  readonly n: number;
  /** Those samples, repeats among them. */
  readonly samples: number;
  /** Mean over `n` items of the mean over their repeats of the stored verdicts, in [0, 1]; null where `n` is 0. */
  readonly stored: number | null;
  /** The same of ours; a truncated or empty response counts as 0. */
  readonly ours: number | null;
  /** Mean with verdicts by hand in place of ours, or of stored ones where there are none of ours; null without any by hand. */
  readonly byHand: { readonly value: number; readonly n: number } | null;
  /** Samples with a verdict by hand. */
  readonly hands: readonly HandVerdict[];
  /** Samples that were scored by ours alone, and the mean of their items; null where there are none. */
  readonly unstored: number;
  readonly oursAlone: number | null;
  /** Samples that ours could not score. */
  readonly unscored: readonly ScorerVerdict[];
  readonly groups: readonly DifferenceGroup[];
}

/** Samples on which the stored verdict and ours differ for one reason. */
export interface DifferenceGroup {
  readonly key: string;
  /** In words. */
  readonly reason: string;
  /** Whether ours is the higher verdict. */
  readonly higher: boolean;
  readonly samples: readonly Difference[];
}

export interface Difference {
  readonly verdict: ScorerVerdict;
  readonly hand: HandVerdict | null;
  readonly stored: number;
  readonly ours: number;
}

/** Values this near are the same: tools round what they store. */
const same = 1e-4;

/** Where the stored verdicts and ours differ, by run, the one with the most differences first. */
export function differencesOf(runs: readonly JudgedRun[]): readonly RunDifferences[] {
  return runs
    .map(runOf)
    .sort(
      (a, b) =>
        countOf(b) - countOf(a) ||
        compareNames(a.label, b.label) ||
        compareNames(a.benchmark, b.benchmark) ||
        compareNames(a.run.task, b.run.task),
    );
}

/** Samples of a run on which the verdicts differ. */
export function countOf({ groups }: RunDifferences): number {
  return groups.reduce((sum, { samples }) => sum + samples.length, 0);
}

function runOf({ run, samples }: JudgedRun): RunDifferences {
  const both: Difference[] = [];
  const unscored: ScorerVerdict[] = [];
  const [stored, ours, alone, byHand] = [new ItemMeans(), new ItemMeans(), new ItemMeans(), new ItemMeans()];
  for (const { sample, scorer, hand } of samples) {
    const value = scorer === null ? null : comparableValue(scorer);
    // What we saved of a response that was cut off is no score of its own, and counts as 0.
    const said =
      sample.tool === undefined ? countedValue(sample.status, sample.flags, sample.value) : sample.value;
    const final = hand?.value ?? value ?? said;
    const weight = scorer === null ? 1 : weightOf(scorer);
    if (final !== null) byHand.add(sample, final, weight);
    if (scorer === null) continue;
    if (value === null) unscored.push(scorer);
    else if (said === null) alone.add(sample, value, weight);
    else {
      both.push({ verdict: scorer, hand, stored: said, ours: value });
      stored.add(sample, said, weight);
      ours.add(sample, value, weight);
    }
  }
  const hands = samples.flatMap(({ hand }) => hand ?? []);
  const withHands = hands.length === 0 ? null : byHand.mean;
  return {
    run,
    label: run.model,
    benchmark: run.benchmark ?? run.task,
    tool: run.format === 'reasoning-transfer' ? null : run.format,
    metric: measureOf(run),
    n: ours.items,
    samples: both.length,
    stored: stored.mean,
    ours: ours.mean,
    byHand: withHands === null ? null : { value: withHands, n: byHand.items },
    hands,
    unstored: alone.samples,
    oursAlone: alone.mean,
    unscored,
    groups: groupsOf(both.filter((each) => Math.abs(each.stored - each.ours) > same)),
  };
}

/** What both verdicts measure: the tool's metric; of our own samples, and of responses without scores, our score's. */
function measureOf({ format, benchmark, metric }: ResultRun): string | null {
  if (format !== 'reasoning-transfer' && format !== 'responses') return metric;
  if (benchmark === null) return null;
  return benchmark === 'IFEval' ? 'inst_level_strict_acc' : metricOf(benchmark);
}

/**
 * Our verdict as far as it is of the same measure as the stored one: under the name of the tool's metric where the
 * scorer has several, else its value. Truncated, unclosed and empty traces count as 0.
 */
export function comparableValue({ sample, score }: ScorerVerdict): number | null {
  if (score.value === null) return countsAsZero.has(score.rule) ? 0 : null;
  const metric = sample.metric?.split(',')[0] ?? '';
  return score.measures?.[metric] ?? score.value;
}

/** Whether the stored verdict and ours differ; false where one of them has no score. */
export function isDifferent(verdict: ScorerVerdict): boolean {
  const ours = comparableValue(verdict);
  const { stored } = verdict.sample;
  return ours !== null && stored !== null && Math.abs(stored - ours) > same;
}

const countsAsZero: ReadonlySet<string> = new Set(['truncated', 'reasoning-unclosed', 'empty']);

function groupsOf(differences: readonly Difference[]): readonly DifferenceGroup[] {
  const groups = Map.groupBy(differences, (difference) => {
    const { key } = reasonOf(difference);
    return `${difference.ours > difference.stored ? '+' : '-'} ${key}`;
  });
  return [...groups]
    .map(([key, samples]) => ({ key, samples, ...headOf(samples) }))
    .sort((a, b) => b.samples.length - a.samples.length);
}

function headOf(samples: readonly Difference[]): Pick<DifferenceGroup, 'reason' | 'higher'> {
  const [first] = samples;
  if (first === undefined) return { reason: '', higher: false };
  return { reason: reasonOf(first).words, higher: first.ours > first.stored };
}

/** Why two verdicts on one response differ, as far as what both took for the answer tells. */
function reasonOf({ verdict: { sample, score } }: Difference): {
  readonly key: string;
  readonly words: string;
} {
  const tool = sample.tool ?? say`the stored verdict`;
  const [taken = '', how = ''] = score.rule.split(' · ');
  if (countsAsZero.has(score.rule)) {
    return { key: score.rule, words: say`the response was cut off: ours counts it as 0, whatever it holds` };
  }
  if (score.extracted === null) {
    if (score.checks !== undefined) return { key: 'checks', words: say`the checks come out otherwise` };
    return { key: 'none', words: say`ours finds no answer in the response` };
  }
  if (sample.storedAnswer === null) {
    return { key: score.rule, words: say`ours decided by "${verbatim(score.rule)}"` };
  }
  if (plain(sample.storedAnswer) === plain(score.extracted)) {
    return {
      key: `same ${how}`,
      words:
        how === 'different' || how === ''
          ? say`the same answer, which ours does not find equal`
          : say`the same answer, which ours finds equal (${verbatim(how)})`,
    };
  }
  if (plain(sample.storedAnswer) === '' || sample.storedAnswer === '[invalid]') {
    return {
      key: `unread ${taken}`,
      words: say`${verbatim(tool)} read no answer; ours took "${verbatim(taken)}"`,
    };
  }
  return {
    key: `other ${taken}`,
    words: say`${verbatim(tool)} took another part of the response; ours took "${verbatim(taken)}"`,
  };
}

const plain = (answer: string): string => answer.replace(/[\s$]|\\(?:left|right|[,!; ])/g, '');

/** IFEval's measures by instruction are means over all instructions, of which an item has one to three. */
function weightOf({ sample, score }: ScorerVerdict): number {
  const byPart = sample.metric === null || isOfParts(sample.metric);
  return byPart && sample.benchmark === 'IFEval' ? (score.parts?.of ?? 1) : 1;
}

/** The mean over items of the mean over their repeats. */
class ItemMeans {
  samples = 0;
  readonly #byItem = new Map<string, { sum: number; count: number; weight: number }>();

  add({ item }: SavedSample, value: number, weight: number): void {
    const key = itemKeyString(item);
    const before = this.#byItem.get(key) ?? { sum: 0, count: 0, weight: 1 };
    // A response that was cut off does not say of how many parts its item is; another repeat may.
    const most = Math.max(before.weight, weight);
    this.#byItem.set(key, { sum: before.sum + value, count: before.count + 1, weight: most });
    this.samples += 1;
  }

  get items(): number {
    return this.#byItem.size;
  }

  get mean(): number | null {
    let [sum, all] = [0, 0];
    for (const item of this.#byItem.values()) {
      sum += (item.weight * item.sum) / item.count;
      all += item.weight;
    }
    return all === 0 ? null : sum / all;
  }
}
