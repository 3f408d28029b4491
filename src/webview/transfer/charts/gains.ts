import * as l10n from '@vscode/l10n';
import { domains } from '../../../core/domain.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ScaleOptions } from '../../charts.ts';
import { domainTitle } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { titleHeight } from './facetPlugin.ts';
import { type Canvas, type ChartPoint, drawnModels, type Figure, modelLegend, placesOf } from './figure.ts';
import { roomFor } from './ranges.ts';
import { namesScale, tooWide, valueScale } from './scales.ts';
import { benchmarkTip } from './tips.ts';

/** Narrower bars cannot be told apart, and narrower names not be read. */
const leastBar = 4;
const plotHeight = 320;
const leastName = 62;

/** ΔR by benchmark, a panel for each domain and the models beside each other (paper, Figure 1). */
export function gainsFigure(input: ChartInput, { look, mark, width }: Canvas): Figure {
  const drawn = drawnModels(input);
  const groups = groupsOf(input);
  const names = groups.flatMap(({ benchmarks }) => benchmarks).length;
  const room = width - 60;
  const lying = room / Math.max(1, names) < Math.max(leastName, (leastBar * drawn.length) / 0.8);
  const [along, across] = lying ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const slot = Math.max(26, drawn.length * (drawn.length > 8 ? 9 : 12) + 10);
  const labels = groups.flatMap(({ benchmarks }) => benchmarks.map(showHidden));
  const turned = !lying && tooWide(look, labels, room / names);
  const parts = groups.map(({ domain, benchmarks }): Part[] => [
    {
      id: `${along}${domain}`,
      length: benchmarks.length * (lying ? slot : room / names),
      scale: namesScale(look, along, benchmarks.map(showHidden), turned),
    },
  ]);
  const places = placesOf(input);
  const datasets = drawn.flatMap((model) =>
    groups.map(({ domain, benchmarks }) => {
      const { color, barFill } = mark(places.get(model.model) ?? 0);
      return {
        type: 'bar' as const,
        data: benchmarks.flatMap((name, at): ChartPoint[] => {
          const benchmark = model.benchmarks.find((one) => one.benchmark === name);
          if (benchmark === undefined) return [];
          const { value, low, high } = benchmark.delta;
          const span = low === null || high === null ? null : ([low, high] as const);
          return [
            {
              ...(lying ? { x: value, y: at } : { x: at, y: value }),
              spanX: lying ? span : null,
              spanY: lying ? null : span,
              model,
              benchmark,
              tip: () => benchmarkTip(model, benchmark, input.transfer.level),
              label: null,
            },
          ];
        }),
        parsing: false as const,
        indexAxis: along,
        xAxisID: lying ? 'x' : `x${domain}`,
        yAxisID: lying ? `y${domain}` : 'y',
        backgroundColor: barFill,
        borderColor: color,
        borderWidth: 1,
        borderSkipped: false as const,
        categoryPercentage: 0.86,
        barPercentage: drawn.length > 10 ? 1 : 0.92,
      };
    }),
  );
  const points = datasets.flatMap(({ data }) => data);
  const range = roomFor(
    points.map((point) => point[across]),
    points.flatMap(({ spanX, spanY }) => spanX ?? spanY ?? []),
  );
  const value = (title: string | null): ScaleOptions =>
    valueScale(look, across, lying ? room - 100 : plotHeight, title, range);
  const title = l10n.t('ΔR in points');
  const gaps = lying
    ? [{ id: 'y-title', length: titleHeight }, ...withGaps(parts, titleHeight + 4)]
    : withGaps(parts, 10);
  return {
    height: lying ? lengthOf(gaps) + 70 : plotHeight + titleHeight + (turned ? 70 : 30),
    top: lying ? 0 : titleHeight,
    datasets,
    scales: {
      ...(lying
        ? {
            // High charts scroll: the values are at both ends.
            x: { ...value(title), position: 'bottom' },
            xtop: { ...value(null), axis: 'x', position: 'top' },
          }
        : { y: { ...value(title), position: 'left' } }),
      ...endToEnd(along, gaps),
    },
    facets: groups.map(({ domain }) => ({
      x: lying ? 'x' : `x${domain}`,
      y: lying ? `y${domain}` : 'y',
      title: domainTitle(domain),
      grid: across,
      zero: across,
      diagonal: false,
      means: [],
    })),
    zoom: [across],
    legend: modelLegend(input, mark, 'bar'),
    bars: along,
    bands: false,
    labels: 'around',
  };
}

/** By domain: the benchmarks that one of the models shown has, in their order. */
function groupsOf({ models }: ChartInput) {
  return domains
    .map((domain) => ({
      domain,
      benchmarks: [
        ...new Set(
          models.flatMap(({ benchmarks }) =>
            benchmarks.filter((one) => one.domain === domain).map(({ benchmark }) => benchmark),
          ),
        ),
      ],
    }))
    .filter(({ benchmarks }) => benchmarks.length > 0);
}

export function gainsTable(input: ChartInput): ChartTable {
  return {
    columns: [
      l10n.t('Model'),
      l10n.t('Benchmark'),
      l10n.t('Domain'),
      l10n.t('Base, %'),
      l10n.t('Tuned, %'),
      l10n.t('ΔR in points'),
      l10n.t('from'),
      l10n.t('to'),
      'n',
    ],
    rows: groupsOf(input).flatMap(({ domain, benchmarks }) =>
      benchmarks.flatMap((name) =>
        drawnModels(input).flatMap(({ model, benchmarks: mine }) => {
          const one = mine.find(({ benchmark }) => benchmark === name);
          if (one === undefined) return [];
          const { base, tuned, delta, n } = one;
          return [
            [
              showHidden(model),
              showHidden(name),
              domainTitle(domain),
              cell(base),
              cell(tuned),
              cell(delta.value),
              cell(delta.low),
              cell(delta.high),
              n ?? '–',
            ],
          ];
        }),
      ),
    ),
  };
}
