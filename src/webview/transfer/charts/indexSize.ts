import * as l10n from '@vscode/l10n';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ModelTransfer } from '../../../core/transfer/transfer.ts';
import type { ScaleOptions } from '../../charts.ts';
import { brief } from '../figures.ts';
import { domainTitle, methodWords } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import type { ChartTable } from './chartTable.ts';
import { cell } from './exact.ts';
import { titleHeight } from './facetPlugin.ts';
import {
  type Canvas,
  type ChartPoint,
  drawnModels,
  type Facet,
  type Figure,
  type MeanLine,
} from './figure.ts';
import type { Look } from './look.ts';
import { billions, dodged, type Sizes, sizesOf } from './modelSizes.ts';
import { roomFor } from './ranges.ts';
import { placesScale, valueScale, widthOf } from './scales.ts';
import { indexTip } from './tips.ts';

const targets = ['other', 'non'] as const;
type Target = (typeof targets)[number];

/** Of the lane of models whose index is undefined, and of the one of those whose size nobody says. */
const laneHeight = 34;
const plotHeight = 300;
const unknownWidth = 64;

/** The index against the size of the base, by method, with each method's mean dashed (paper, Figure 2). */
export function indexSizeFigure(input: ChartInput, { look, mark, width }: Canvas): Figure {
  const drawn = drawnModels(input);
  const unknown = drawn.some(({ size }) => size === null || billions(size) === null);
  const column = width < 760;
  const plotWidth = (column ? width : width / 2) - 60;
  const sizesWidth = plotWidth - (unknown ? unknownWidth + 6 : 0);
  const sizes = sizesOf(drawn, sizesWidth);
  const lane = targets.some((target) => drawn.some(({ ti }) => ti[target].value === null));
  const values = drawn.flatMap(({ ti }) => targets.flatMap((target) => ti[target].value ?? []));
  const ends = drawn.flatMap(({ ti }) =>
    targets.flatMap((target) => [ti[target].low ?? [], ti[target].high ?? []].flat()),
  );
  const value = (title: string): ScaleOptions =>
    valueScale(look, 'y', plotHeight, title, roomFor(values, ends));
  const laneScale = placesScale(look, 'linear', { min: 0, max: 1 }, [[0.5, l10n.t('undefined')]]);
  const shift = dodged(drawn, sizes, sizesWidth);

  const across = (target: string): Part[] => [
    {
      id: `x${target}`,
      length: sizesWidth,
      scale: placesScale(
        look,
        'logarithmic',
        sizes.range,
        spaced(look, sizes, sizesWidth),
        l10n.t('size of the base'),
      ),
    },
    ...(unknown
      ? [
          { id: `x${target}-between`, length: 6 },
          {
            id: `x${target}-unknown`,
            length: unknownWidth,
            scale: placesScale(look, 'linear', { min: 0, max: 1 }, [[0.5, l10n.t('unknown')]], ' '),
          },
        ]
      : []),
  ];
  const down = (target: string, title: string): Part[] => [
    { id: `y${target}`, length: plotHeight, scale: value(title) },
    ...(lane
      ? [
          { id: `y${target}-between`, length: 6 },
          { id: `y${target}-lane`, length: laneHeight, scale: laneScale },
        ]
      : []),
  ];
  const xs = column
    ? across('')
    : withGaps(
        targets.map((target) => across(target)),
        18,
      );
  const ys = column
    ? withGaps(
        targets.map((target) => down(target, axisTitle(target))),
        titleHeight + 10,
      )
    : down('', l10n.t('TI, in percent as an index'));
  const xOf = (target: Target): string => (column ? 'x' : `x${target}`);
  const yOf = (target: Target): string => (column ? `y${target}` : 'y');

  const pointOf = (model: ModelTransfer, target: Target): ChartPoint => {
    const { value: index, low, high } = model.ti[target];
    const size = sizes.of(model);
    return {
      x: size === null ? 0.5 + shift(model) * 0.05 : size * Math.exp(shift(model)),
      y: index ?? 0.5,
      spanX: null,
      spanY: index === null || low === null || high === null ? null : [low, high],
      model,
      benchmark: null,
      tip: () => indexTip(model, target, input.transfer.level),
      label: showHidden(model.model),
    };
  };
  const methods = methodsOf(drawn);
  const datasets = targets
    .flatMap((target) =>
      methods.flatMap(({ place, models }) =>
        [true, false].flatMap((defined) =>
          [true, false].map((sized) => ({
            type: 'scatter' as const,
            data: models
              .filter((model) => (model.ti[target].value !== null) === defined)
              .filter((model) => (sizes.of(model) !== null) === sized)
              .map((model) => pointOf(model, target)),
            parsing: false as const,
            xAxisID: sized ? xOf(target) : `${xOf(target)}-unknown`,
            yAxisID: defined ? yOf(target) : `${yOf(target)}-lane`,
            pointStyle: mark(place).point,
            pointRadius: 5,
            borderColor: mark(place).color,
            // What is undefined is no value: an open shape.
            backgroundColor: defined ? mark(place).color : look.panel,
            borderWidth: 1.5,
          })),
        ),
      ),
    )
    .filter(({ data }) => data.length > 0);
  const facets = targets.flatMap((target): Facet[] => {
    const plain = { grid: 'none', zero: 'none', diagonal: false, title: null, means: [] } as const;
    const means = meansOf(drawn, target).map(({ value: mean, place, method, label }): MeanLine => ({
      value: mean,
      color: mark(place).color,
      tag: methodWords(method),
      tagWithValue: `${methodWords(method)} ${brief(mean)}`,
      label,
    }));
    const xIds = unknown ? [xOf(target), `${xOf(target)}-unknown`] : [xOf(target)];
    return xIds.flatMap((x, at): Facet[] => [
      {
        x,
        y: yOf(target),
        title: at === 0 ? l10n.t('TI: {0}', domainTitle(target)) : null,
        grid: at === 0 ? 'both' : 'y',
        zero: 'y',
        diagonal: false,
        means: at === 0 ? means : [],
      },
      ...(lane ? [{ ...plain, x, y: `${yOf(target)}-lane` }] : []),
    ]);
  });
  return {
    height: lengthOf(ys) + titleHeight + 56,
    top: titleHeight,
    datasets,
    scales: { ...endToEnd('x', xs), ...endToEnd('y', ys) },
    facets,
    zoom: ['y'],
    legend: input.models.map((model) => ({
      models: [model.model],
      label: showHidden(model.model),
      shown: !input.hidden.has(model.model),
      mark: mark(methodPlace(model.method)),
      as: 'point',
    })),
    bars: 'none',
    bands: false,
    labels: 'around',
  };
}

/** The sizes without the names that would cover the one before. */
function spaced(look: Look, { ticks, range }: Sizes, length: number): Sizes['ticks'] {
  const perUnit = length / Math.log(range.max / range.min);
  let end = -Infinity;
  return ticks.map(([size, label]) => {
    const [place, half] = [Math.log(size / range.min) * perUnit, widthOf(look, label) / 2];
    if (place - half < end + 4) return [size, ''];
    end = place + half;
    return [size, label];
  });
}

function axisTitle(target: Target): string {
  return target === 'other' ? l10n.t('TI other') : l10n.t('TI non');
}

const methodOrder = ['rl', 'sft', 'other', null] as const;

/** Colours of methods are those of the first models. */
function methodPlace(method: ModelTransfer['method']): number {
  return method === null ? 6 : methodOrder.indexOf(method);
}

function methodsOf(drawn: readonly ModelTransfer[]) {
  return methodOrder.map((method) => ({
    method,
    place: methodPlace(method),
    models: drawn.filter((model) => model.method === method),
  }));
}

/** The mean of each method over the models drawn whose index is defined; of two at least. */
function meansOf(drawn: readonly ModelTransfer[], target: Target) {
  return methodsOf(drawn).flatMap(({ method, place, models }) => {
    const values = models.flatMap(({ ti }) => ti[target].value ?? []);
    if (method === null || values.length < 2) return [];
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    const label = l10n.t('{0}: mean {1} of {2}', methodWords(method), brief(value), String(values.length));
    return [{ method, place, value, n: values.length, label }];
  });
}

export function indexSizeTable(input: ChartInput): ChartTable {
  const drawn = drawnModels(input);
  return {
    columns: [
      l10n.t('Model'),
      l10n.t('Method'),
      l10n.t('Size of the base'),
      l10n.t('Index'),
      l10n.t('Value'),
      l10n.t('from'),
      l10n.t('to'),
      l10n.t('ΔR math'),
      l10n.t('ΔR'),
      l10n.t('Note'),
    ],
    rows: targets.flatMap((target) => [
      ...drawn.map(({ model, method, size, ti, domains }) => [
        showHidden(model),
        method === null ? '–' : methodWords(method),
        size ?? '–',
        axisTitle(target),
        ti[target].value === null ? l10n.t('undefined') : cell(ti[target].value),
        cell(ti[target].low),
        cell(ti[target].high),
        cell(domains.math.delta.value),
        cell(domains[target].delta.value),
        ti[target].reason ?? '',
      ]),
      ...meansOf(drawn, target).map(({ method, value, n }) => [
        l10n.t('Mean of {0} models', String(n)),
        methodWords(method),
        '–',
        axisTitle(target),
        cell(value),
        '–',
        '–',
        '–',
        '–',
        '',
      ]),
    ]),
  };
}
