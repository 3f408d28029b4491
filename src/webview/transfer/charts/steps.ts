import * as l10n from '@vscode/l10n';
import { domains } from '../../../core/domain.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ModelTransfer } from '../../../core/transfer/transfer.ts';
import { domainTitle } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { titleHeight } from './facetPlugin.ts';
import { asPaths } from './lines.ts';
import { type Canvas, type ChartPoint, drawnModels, type Figure } from './figure.ts';
import { roomFor } from './ranges.ts';
import { valueScale } from './scales.ts';
import { spanOf } from './spans.ts';
import { domainTip, itemsOf } from './tips.ts';

/** Gain by training step, a panel for each domain and a line for each run with checkpoints. */
export function stepsFigure(input: ChartInput, { look, mark, width }: Canvas): Figure {
  const runs = runsOf(input.transfer.models);
  const shown = runsOf(input.models);
  const drawn = new Map(runsOf(drawnModels(input)));
  const column = width < 620;
  const plotHeight = column ? 220 : 320;
  const panelWidth = column ? width - 60 : (width - 60) / 3;
  const placeOf = (run: string): number => runs.findIndex(([name]) => name === run);
  const datasets = domains.flatMap((domain) =>
    [...drawn].map(([run, models]) => {
      const { color, point, pointFill, dash } = mark(placeOf(run));
      const data = models.flatMap((model): ChartPoint[] => {
        const { delta } = model.domains[domain];
        if (delta.value === null || model.checkpoint === null) return [];
        return [
          {
            x: model.checkpoint.step,
            y: delta.value,
            spanX: null,
            spanY: spanOf(delta),
            model,
            benchmark: null,
            tip: () => domainTip(model, domain, input.transfer.level),
            label: null,
          },
        ];
      });
      return {
        type: 'scatter' as const,
        data,
        parsing: false as const,
        showLine: true,
        segment: asPaths,
        xAxisID: column ? 'x' : `x${domain}`,
        yAxisID: column ? `y${domain}` : 'y',
        pointStyle: point,
        pointRadius: 4,
        borderColor: color,
        borderDash: [...dash],
        backgroundColor: pointFill,
        borderWidth: 2,
      };
    }),
  );
  const points = datasets.flatMap(({ data }) => data);
  const steps = points.map((point) => point.x);
  const x = valueScale(look, 'x', panelWidth, l10n.t('training step'), {
    min: 0,
    max: Math.max(1, ...steps) * 1.04,
  });
  const y = valueScale(
    look,
    'y',
    plotHeight,
    l10n.t('ΔR in points'),
    roomFor(
      points.map((point) => point.y),
      points.flatMap(({ spanY }) => spanY ?? []),
    ),
  );
  const parts = domains.map((domain): Part[] => [
    column
      ? { id: `y${domain}`, length: plotHeight, scale: y }
      : { id: `x${domain}`, length: panelWidth, scale: x },
  ]);
  const gaps = withGaps(parts, column ? titleHeight + 10 : 14);
  return {
    height: (column ? lengthOf(gaps) : plotHeight) + titleHeight + 56,
    top: titleHeight,
    datasets,
    scales: column
      ? { x: { ...x, position: 'bottom' }, ...endToEnd('y', gaps) }
      : { y: { ...y, position: 'left' }, ...endToEnd('x', gaps) },
    facets: domains.map((domain) => ({
      x: column ? 'x' : `x${domain}`,
      y: column ? `y${domain}` : 'y',
      title: domainTitle(domain),
      grid: 'both',
      zero: 'y',
      diagonal: false,
      means: [],
    })),
    zoom: ['x', 'y'],
    legend: shown.map(([run, models]) => ({
      models: models.map(({ model }) => model),
      label: showHidden(run),
      shown: drawn.has(run),
      mark: mark(placeOf(run)),
      as: 'line',
    })),
    bars: 'none',
    bands: true,
    labels: 'around',
  };
}

/** The checkpoints of each run, in the order of their steps. */
export function runsOf(models: readonly ModelTransfer[]): [run: string, models: ModelTransfer[]][] {
  const runs = new Map<string, ModelTransfer[]>();
  for (const model of models) {
    if (model.checkpoint === null) continue;
    const { run } = model.checkpoint;
    runs.set(run, [...(runs.get(run) ?? []), model]);
  }
  for (const run of runs.values()) run.sort((a, b) => (a.checkpoint?.step ?? 0) - (b.checkpoint?.step ?? 0));
  return [...runs];
}

export function stepsTable(input: ChartInput): ChartTable {
  return {
    columns: [
      l10n.t('Run'),
      l10n.t('Step'),
      l10n.t('Domain'),
      l10n.t('ΔR in points'),
      l10n.t('from'),
      l10n.t('to'),
      'n',
    ],
    rows: runsOf(drawnModels(input)).flatMap(([run, models]) =>
      domains.flatMap((domain) =>
        models.map((model) => {
          const { value, low, high } = model.domains[domain].delta;
          const items = itemsOf(model.benchmarks.filter((one) => one.domain === domain));
          return [
            showHidden(run),
            model.checkpoint?.step ?? '–',
            domainTitle(domain),
            cell(value),
            cell(low),
            cell(high),
            items ?? '–',
          ];
        }),
      ),
    ),
  };
}
