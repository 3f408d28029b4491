import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type {
  BenchmarkTransfer,
  Interval,
  ModelTransfer,
  TransferIndex,
} from '../../core/transfer/transfer.ts';
import { count } from '../numbers.ts';
import { type Column, columnName, type IndexColumn } from './columns.ts';
import { plain, points, probability, ratio, span } from './figures.ts';
import {
  changeSpan,
  comparisonWords,
  findingMarks,
  findingOf,
  findingWords,
  truncatedWords,
} from './finding.ts';
import { forest } from './forest.ts';
import { benchmarkOf } from './model.ts';
import { sentence } from './sentence.ts';

/** What all cells of a table share. */
export interface CellContext {
  readonly level: number;
  /** Of the drawings: the largest absolute value, in points. */
  readonly reach: number;
  readonly onCompare: (model: ModelTransfer, benchmark: string) => void;
}

/** Where a cell stands. */
export interface Spot {
  /** Of the column, for the arrow keys. */
  readonly place: number;
  /** Whether its column is the first of a group. */
  readonly first: boolean;
}

export function cellTemplate(
  model: ModelTransfer,
  column: Column,
  spot: Spot,
  context: CellContext,
): TemplateResult {
  switch (column.kind) {
    case 'benchmark': {
      const one = benchmarkOf(model, column.benchmark);
      return one === undefined
        ? missingCell(model, column.benchmark, spot)
        : benchmarkCell(model, one, spot, context);
    }
    case 'delta': {
      const { delta, benchmarks, of } = model.domains[column.domain];
      return figureCell(spot, delta, points, {
        drawn: forest(delta, context.reach),
        below: benchmarks > 0 && benchmarks < of ? l10n.t('{0} of {1}', String(benchmarks), String(of)) : '',
        words: l10n.t('Rests on {0} of {1} benchmarks', String(benchmarks), String(of)),
      });
    }
    case 'di': {
      const { di, reason, shrunk } = model.domains[column.domain];
      return figureCell(spot, di, ratio, {
        below: shrunk.length > 0 ? l10n.t('shrunk towards 0') : '',
        words: [reason ?? '', shrunk.map((name) => showHidden(name)).join(', ')]
          .filter((words) => words !== '')
          .join('; '),
      });
    }
    case 'ti':
      return indexCell(model, column, spot);
  }
}

interface FigureCell {
  readonly drawn?: TemplateResult | typeof nothing;
  readonly below: string;
  readonly words: string;
}

function figureCell(
  { place, first }: Spot,
  interval: Interval,
  write: (value: number) => string,
  { drawn, below, words }: FigureCell,
): TemplateResult {
  return html`<td class="stop figure ${edge(first)}" tabindex="-1" data-column=${place} title=${words}>
    <span class="value">${interval.value === null ? '–' : write(interval.value)}</span>
    ${drawn ?? nothing} ${line(span(interval, write))} ${line(below)}
  </td>`;
}

/** Its tooltip has the whole sentence: the index never stands without the gains. */
function indexCell(model: ModelTransfer, column: IndexColumn, { place, first }: Spot): TemplateResult {
  const index: TransferIndex = model.ti[column.domain];
  const words = `${showHidden(model.model)}: ${showHidden(sentence(model))}`;
  return html`<td class="stop figure index ${edge(first)}" tabindex="-1" data-column=${place} title=${words}>
    ${
      index.status === 'ok' && index.value !== null
        ? html`<span class="value">${plain(index.value)}</span> ${line(span(index, plain))}`
        : html`<span class="undefined">${l10n.t('undefined')}</span>
            <span class="spoken">${showHidden(index.reason ?? '')}</span>`
    }
  </td>`;
}

function missingCell({ excluded }: ModelTransfer, benchmark: string, { place, first }: Spot): TemplateResult {
  const reason = showHidden(excluded.find((one) => one.benchmark === benchmark)?.reason ?? '');
  return html`<td class="stop missing ${edge(first)}" tabindex="-1" data-column=${place} title=${reason}>
    –<span class="spoken">${reason}</span>
  </td>`;
}

function benchmarkCell(
  model: ModelTransfer,
  one: BenchmarkTransfer,
  { place, first }: Spot,
  { level, reach, onCompare }: CellContext,
): TemplateResult {
  const finding = findingOf(one, level);
  const words = showHidden(comparisonWords(one, level));
  return html`<td class=${edge(first)}>
    <button
      type="button"
      class="stop comparison ${finding}"
      tabindex="-1"
      data-column=${place}
      title=${words}
      @click=${() => onCompare(model, one.benchmark)}
    >
      <span class="spoken">${l10n.t('{0} on {1}:', showHidden(model.model), showHidden(one.benchmark))}</span>
      <span class="value"
        ><span class="mark" aria-hidden="true">${findingMarks[finding]}</span>
        ${points(one.delta.value)}</span
      >
      ${forest(one.delta, reach)} ${line(changeSpan(one))}
      ${line(l10n.t('{0} → {1}', plain(one.base), plain(one.tuned)))} ${line(countLine(one))}
      ${line(truncatedWords(one.sides))} ${line(weakLine(one))}
      <span class="spoken">${showHidden([findingWords(one, level), ...one.differences].join('; '))}</span>
    </button>
  </td>`;
}

function countLine({ n, pAdjusted }: BenchmarkTransfer): string {
  return [
    n === null ? '' : l10n.t('n {0}', count(n)),
    pAdjusted === null ? '' : l10n.t('p {0}', probability(pAdjusted)),
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

/** What sets the sides apart, or weakens a number, as short as it can be said. */
function weakLine({ differences, smoothed }: BenchmarkTransfer): string {
  return [differences.length > 0 ? l10n.t('asked otherwise') : '', smoothed ? l10n.t('smoothed') : '']
    .filter((words) => words !== '')
    .join(' · ');
}

function edge(first: boolean): string {
  return first ? 'first' : '';
}

function line(words: string | null): TemplateResult | typeof nothing {
  return words === null || words === '' ? nothing : html`<span class="below">${words}</span>`;
}

/** A head's tooltip: what the column holds. */
export function columnMeaning(column: Column): string {
  switch (column.kind) {
    case 'delta':
      return l10n.t('Mean of the gains of the domain’s benchmarks, in points');
    case 'di':
      return l10n.t('Domain index: the weighted mean of the roots of the scaled gains; it has no unit');
    case 'ti':
      return l10n.t(
        'Transferability index: 100 × DI of the domain / DI of math. An index, not a number of points',
      );
    case 'benchmark':
      return showHidden(columnName(column));
  }
}
