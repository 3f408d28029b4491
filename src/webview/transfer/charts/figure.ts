import type { ChartDataset, ChartKind, ScaleOptions, Surface } from '../../charts.ts';
import type { BenchmarkTransfer, ModelTransfer } from '../../../core/transfer/transfer.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ChartInput } from './chartNames.ts';
import type { Look } from './look.ts';
import type { SeriesMark } from './marks.ts';

/** What a chart is built from, for one surface. */
export interface Canvas {
  readonly look: Look;
  readonly mark: (place: number) => SeriesMark;
  /** Of the plot, in CSS pixels: without the legend. */
  readonly width: number;
  readonly surface: Surface;
}

export type BuildFigure = (input: ChartInput, canvas: Canvas) => Figure;

/** One chart: what is drawn, on which axes, in which panels. */
export interface Figure {
  /** Of the plot, in CSS pixels. */
  readonly height: number;
  /** Above the axes, for the titles of panels. */
  readonly top: number;
  readonly datasets: readonly ChartDataset<ChartKind, ChartPoint[]>[];
  readonly scales: Readonly<Record<string, ScaleOptions>>;
  readonly facets: readonly Facet[];
  /** Axes that can be zoomed. */
  readonly zoom: readonly ('x' | 'y')[];
  readonly legend: readonly LegendEntry[];
  /** Bars are found along their axis, points by distance. */
  readonly bars: 'none' | 'x' | 'y';
  /** Whether intervals are bands under lines, where the theme allows. */
  readonly bands: boolean;
  /** Where names of points may be. */
  readonly labels: 'around' | 'right';
}

/** One mark, where its axes have it. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Where its interval ends; null where there is none. */
  readonly spanX: readonly [low: number, high: number] | null;
  readonly spanY: readonly [low: number, high: number] | null;
  readonly model: ModelTransfer;
  readonly benchmark: BenchmarkTransfer | null;
  /** Said on hover: the first line is the name. */
  readonly tip: () => Tip;
  /** Written beside the mark where there is room. */
  readonly label: string | null;
}

export interface Tip {
  readonly model: string;
  readonly about: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly notes: readonly string[];
}

/** A panel: where two axes meet. */
export interface Facet {
  readonly x: string;
  readonly y: string;
  readonly title: string | null;
  readonly grid: 'x' | 'y' | 'both' | 'none';
  /** Lines through 0 of these axes. */
  readonly zero: 'x' | 'y' | 'both' | 'none';
  /** The line where both are the same. */
  readonly diagonal: boolean;
  readonly means: readonly MeanLine[];
}

/** A dashed line across a panel. */
export interface MeanLine {
  readonly value: number;
  readonly color: string;
  /** At the line; with the value where there is no room for `label`. */
  readonly tag: string;
  readonly tagWithValue: string;
  /** Beside the panel's title. */
  readonly label: string;
}

export interface LegendEntry {
  /** What it shows or hides; empty for one that only explains. */
  readonly models: readonly string[];
  readonly label: string;
  /** Beside the name, such as the gains that an index is made of; never cut. */
  readonly detail: string | null;
  readonly shown: boolean;
  readonly mark: SeriesMark;
  readonly as: 'bar' | 'point' | 'line' | 'dash';
}

/** The place of a model in all of the transfer, which its colour goes by. */
export function placesOf({ transfer }: ChartInput): ReadonlyMap<string, number> {
  return new Map(transfer.models.map(({ model }, place) => [model, place]));
}

export function drawnModels({ models, hidden }: ChartInput): ModelTransfer[] {
  return models.filter(({ model }) => !hidden.has(model));
}

/** Each model as an entry of its own. */
export function modelLegend(
  input: ChartInput,
  mark: (place: number) => SeriesMark,
  as: LegendEntry['as'],
): LegendEntry[] {
  const places = placesOf(input);
  return input.models.map(({ model }) => ({
    models: [model],
    label: showHidden(model),
    detail: null,
    shown: !input.hidden.has(model),
    mark: mark(places.get(model) ?? 0),
    as,
  }));
}
