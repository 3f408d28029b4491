import { canvasSurface, type Surface } from '../../charts.ts';
import { svgSurface } from '../../chartSvg.ts';
import { chartTitle, figures } from './chartKinds.ts';
import type { ChartInput, ChartName } from './chartNames.ts';
import type { Figure } from './figure.ts';
import { cut } from './labelPlugin.ts';
import { drawLegend, placeLegend } from './legend.ts';
import type { Look } from './look.ts';
import { markMaker } from './marks.ts';
import { drawFigure } from './setup.ts';
import { type Zoom, zoomed } from './zoom.ts';

const edge = 12;

/** What a picture is made of; it looks the same as canvas and as SVG. */
export interface PictureOf {
  readonly name: ChartName;
  readonly input: ChartInput;
  readonly look: Look;
  /** In CSS pixels. */
  readonly width: number;
  readonly zoom: Zoom;
}

/** A PNG with so many pixels for each CSS pixel, in base64. */
export function pngOf(of: PictureOf, scale: number): string {
  const canvas = document.createElement('canvas');
  return drawn(
    of,
    (width, height) => canvasSurface(canvas, width, height, scale),
    () => canvas.toDataURL('image/png').replace(/^[^,]*,/, ''),
  );
}

/** A standalone SVG. */
export function svgOf(of: PictureOf): string {
  return drawn(of, svgSurface, (surface) => surface.text());
}

/** Draws a chart with its title and legend, and takes the picture before the chart is gone. */
function drawn<Made extends Surface>(
  { name, input, look, width, zoom }: PictureOf,
  surfaceOf: (width: number, height: number) => Made,
  take: (surface: Made) => string,
): string {
  // How high it is shows once it is built, and it is built for the surface that it is drawn on.
  const build = (surface: Surface) =>
    zoomed(figures[name](input, { look, mark: markMaker(look, surface), width, surface }), zoom);
  const trial = surfaceOf(width, 1);
  const figure = build(trial);
  const head = headOf(trial.context, chartTitle(name, input), figure.legend, look, width);
  const surface = surfaceOf(width, figure.height + head.height);
  const final = build(surface);
  const chart = drawFigure(surface, final, look, undefined, {
    height: head.height,
    draw: (context) => drawHead(context, final.legend, head, look),
  });
  const picture = take(surface);
  chart.destroy();
  return picture;
}

interface Head {
  readonly title: string;
  readonly placed: ReturnType<typeof placeLegend>['placed'];
  readonly height: number;
}

function headOf(
  context: CanvasRenderingContext2D,
  title: string,
  legend: Figure['legend'],
  look: Look,
  width: number,
): Head {
  context.font = titleFont(look);
  const { placed, height } = placeLegend(context, legend, look, width - 2 * edge);
  return { title: cut(context, title, width - 2 * edge), placed, height: titleRow(look) + height + edge };
}

function drawHead(context: CanvasRenderingContext2D, legend: Figure['legend'], head: Head, look: Look): void {
  context.save();
  context.font = titleFont(look);
  context.fillStyle = look.foreground;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(head.title, edge, edge + look.size);
  context.restore();
  // The marks are those of the surface that is drawn on.
  const shown = legend.filter((entry) => entry.shown);
  const placed = head.placed.map((one, at) => ({ ...one, entry: shown[at] ?? one.entry }));
  drawLegend(context, placed, look, edge, titleRow(look));
}

const titleFont = ({ size, family }: Look): string => `bold ${size + 1}px ${family}`;
const titleRow = ({ size }: Look): number => edge + size + 12;
