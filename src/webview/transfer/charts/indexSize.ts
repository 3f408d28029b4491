import * as l10n from '@vscode/l10n';
import { domains } from '../../../core/domain.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ModelTransfer } from '../../../core/transfer/transfer.ts';
import type { ScaleOptions } from '../../charts.ts';
import { domainTitle, methodWords } from '../words.ts';
import { endToEnd, lengthOf, type Part, withGaps } from './arrange.ts';
import type { ChartInput } from './chartNames.ts';
import { meanDash, titleHeight } from './facetPlugin.ts';
import {
  type Canvas,
  type ChartPoint,
  drawnModels,
  type Facet,
  type Figure,
  type MeanLine,
} from './figure.ts';
import {
  axisTitle,
  gainsWords,
  meansOf,
  methodPlace,
  methodsOf,
  type Target,
  targets,
} from './indexTable.ts';
import type { Look } from './look.ts';
import { billions, dodged, type Sizes, sizesOf } from './modelSizes.ts';
import { roomFor } from './ranges.ts';
import { placesScale, valueScale, widthOf } from './scales.ts';
import { indexTip } from './tips.ts';

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
    const means = meansOf(drawn, target).map(({ value: mean, place, method, tag, label }): MeanLine => ({
      value: mean,
      color: mark(place).color,
      tag: methodWords(method),
      tagWithValue: tag,
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
    legend: [
      ...input.models.map((model) => ({
        models: [model.model],
        label: showHidden(model.model),
        detail: gainsWords(domains.map((domain) => [domain, model.domains[domain].delta.value])),
        shown: !input.hidden.has(model.model),
        mark: mark(methodPlace(model.method)),
        as: 'point' as const,
      })),
      ...targets.flatMap((target) =>
        meansOf(drawn, target).map(({ place, label, said }) => ({
          models: [],
          label: `${axisTitle(target)}, ${label}`,
          detail: said,
          shown: true,
          mark: { ...mark(place), dash: meanDash },
          as: 'dash' as const,
        })),
      ),
    ],
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
