import * as l10n from '@vscode/l10n';
import { showHidden } from '../../../core/hiddenText.ts';
import { domainTitle } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { titleHeight } from './facetPlugin.ts';
import { type Canvas, type ChartPoint, drawnModels, type Figure, modelLegend, placesOf } from './figure.ts';
import { roomFor } from './ranges.ts';
import { valueScale } from './scales.ts';
import { itemsOf, pairTip } from './tips.ts';
import { spanOf } from './spans.ts';

const targets = ['other', 'non'] as const;

/** Gain on math against gain elsewhere: what the index divides, which stays true where the ratio is not. */
export function scatterFigure(input: ChartInput, { look, mark, width }: Canvas): Figure {
  const drawn = drawnModels(input);
  const places = placesOf(input);
  const column = width < 760;
  const plotHeight = column ? 280 : 340;
  const plotWidth = (column ? width : width / 2) - 50;
  const datasets = targets.flatMap((target) =>
    drawn.map((model) => {
      const { color, point, pointFill } = mark(places.get(model.model) ?? 0);
      const [math, elsewhere] = [model.domains.math.delta, model.domains[target].delta];
      const data: ChartPoint[] =
        math.value === null || elsewhere.value === null
          ? []
          : [
              {
                x: math.value,
                y: elsewhere.value,
                spanX: spanOf(math),
                spanY: spanOf(elsewhere),
                model,
                benchmark: null,
                tip: () => pairTip(model, target, input.transfer.level),
                label: showHidden(model.model),
              },
            ];
      return {
        type: 'scatter' as const,
        data,
        parsing: false as const,
        xAxisID: column ? 'x' : `x${target}`,
        yAxisID: column ? `y${target}` : 'y',
        pointStyle: point,
        pointRadius: 5,
        borderColor: color,
        backgroundColor: pointFill,
        borderWidth: 1.5,
      };
    }),
  );
  const points = datasets.flatMap(({ data }) => data);
  const x = valueScale(
    look,
    'x',
    plotWidth,
    l10n.t('ΔR on math, in points'),
    roomFor(
      points.map((point) => point.x),
      points.flatMap(({ spanX }) => spanX ?? []),
    ),
  );
  const y = (title: string) =>
    valueScale(
      look,
      'y',
      plotHeight,
      title,
      roomFor(
        points.map((point) => point.y),
        points.flatMap(({ spanY }) => spanY ?? []),
      ),
    );
  const parts = targets.map((target): Part[] => [
    column
      ? { id: `y${target}`, length: plotHeight, scale: y(l10n.t('ΔR, in points')) }
      : { id: `x${target}`, length: plotWidth, scale: x },
  ]);
  const gaps = withGaps(parts, column ? titleHeight + 10 : 18);
  return {
    height: (column ? lengthOf(gaps) : plotHeight) + titleHeight + 56,
    top: titleHeight,
    datasets,
    scales: column
      ? { x: { ...x, position: 'bottom' }, ...endToEnd('y', gaps) }
      : {
          y: { ...y(l10n.t('ΔR elsewhere, in points')), position: 'left' },
          ...endToEnd('x', gaps),
        },
    facets: targets.map((target) => ({
      x: column ? 'x' : `x${target}`,
      y: column ? `y${target}` : 'y',
      title: domainTitle(target),
      grid: 'both',
      zero: 'both',
      diagonal: true,
      means: [],
    })),
    zoom: ['x', 'y'],
    legend: modelLegend(input, mark, 'point'),
    bars: 'none',
    bands: false,
    labels: 'around',
  };
}

export function scatterTable(input: ChartInput): ChartTable {
  const ofDomain = (words: string): string[] => [words, l10n.t('from'), l10n.t('to'), 'n'];
  return {
    columns: [
      l10n.t('Model'),
      ...ofDomain(l10n.t('ΔR math')),
      ...ofDomain(l10n.t('ΔR other reasoning')),
      ...ofDomain(l10n.t('ΔR non-reasoning')),
    ],
    rows: drawnModels(input).map((model) => [
      showHidden(model.model),
      ...(['math', 'other', 'non'] as const).flatMap((domain) => {
        const { value, low, high } = model.domains[domain].delta;
        const items = itemsOf(model.benchmarks.filter((one) => one.domain === domain));
        return [cell(value), cell(low), cell(high), items ?? '–'];
      }),
    ]),
  };
}
