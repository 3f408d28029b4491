import * as vscode from 'vscode';
import type { RunDifferences } from '../core/results/verdicts/differences.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords, decimalWords, language, percentWords } from './language.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { RunsNode } from './resultNodes.ts';
import { domainOf, meanWords, relationWords, scoreOf, type RowFacts } from './resultWords.ts';
import { effectWords } from './verdictTooltips.ts';
import { itemsWords, runsTable, scoreWords, toolName } from './runsTable.ts';

/** Metrics beyond these are counted. */
const shownMetrics = 16;

/**
 * What a row says when the mouse rests on it, in markdown.
 *
 * @param verdicts what our verdicts on a run's samples come to
 */
export function resultTooltip(
  node: RunsNode,
  { role, mean }: RowFacts,
  verdicts: (run: ResultRun) => RunDifferences | null = () => null,
): string {
  const [run] = node.runs;
  if (node.below.length === 0 && run) return runTooltip(run, verdicts(run));
  const title = run && (node.kind === 'domain' || node.name === '') ? domainOf(run) : node.name;
  const models = new Set(node.runs.map(({ model }) => model));
  const model = run && models.size === 1 && node.kind !== 'model' ? [run.model] : [];
  const [head = '', ...rest] = [title, ...model].map((words) => escapeMarkdown(shorten(words, 200)));
  return [
    [`**${head}**`, ...rest].join(' · '),
    ...(role ? [escapeMarkdown(relationWords(role).join(' · '))] : []),
    ...(role?.inferred ? [escapeMarkdown(inferredWords(role.inferred.from))] : []),
    ...(mean ? [escapeMarkdown(meanWords(mean).join(' · '))].filter((words) => words !== '') : []),
    runsTable(node.runs),
  ].join('\n\n');
}

function inferredWords(from: string): string {
  return vscode.l10n.t('Inferred from {0}. Accept it to let it count.', inLanguage(from));
}

function runTooltip(run: ResultRun, verdicts: RunDifferences | null): string {
  const benchmark = [run.benchmark ?? run.task, domainOf(run)].join(', ');
  return [
    `**${escapeMarkdown(shorten(run.model, 200))}** · ${escapeMarkdown(benchmark)}`,
    escapeMarkdown([scoreOf(run), ...(run.metric === null ? [] : [run.metric])].join(' · ')),
    ...whyLess(run).map((words) => escapeMarkdown(words)),
    ...(verdicts === null ? [] : effectWords(verdicts).map(escapeMarkdown)),
    list([
      ...named(vscode.l10n.t('Items'), itemsWords(run)),
      ...named(vscode.l10n.t('Truncated'), run.truncated === null ? null : percentWords(run.truncated, 1)),
      ...named(vscode.l10n.t('Mean tokens'), run.meanTokens === null ? null : countWords(run.meanTokens)),
      ...named(vscode.l10n.t('Asked with'), askedWords(run)),
      ...named(vscode.l10n.t('Evaluated'), new Date(run.date).toLocaleString(language())),
      ...named(vscode.l10n.t('Tool'), toolName(run.format)),
      ...named(vscode.l10n.t('Task'), run.task),
      ...named(vscode.l10n.t('Model'), run.modelRaw),
      ...named(vscode.l10n.t('File'), placeOf(run)),
      ...named(
        vscode.l10n.t('Samples'),
        run.samplesFile === null || run.samplesFile === run.file ? null : relative(run.samplesFile),
      ),
    ]),
    ...metricsTable(run),
  ].join('\n\n');
}

/** What keeps a score from being the whole one, or the tool's own. */
function whyLess(run: ResultRun): string[] {
  const { value, reported, uncounted, unscored } = run;
  const judge = /^judge:(.*?)(?:,none)?$/.exec(run.metric ?? '')?.[1];
  return [
    ...(judge === undefined ? [] : [vscode.l10n.t('Judged by the model {0}, not by rules.', judge)]),
    ...(value !== null && !reported
      ? [vscode.l10n.t('Counted from the samples: the tool reports no score.')]
      : []),
    ...(value === null ? [whyNone(run)] : []),
    ...(run.partial ? [whyPartial(run)] : []),
    ...(run.superseded
      ? [
          vscode.l10n.t(
            'Superseded: a fuller or newer run of this model and task by the same tool counts in its place.',
          ),
        ]
      : []),
    ...(uncounted > 0
      ? [vscode.l10n.t('Samples that failed or were cancelled, and do not count: {0}.', uncounted)]
      : []),
    ...(unscored > 0
      ? [vscode.l10n.t('Samples that ended without a score, and do not count: {0}.', unscored)]
      : []),
  ];
}

/** Without a value: its samples have no scores at all, or what the file says is none. */
function whyNone({ format, metric, samples }: ResultRun): string {
  if (samples.length === 0 || metric !== null) return vscode.l10n.t('The file holds no score.');
  return format === 'responses'
    ? vscode.l10n.t('The file holds responses without scores, so it has no column in the matrix.')
    : vscode.l10n.t('Its samples have no scores, so it has no column in the matrix.');
}

function whyPartial({ n, of }: ResultRun): string {
  if (n === null || of === null)
    return vscode.l10n.t('Partial: items are missing, or without a summary it cannot be known that none is.');
  return vscode.l10n.t('Partial: {0} of {1} items.', countWords(n), countWords(of));
}

function askedWords({ asked }: ResultRun): string | null {
  const words = [
    ...(asked.shots === undefined ? [] : [vscode.l10n.t('{0} shots', asked.shots)]),
    ...(asked.api === undefined ? [] : [asked.api]),
    ...(asked.temperature === undefined ? [] : [`T ${decimalWords(asked.temperature, 3)}`]),
    ...(asked.topP === undefined ? [] : [`top-p ${decimalWords(asked.topP, 3)}`]),
    ...(asked.maxTokens === undefined
      ? []
      : [vscode.l10n.t('at most {0} tokens', countWords(asked.maxTokens))]),
    ...(asked.seed === undefined ? [] : [vscode.l10n.t('seed {0}', asked.seed)]),
    ...(asked.prompt === undefined ? [] : [vscode.l10n.t('prompt {0}', shorten(asked.prompt, 60))]),
    ...(asked.system === undefined ? [] : [vscode.l10n.t('system prompt "{0}"', shorten(asked.system, 120))]),
  ];
  return words.length === 0 ? null : words.join(', ');
}

function metricsTable({ metrics, metric }: ResultRun): string[] {
  if (metrics.length < 2) return [];
  const shown = metrics.slice(0, shownMetrics);
  const left = metrics.length - shown.length;
  const rows = shown.map((each) => {
    const name = escapeMarkdown(shorten(each.name, 60));
    const lead = each.name === metric ? `**${name}**` : name;
    // Perplexities and the like are no shares.
    const isShare = each.value >= 0 && each.value <= 1;
    const value = isShare ? scoreWords(each) : String(Number(each.value.toPrecision(5)));
    return `| ${lead}&emsp; | ${escapeMarkdown(value)} |`;
  });
  const head = `| ${vscode.l10n.t('Metric')}&emsp; | ${vscode.l10n.t('As reported')} |`;
  return [
    [head, '|:--|--:|', ...rows].join('\n'),
    ...(left > 0 ? [vscode.l10n.t('{0} more metrics', left)] : []),
  ];
}

function placeOf({ file, line }: ResultRun): string {
  return line === null ? relative(file) : `${relative(file)}:${line}`;
}

/** In a workspace of several folders with the folder's name before it. */
function relative(file: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.file(file));
}

function named(name: string, words: string | null): string[] {
  return words === null ? [] : [`${name}: ${escapeMarkdown(words)}`];
}

/** Lines of their own in one paragraph. */
function list(lines: readonly string[]): string {
  return lines.join('  \n');
}
