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
  const drawn = runsOf(drawnModels(input));
  const column = width < 620;
  const plotHeight = column ? 220 : 320;
  const panelWidth = column ? width - 60 : (width - 60) / 3;
  const placeOf = ({ key }: Run): number => runs.findIndex((run) => run.key === key);
  const datasets = domains.flatMap((domain) =>
    drawn.map((run) => {
      const { color, point, pointFill, dash } = mark(placeOf(run));
      const data = run.models.flatMap((model): ChartPoint[] => {
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
    legend: shown.map((run) => ({
      models: run.models.map(({ model }) => model),
      label: runName(run, runs),
      detail: null,
      shown: drawn.some(({ key }) => key === run.key),
      mark: mark(placeOf(run)),
      as: 'line',
    })),
    bars: 'none',
    bands: true,
    labels: 'around',
  };
}

/** A training run: of one base, since runs of several may have one name. */
interface Run {
  readonly key: string;
  readonly run: string;
  readonly base: string;
  /** Its checkpoints, in the order of their steps. */
  readonly models: readonly ModelTransfer[];
}

export function runsOf(models: readonly ModelTransfer[]): Run[] {
  const checkpoints = models.flatMap((model) =>
    model.checkpoint === null ? [] : [{ model, ...model.checkpoint }],
  );
  const runs = Map.groupBy(checkpoints, ({ model: { base }, run }) => JSON.stringify([base, run]));
  return [...runs].flatMap(([key, some]) => {
    const [first] = some;
    if (first === undefined) return [];
    const inOrder = some.toSorted((a, b) => a.step - b.step).map(({ model }) => model);
    return [{ key, run: first.run, base: first.model.base, models: inOrder }];
  });
}

/** With its base where another base has a run of the same name. */
function runName({ run, base }: Run, all: readonly Run[]): string {
  return all.some((other) => other.run === run && other.base !== base)
    ? l10n.t('{0} ({1})', showHidden(run), showHidden(base))
    : showHidden(run);
}

export function stepsTable(input: ChartInput): ChartTable {
  const all = runsOf(input.transfer.models);
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
    rows: runsOf(drawnModels(input)).flatMap((run) =>
      domains.flatMap((domain) =>
        run.models.map((model) => {
          const { value, low, high } = model.domains[domain].delta;
          const items = itemsOf(model.benchmarks.filter((one) => one.domain === domain));
          return [
            runName(run, all),
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
