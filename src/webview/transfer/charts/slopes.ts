import * as l10n from '@vscode/l10n';
import { domains } from '../../../core/domain.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import { domainTitle } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { titleHeight } from './facetPlugin.ts';
import { asPaths } from './lines.ts';
import { type Canvas, type ChartPoint, drawnModels, type Figure, modelLegend, placesOf } from './figure.ts';
import { roomFor } from './ranges.ts';
import { placesScale, valueScale } from './scales.ts';
import { spanOf } from './spans.ts';
import { domainTip, itemsOf, meansOf } from './tips.ts';

/** More names at the lines' ends would cover each other. */
const mostNames = 8;
/** Beside the lines' ends, in CSS pixels. */
const nameRoom = 150;

/** Base to tuned, a panel for each domain: the mean score of its benchmarks. */
export function slopesFigure(input: ChartInput, { look, mark, width }: Canvas): Figure {
  const drawn = drawnModels(input);
  const places = placesOf(input);
  const column = width < 620;
  const plotHeight = column ? 240 : 320;
  const panelWidth = column ? width - 60 : (width - 60) / 3;
  const named = drawn.length <= mostNames && panelWidth > 300;
  const shown = domains.filter((domain) => input.models.some((model) => meansOf(model, domain) !== null));
  const whiskers = drawn.some(({ domains: own }) => shown.some((domain) => own[domain].delta.low !== null));
  const datasets = shown.flatMap((domain) =>
    drawn.map((model, at) => {
      const { color, point, pointFill, dash } = mark(places.get(model.model) ?? 0);
      const means = meansOf(model, domain);
      const common = {
        spanX: null,
        model,
        benchmark: null,
        tip: () => domainTip(model, domain, input.transfer.level),
      };
      const data: ChartPoint[] =
        means === null
          ? []
          : [
              { ...common, x: 0, y: means.base, spanY: null, label: null },
              {
                ...common,
                // Beside each other only where intervals would cover each other: equal gains have equal slopes.
                x: 1 + (whiskers ? (at - (drawn.length - 1) / 2) * Math.min(0.035, 0.24 / drawn.length) : 0),
                y: means.tuned,
                // The gain's, at the end that it leads to.
                spanY: spanOf(model.domains[domain].delta, means.base),
                label: named ? showHidden(model.model) : null,
              },
            ];
      return {
        type: 'scatter' as const,
        data,
        parsing: false as const,
        showLine: true,
        segment: asPaths,
        xAxisID: column ? 'x' : `x${domain}`,
        yAxisID: column ? `y${domain}` : 'y',
        pointStyle: point,
        pointRadius: [3, 5],
        borderColor: color,
        borderDash: [...dash],
        backgroundColor: pointFill,
        borderWidth: 1.75,
      };
    }),
  );
  const points = datasets.flatMap(({ data }) => data);
  const x = placesScale(
    look,
    'linear',
    { min: -0.15, max: named ? 1.2 + (1.35 * nameRoom) / (panelWidth - nameRoom) : 1.15 },
    [
      [0, l10n.t('base')],
      [1, l10n.t('tuned')],
    ],
  );
  const values = points.map((point) => point.y);
  const range = roomFor(
    values,
    points.flatMap(({ spanY }) => spanY ?? []),
    values.slice(0, 1),
  );
  const y = valueScale(look, 'y', plotHeight, l10n.t('mean score, in percent'), {
    min: Math.max(0, range.min),
    max: Math.min(100, range.max),
  });
  const parts = shown.map((domain): Part[] => [
    column
      ? { id: `y${domain}`, length: plotHeight, scale: y }
      : { id: `x${domain}`, length: panelWidth, scale: x },
  ]);
  const gaps = withGaps(parts, column ? titleHeight + 10 : 14);
  return {
    height: (column ? lengthOf(gaps) : plotHeight) + titleHeight + 36,
    top: titleHeight,
    datasets,
    scales: column
      ? { x: { ...x, position: 'bottom' }, ...endToEnd('y', gaps) }
      : { y: { ...y, position: 'left' }, ...endToEnd('x', gaps) },
    facets: shown.map((domain) => ({
      x: column ? 'x' : `x${domain}`,
      y: column ? `y${domain}` : 'y',
      title: domainTitle(domain),
      grid: 'both',
      zero: 'none',
      diagonal: false,
      means: [],
    })),
    zoom: ['y'],
    legend: modelLegend(input, mark, 'line'),
    bars: 'none',
    bands: false,
    labels: 'right',
  };
}

export function slopesTable(input: ChartInput): ChartTable {
  return {
    columns: [
      l10n.t('Model'),
      l10n.t('Domain'),
      l10n.t('Base, %'),
      l10n.t('Tuned, %'),
      l10n.t('ΔR in points'),
      l10n.t('from'),
      l10n.t('to'),
      'n',
    ],
    rows: drawnModels(input).flatMap((model) =>
      domains.flatMap((domain) => {
        const means = meansOf(model, domain);
        if (means === null) return [];
        const { value, low, high } = model.domains[domain].delta;
        const items = itemsOf(model.benchmarks.filter((one) => one.domain === domain));
        return [
          [
            showHidden(model.model),
            domainTitle(domain),
            cell(means.base),
            cell(means.tuned),
            cell(value),
            cell(low),
            cell(high),
            items ?? '–',
          ],
        ];
      }),
    ),
  };
}
