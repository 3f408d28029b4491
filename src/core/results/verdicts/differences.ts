import { say, verbatim } from '../../say.ts';
import { compareNames } from '../nameOrder.ts';
import type { HandVerdict, JudgedSample, ScorerVerdict } from './verdict.ts';
import type { Verdicts } from './verdictBook.ts';

/** The samples of one model on one benchmark by one tool whose verdicts can be laid side by side. */
export interface RunDifferences {
  readonly label: string;
  readonly benchmark: string;
  /** The tool that saved the samples; null for ours. */
  readonly tool: string | null;
  readonly metric: string | null;
  /** Samples that have both verdicts. */
  readonly n: number;
  /** Mean of the stored verdicts over `n`, in [0, 1]; null where `n` is 0. */
  readonly stored: number | null;
  /** Mean of ours over the same samples; a truncated or empty one counts as 0. */
  readonly ours: number | null;
  /** Mean over the same with verdicts by hand in place of ours; null where there is none by hand. */
  readonly byHand: number | null;
  /** Samples with a verdict by hand. */
  readonly hands: readonly HandVerdict[];
  /** Samples that were scored by ours alone, and the mean of these; null where there are none. */
  readonly unstored: number;
  readonly oursAlone: number | null;
  /** Samples that ours could not score, by reason. */
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
export function differencesOf(all: Iterable<Verdicts>): readonly RunDifferences[] {
  const runs = Map.groupBy(all, (verdicts) => {
    const { label, benchmark, tool, metric } = sampleOf(verdicts);
    return JSON.stringify([label, benchmark, tool, metric]);
  });
  return [...runs.values()]
    .flatMap((verdicts) => runOf(verdicts) ?? [])
    .sort(
      (a, b) =>
        countOf(b) - countOf(a) || compareNames(a.label, b.label) || compareNames(a.benchmark, b.benchmark),
    );
}

/** Samples of a run on which the verdicts differ. */
export function countOf({ groups }: RunDifferences): number {
  return groups.reduce((sum, { samples }) => sum + samples.length, 0);
}

function sampleOf({ scorer, hand }: Verdicts): JudgedSample {
  const sample = scorer?.sample ?? hand?.sample;
  if (sample === undefined) throw new Error('Verdicts without a sample');
  return sample;
}

function runOf(verdicts: readonly Verdicts[]): RunDifferences | null {
  const [first] = verdicts;
  if (first === undefined) return null;
  const { label, benchmark, tool, metric } = sampleOf(first);
  const both: Difference[] = [];
  const unscored: ScorerVerdict[] = [];
  const alone: Weighed[] = [];
  for (const { scorer, hand } of verdicts) {
    if (scorer === null) continue;
    const { stored } = scorer.sample;
    const ours = comparableValue(scorer);
    if (ours === null) unscored.push(scorer);
    else if (stored === null) alone.push([ours, weightOf(scorer)]);
    else both.push({ verdict: scorer, hand, stored, ours });
  }
  const hands = verdicts.flatMap(({ hand }) => hand ?? []);
  return {
    label,
    benchmark,
    tool,
    metric,
    n: both.length,
    stored: meanOf(both.map(({ stored, verdict }) => [stored, weightOf(verdict)])),
    ours: meanOf(both.map(({ ours, verdict }) => [ours, weightOf(verdict)])),
    byHand:
      hands.length === 0
        ? null
        : meanOf(both.map(({ ours, hand, verdict }) => [hand?.value ?? ours, weightOf(verdict)])),
    hands,
    unstored: alone.length,
    oursAlone: meanOf(alone),
    unscored,
    groups: groupsOf(both.filter(({ stored, ours }) => Math.abs(stored - ours) > same)),
  };
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
      words: say`the same answer, compared otherwise: ours by "${verbatim(how === '' ? taken : how)}"`,
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

/** A value and how much it weighs. */
type Weighed = readonly [value: number, weight: number];

/** IFEval's measures by instruction are means over all instructions, of which an item has one to three. */
function weightOf({ sample, score }: ScorerVerdict): number {
  const byPart = sample.metric === null || sample.metric.startsWith('inst_level');
  return byPart ? (score.parts?.of ?? 1) : 1;
}

function meanOf(values: readonly Weighed[]): number | null {
  const weight = values.reduce((sum, [, each]) => sum + each, 0);
  return weight === 0 ? null : values.reduce((sum, [value, each]) => sum + value * each, 0) / weight;
}
