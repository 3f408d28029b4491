import {
  BarController,
  BarElement,
  BasicPlatform,
  CategoryScale,
  Chart,
  type ChartDataset,
  type ChartOptions,
  LinearScale,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  type PointStyle,
  ScatterController,
} from 'chart.js';
import { drawPoint } from 'chart.js/helpers';

/**
 * The one importer of Chart.js, with the parts of it that we use: bars, points and lines on linear, logarithmic and
 * named axes. Hover, legend, intervals and panels are ours.
 */
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
);

export type ChartKind = 'bar' | 'scatter';
export type { Chart, ChartDataset, ChartOptions, Plugin, PointStyle };
export type ScaleOptions = NonNullable<NonNullable<ChartOptions<ChartKind>['scales']>[string]>;

export interface ChartSetup {
  readonly datasets: readonly ChartDataset<ChartKind>[];
  readonly options: ChartOptions<ChartKind>;
  readonly plugins: readonly Plugin[];
}

/** What a chart draws on: a canvas, or what stands for one (`canvas` leads back to it, as with a canvas's own). */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the surface for each. */
  readonly ratio: number;
  /** A filling that repeats a square tile, of a size in CSS pixels. */
  readonly pattern: (size: number, paint: (context: CanvasRenderingContext2D) => void) => CanvasPattern;
}

/**
 * Draws a chart at once, without animation. It listens to nothing and never changes its size by itself: who made the
 * surface does.
 */
export function drawChart({ context, ratio }: Surface, { datasets, options, plugins }: ChartSetup): Chart {
  return new Chart(context, {
    type: 'scatter',
    // The other platform measures elements and sets their styles.
    platform: BasicPlatform,
    data: { datasets: [...datasets] },
    options: {
      ...options,
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      devicePixelRatio: ratio,
      events: [],
    },
    plugins: [...plugins],
  });
}

/** Draws a mark as a chart does, with the context's own fill and stroke. */
export function drawMark(
  context: CanvasRenderingContext2D,
  pointStyle: PointStyle,
  radius: number,
  x: number,
  y: number,
): void {
  drawPoint(context, { pointStyle, radius, borderWidth: 1.5, rotation: 0 }, x, y);
}

/** A canvas of this size as a surface; its size is the chart's from here on. */
export function canvasSurface(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  ratio: number,
): Surface {
  // Chart.js multiplies it by the ratio.
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The canvas has no context.');
  const pattern: Surface['pattern'] = (size, paint) => {
    const tile = document.createElement('canvas');
    tile.width = tile.height = Math.round(size * ratio);
    const within = tile.getContext('2d');
    if (within === null) throw new Error('The canvas has no context.');
    within.scale(tile.width / size, tile.height / size);
    paint(within);
    const made = context.createPattern(tile, 'repeat');
    if (made === null) throw new Error('A tile has no size.');
    made.setTransform(new DOMMatrix().scale(size / tile.width, size / tile.height));
    return made;
  };
  return { context, width, height, ratio, pattern };
}
