import type { AlignedStep } from '../alignedTraces.ts';
import { ownText } from '../ownText.ts';
import type { ComparisonRecord } from './comparisonRecord.ts';
import { groupWords, numbersOf, hereWords, rowGroups, type RowGroup, stepWords } from './comparisonRows.ts';
import { htmlText, isolated, markedHtml } from './htmlText.ts';

/**
 * The steps side by side, a column for each trace. The roles are said because a table that is laid out as blocks,
 * as on a narrow screen, may be none for a screen reader.
 */
export function* stepsPieces(record: ComparisonRecord): Generator<string> {
  const { traces, aligned } = record;
  const head = traces
    .map(
      ({ label }, at) =>
        `<th scope="col" role="columnheader">${isolated(label)}${at === aligned.reference ? ', the reference' : ''}</th>`,
    )
    .join('');
  yield `<table class="steps" role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="state">Steps</th>${head}</tr></thead><tbody role="rowgroup">\n`;
  for (const group of rowGroups(aligned)) yield `${groupRows(group, record)}\n`;
  yield '</tbody></table>\n';
}

function groupRows(group: RowGroup, record: ComparisonRecord): string {
  const { traces, aligned } = record;
  const label = (trace: number): string => isolated(traces[trace]?.label ?? '');
  const parting = group.parts.map(
    (trace) =>
      `<tr role="row" class="parting"><th role="rowheader" colspan="${traces.length + 1}">Here ${label(trace)} ${hereWords(aligned, trace)} ${label(aligned.reference)}.</th></tr>\n`,
  );
  const disagrees = group.rows.some((row) => row.disagrees) ? ' disagrees' : '';
  const words = groupWords(group, aligned.reference);
  const state = group.kind === 'same' ? 'same' : words;
  const cells =
    group.kind === 'same'
      ? sameCell(group, words, record)
      : traces.map((_, trace) => cell(group.rows[0]?.cells[trace] ?? [], trace, record)).join('');
  return `${parting.join('')}<tr role="row" id="row-${group.row + 1}" class="${group.kind}${disagrees}"><th scope="row" role="rowheader" class="state">${state}</th>${cells}</tr>`;
}

/** What all say, once and folded. */
function sameCell({ rows }: RowGroup, words: string, { traces, aligned }: ComparisonRecord): string {
  const cells = traces.map((_, trace) => rows.flatMap((row) => row.cells[trace] ?? []));
  const steps = cells[aligned.reference] ?? [];
  const text = traces[aligned.reference]?.text ?? '';
  const range = ownText(text, [steps[0]?.start ?? 0, steps.at(-1)?.end ?? 0]);
  const numbers = cells.map(numbersOf).join(' ↔ ');
  return `<td role="cell" aria-colspan="${traces.length}" colspan="${traces.length}"><details><summary>${numbers}: ${words}</summary><div class="text" dir="auto">${markedHtml(text, range, [])}</div></details></td>`;
}

function cell(steps: readonly AlignedStep[], trace: number, record: ComparisonRecord): string {
  if (steps.length === 0) return '<td role="cell" class="nothing"><span class="none">–</span></td>';
  const { label, text } = record.traces[trace] ?? { label: '', text: '' };
  const inner = steps.map((step) => {
    const words = stepWords(step, record.traces[trace], (at) => record.traces[at]?.label ?? '').map(
      (each) => ` · ${htmlText(each)}`,
    );
    const range = ownText(text, [step.start, step.end]);
    return `<div class="step"><p class="about"><span class="whose">${isolated(label)} · </span>step ${step.number}${words.join('')}</p><div class="text" dir="auto">${markedHtml(text, range, step.marks)}</div></div>`;
  });
  return `<td role="cell">${inner.join('')}</td>`;
}
