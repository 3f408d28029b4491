import * as vscode from 'vscode';
import { verdictKind, type ItemRow } from '../core/results/itemTable.ts';
import { metricValue } from '../core/results/metric.ts';
import { optionNamed } from '../core/results/options.ts';
import { isSettled } from '../core/results/union.ts';
import { judgedText, reasonLines } from './hoverJudged.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords } from './language.ts';
import { escapeMarkdown, shorten, shortenMiddle } from './markdown.ts';
import { markOf, markShown, type Mark } from './marks.ts';
import { notCountedWords } from './notCounted.ts';
import { roleWords } from './roleWords.ts';
import { flagWords, samplingWords } from './traceWords.ts';
import { rateText } from './verdictMarks.ts';

/** Rows beyond these are counted; more would not fit a hover. */
const shownRows = 24;
/** Distinct answers shown of a row's repeats. */
const shownAnswers = 3;
/** Repeats whose verdicts are shown one by one: the column is narrow. */
const shownRepeats = 4;
/** Characters of a label; its column does not wrap, and the others need their place. */
const nameLength = 36;

/** Rows of labels that are among the endpoints in the settings, then those of others, each in their order. */
export function listedFirst(rows: readonly ItemRow[], labels: readonly string[]): readonly ItemRow[] {
  const listed = ({ label }: ItemRow): boolean => labels.includes(label);
  return [...rows.filter(listed), ...rows.filter((row) => !listed(row))];
}

/** The gold answer; with its letter where every row was sent the options in one order. */
export function goldWords(gold: string, rows: readonly ItemRow[]): string {
  const orders = new Map(
    rows.flatMap(({ newest: { options } }) => (options ? [[options.join('\n'), options]] : [])),
  );
  const [options] = orders.values();
  return (orders.size === 1 && options ? optionNamed(gold, options) : null) ?? gold;
}

/**
 * The verdicts of an item as a markdown table, one row for each label and way of asking. What failed or was
 * cancelled is one line below it, unless there is nothing else.
 *
 * @param gold of the item as it is now; a row that was scored against another one says so
 */
export function hoverTable(all: readonly ItemRow[], gold: string | null): string {
  const ended = all.filter(({ samples }) => samples.some(({ status }) => isSettled(status)));
  const rows = ended.length > 0 ? ended : all;
  // Of other tools, many save no answers.
  const hasAnswers = rows.some(({ answers, newest }) => answers.length > 0 || newest.tool === undefined);
  const head = [
    vscode.l10n.t('Model'),
    vscode.l10n.t('Verdict'),
    ...(hasAnswers ? [vscode.l10n.t('Answer')] : []),
    vscode.l10n.t('Tokens'),
    vscode.l10n.t('Age'),
  ];
  const several = new Set(rows.filter(({ leading }) => !leading).map(({ label }) => label));
  const leads = new Map(all.filter(({ leading }) => leading).map((row) => [modelKey(row), row]));
  const names = shortNames(rows);
  const shown = rows.slice(0, shownRows);
  const lines = [
    line(head),
    hasAnswers ? '|:--|:--|:--|--:|:--|' : '|:--|:--|--:|:--|',
    ...shown.map((row) =>
      line([
        nameOf(row, names, several.has(row.label), leads.get(modelKey(row))),
        verdictText(row, gold) + sinceText(row) + flipText(row) + inferredText(row),
        ...(hasAnswers ? [answerText(row)] : []),
        row.meanTokens === null ? '–' : countWords(row.meanTokens),
        together(escapeMarkdown(row.age)),
      ]),
    ),
  ];
  const left = rows.slice(shownRows).reduce((sum, { samples }) => sum + samples.length, 0);
  const more = left === 0 ? [] : ['', vscode.l10n.t('{0} more saved samples, in the traces.', left)];
  const reasons = reasonLines(shown, nameLength, gold).flatMap((reason) => ['', reason]);
  const failed = ended.length > 0 ? all.filter((row) => !ended.includes(row)) : [];
  return [...lines, ...more, ...reasons, ...(failed.length > 0 ? ['', notCountedWords(failed)] : [])].join(
    '\n',
  );
}

/** Labels by themselves: long ones lose their middle, unless another label would then read the same. */
function shortNames(rows: readonly ItemRow[]): ReadonlyMap<string, string> {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const same = Map.groupBy(labels, (label) => shortenMiddle(label, nameLength));
  return new Map(
    [...same].flatMap(([short, of]) =>
      of.map((label): [string, string] => [label, of.length > 1 ? label : short]),
    ),
  );
}

/** Cells of one row; a wide space keeps the columns apart, which VS Code draws without any padding. */
function line(cells: readonly string[]): string {
  return `| ${cells.join('&emsp; | ')} |`;
}

/**
 * @param oneOfSeveral whether its label has more rows, and so each says which it is
 * @param lead the row that stands for its label
 */
function nameOf(
  row: ItemRow,
  names: ReadonlyMap<string, string>,
  oneOfSeveral: boolean,
  lead: ItemRow | undefined,
): string {
  const role = row.role === null ? '' : `&nbsp;*${roleWords(row.role)}*`;
  // Verdicts of several tools stand side by side, and each is its own.
  const { tool } = row.newest;
  const by = tool === undefined ? '' : `&nbsp;· ${together(escapeMarkdown(tool.format))}`;
  const name = together(escapeMarkdown(names.get(row.label) ?? row.label)) + role + by;
  if (!oneOfSeveral) return name;
  const sampling = escapeMarkdown(shorten(samplingWords(row.newest.sampling), 60));
  return row.leading ? `${name} · ${sampling}` : `↳ ${otherWords(row, lead)} · ${sampling}`;
}

/** How samples that do not stand for their label differ from those that do. */
function otherWords({ newest }: ItemRow, lead: ItemRow | undefined): string {
  if (lead?.newest.promptHash === newest.promptHash)
    return vscode.l10n.t('older samples with another sampling');
  if (lead?.newest.samplingKey === newest.samplingKey)
    return vscode.l10n.t('older samples with another prompt');
  return vscode.l10n.t('older samples with another prompt and sampling');
}

function modelKey({ label, model }: ItemRow): string {
  return JSON.stringify([label, model]);
}

/** What was extracted, from the most repeats first. */
function answerText({ answers, samples, newest: { options } }: ItemRow): string {
  if (answers.length === 0) return '–';
  const shown = answers.slice(0, shownAnswers).map(({ text, count }) => {
    const words = escapeMarkdown(shorten((options && optionNamed(text, options)) ?? text, 60));
    return samples.length > 1 ? `${words}&nbsp;×${count}` : words;
  });
  return [...shown, ...(answers.length > shownAnswers ? ['…'] : [])].join(', ');
}

/** Every repeat's verdict and their rate; of many repeats one mark and the rate. */
function verdictText(row: ItemRow, gold: string | null): string {
  // Other tools write the gold answer in their own way.
  const stale = row.samples.find(
    (sample) => sample.tool === undefined && sample.value !== null && sample.gold !== gold,
  );
  if (stale) return staleText(stale.gold);
  const { verdicts, passRate, n, samples } = row;
  if (verdicts.length <= 1) return verdictWords(row);
  const marks = samples.map((sample, place) => markOf(verdicts[place] ?? 'none', sample));
  const shown = marks.length > shownRepeats ? [allMark(row)] : marks;
  const icons = shown.map((mark) => markShown(mark).icon).join('');
  return (
    together(`${icons} ${passRate === null ? noRate(row) : rateWords(n, passRate)}`) +
    uncounted(row) +
    notes(row)
  );
}

/** What was said of the samples since they were saved. */
function sinceText(row: ItemRow): string {
  return judgedText(row)
    .map((words) => ` · ${together(words)}`)
    .join('');
}

/** What became of the item from the row's base to it. */
function flipText({ flip }: ItemRow): string {
  if (flip === undefined) return '';
  return flip === 'learned'
    ? ` · ${together(`$(arrow-up) ${vscode.l10n.t('learned')}`)}`
    : ` · ${together(`$(arrow-down) ${vscode.l10n.t('forgotten')}`)}`;
}

/** That the item of another tool's sample has another text, and was found by likeness. */
function inferredText({ newest: { tool } }: ItemRow): string {
  return tool?.inferred === true ? ` · *${vscode.l10n.t('matched by likeness')}*` : '';
}

/** One mark for all repeats. */
function allMark(row: ItemRow): Mark {
  const { passRate } = row;
  if (passRate === null) return markOf(row.verdict, row);
  return passRate >= 1 ? 'right' : passRate <= 0 ? 'wrong' : 'partial';
}

/** `12/16 · 75 %`; without a count where parts of an answer were right. */
function rateWords(n: number, passRate: number): string {
  const count = rateText({ n, passRate });
  const percent = `${Math.round(passRate * 100)} %`;
  return count === percent
    ? vscode.l10n.t('{0} % of {1}', Math.round(passRate * 100), n)
    : `${count} · ${percent}`;
}

function noRate({ verdicts }: ItemRow): string {
  return vscode.l10n.t('none of {0} counts', verdicts.length);
}

/** How many repeats are in no rate, and why. */
function uncounted({ samples, verdicts, passRate, n }: ItemRow): string {
  const left = verdicts.length - n;
  if (passRate === null || left === 0) return '';
  const out = samples.filter((sample) => metricValue(sample.item.benchmark, sample) === null);
  const why = [...new Set(out.map((sample) => markShown(markOf(verdictKind(sample.value), sample)).word))];
  return ` · ${vscode.l10n.t('{0} not counted ({1})', left, why.join(', '))}`;
}

/** Icon and word on one line, then what else there is to know. */
function verdictWords(row: ItemRow): string {
  const { icon, word } = markShown(markOf(row.verdict, row));
  if (row.verdict !== 'none') return together(`${icon} ${word}`) + notes(row);
  // The reason begins with the word for it: truncated, failed, no scorer yet …
  const reason = shorten(inLanguage(row.reason), 120);
  const first = /^[^:;(]{1,40}(?=[:;(]|$)/.exec(reason)?.[0].trimEnd() ?? '';
  return together(`${icon} ${escapeMarkdown(first)}`) + escapeMarkdown(reason.slice(first.length));
}

/** A verdict that another gold answer gave is none of this item as it is. */
function staleText(gold: string | null): string {
  const words =
    gold === null
      ? vscode.l10n.t('scored without a gold answer')
      : vscode.l10n.t('scored against gold {0}', escapeMarkdown(shorten(gold, 40)));
  return `${markShown('unscored').icon}&nbsp;${words}`;
}

/** What else there is to know of a row that has a verdict, or several. */
function notes(row: ItemRow): string {
  // Of what failed or was cancelled beside a rate, that says why already.
  const isSaid = row.passRate !== null && !isSettled(row.status);
  const words = row.verdict !== 'none' ? row.flags.map(flagWords) : isSaid ? [] : [inLanguage(row.reason)];
  return words.length === 0 ? '' : ` · ${escapeMarkdown(shorten(words.join('; '), 120))}`;
}

/** The same text without a place to break a line at. */
function together(text: string): string {
  return text.replaceAll(' ', '&nbsp;').replaceAll('&#45;', '&#8209;');
}
