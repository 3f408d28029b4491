import * as vscode from 'vscode';
import {
  countOf,
  type Difference,
  type DifferenceGroup,
  type RunDifferences,
} from '../core/results/verdicts/differences.ts';
import type { HandVerdict, JudgedSample, ScorerVerdict } from '../core/results/verdicts/verdict.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords, language, percentWords } from './language.ts';
import { escapeMarkdown, shorten } from './markdown.ts';

/** What the difference does to a run's score, in markdown. */
export function runTooltip(run: RunDifferences): string {
  const { label, benchmark, tool, metric } = run;
  return [
    `**${escapeMarkdown(shorten(label, 200))}** · ${escapeMarkdown(benchmark)}`,
    escapeMarkdown([tool ?? vscode.l10n.t('saved here'), ...(metric === null ? [] : [metric])].join(' · ')),
    ...effectWords(run).map(escapeMarkdown),
    escapeMarkdown(vscode.l10n.t('What the tool stored still counts: these verdicts stand beside it.')),
  ].join('\n\n');
}

/** What our verdicts, and those by hand, come to beside the stored ones. */
export function effectWords(run: RunDifferences): string[] {
  const { n, stored, ours, byHand, hands, groups, unstored } = run;
  const effect =
    stored === null || ours === null
      ? []
      : [
          vscode.l10n.t(
            'Over the {0} items that have both: {1} as stored, {2} by our scorer ({3} points).',
            countWords(n),
            percentWords(stored, 1),
            percentWords(ours, 1),
            pointsWords(ours - stored),
          ),
          vscode.l10n.t(
            '{0} of {1} samples differ: {2} up, {3} down.',
            countOf(run),
            run.samples,
            ways(groups, true),
            ways(groups, false),
          ),
        ];
  const hand =
    byHand === null
      ? []
      : [
          vscode.l10n.t(
            '{0} judged by hand; with these {1} over {2} items.',
            hands.length,
            percentWords(byHand.value, 1),
            countWords(byHand.n),
          ),
        ];
  const alone = run.oursAlone === null ? [] : [aloneWords(run.oursAlone, unstored)];
  return [...effect, ...alone, ...hand];
}

function aloneWords(mean: number, count: number): string {
  return vscode.l10n.t(
    'Over the {0} samples that are scored by ours alone: {1}.',
    countWords(count),
    percentWords(mean, 1),
  );
}

function ways(groups: readonly DifferenceGroup[], higher: boolean): number {
  return groups.reduce((sum, group) => sum + (group.higher === higher ? group.samples.length : 0), 0);
}

function pointsWords(difference: number): string {
  const points = (100 * difference).toLocaleString(language(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return points.replace('-', '−');
}

export function groupTooltip({ reason, higher, samples }: DifferenceGroup): string {
  const way = higher
    ? vscode.l10n.t('Stored as wrong or lower, and right or higher by our scorer: {0}.', samples.length)
    : vscode.l10n.t('Stored as right or higher, and wrong or lower by our scorer: {0}.', samples.length);
  return [`**${escapeMarkdown(inLanguage(reason))}**`, escapeMarkdown(way)].join('\n\n');
}

/** Both verdicts on a sample, with our reason. */
export function sampleTooltip({
  sample,
  verdict,
  difference,
  hand,
}: {
  readonly sample: JudgedSample;
  readonly verdict: ScorerVerdict | null;
  readonly difference: Difference | null;
  readonly hand: HandVerdict | null;
}): string {
  const quoted = (answer: string | null): string =>
    answer === null ? '' : ` · ${escapeMarkdown(shorten(answer, 200))}`;
  const stored =
    sample.stored === null ? vscode.l10n.t('no score') : percentWords(difference?.stored ?? sample.stored);
  const ours = verdict === null ? null : (difference?.ours ?? verdict.score.value);
  return [
    `**${escapeMarkdown(shorten(sample.item, 200))}** · ${escapeMarkdown(shorten(sample.label, 200))}`,
    `${escapeMarkdown(sample.tool ?? vscode.l10n.t('Stored'))}: ${escapeMarkdown(stored)}${quoted(sample.storedAnswer)}`,
    ...(verdict === null
      ? []
      : [
          `${escapeMarkdown(vscode.l10n.t('Ours'))}: ${escapeMarkdown(ours === null ? vscode.l10n.t('no score') : percentWords(ours))}${quoted(verdict.score.extracted)}`,
          escapeMarkdown(inLanguage(verdict.score.reason)),
          escapeMarkdown(
            vscode.l10n.t('Scorer {0}, version {1}', verdict.scorer.name, verdict.scorer.version),
          ),
        ]),
    ...(hand === null
      ? []
      : [
          [vscode.l10n.t('By hand: {0}', percentWords(hand.value)), shorten(hand.comment, 400)]
            .filter((words) => words !== '')
            .map(escapeMarkdown)
            .join(' · '),
        ]),
  ].join('\n\n');
}
