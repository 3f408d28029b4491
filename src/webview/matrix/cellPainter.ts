import { byteRate, noRate } from '../../core/results/matrix.ts';
import type { MatrixCell } from '../../core/results/matrixTable.ts';
import type { Palette } from './palette.ts';

/** How one cell is drawn: what is to be seen of it, without a word. */
export interface CellPainter {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  /** Whether the rate is told by a shape: a disc for right, a ring for wrong, a disc filled in part between. */
  readonly shapes: boolean;
}

/** A shape and its marks. */
const shapeWidth = 46;

type Box = readonly [x: number, y: number, width: number, height: number];

export function paintCell(painter: CellPainter, cell: MatrixCell, box: Box): void {
  const { context, palette, shapes } = painter;
  // The marks of a shape stay beside it, however wide the column is.
  const [x, y, width, height] = shapes ? inMiddle(box) : box;
  const { byte, samples, truncated, flip } = cell;
  if (byte === noRate) {
    if (samples > 0) paintUnscored(painter, box);
    return;
  }
  const color = (shapes ? palette.shapes : palette.rates)[byte] ?? palette.foreground;
  const ink = shapes ? palette.foreground : (palette.onRates[byte] ?? palette.foreground);
  const middle = y + height / 2;
  if (shapes) paintShape(context, color, byte, x + width / 2 - 7, middle);
  else {
    context.fillStyle = color;
    context.fillRect(x, y, width - 1, height - 1);
  }
  if (flip !== null)
    paintFlip(context, ink, flip === 'learned', shapes ? x + width / 2 + 9 : x + width / 2, middle);
  if (truncated > 0) {
    context.fillStyle = ink;
    context.beginPath();
    context.moveTo(x + width - 9, y);
    context.lineTo(x + width - 1, y);
    context.lineTo(x + width - 1, y + 8);
    context.fill();
  }
}

function inMiddle([x, y, width, height]: Box): Box {
  return [x + (width - shapeWidth) / 2, y, shapeWidth, height];
}

function paintShape(
  context: CanvasRenderingContext2D,
  color: string,
  byte: number,
  x: number,
  y: number,
): void {
  const radius = 5.5;
  const rate = byteRate(byte) ?? 0;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  if (rate === 0) return;
  context.fillStyle = color;
  context.beginPath();
  // From below: the level at which the disc is full to that part of its height.
  const angle = Math.acos(2 * rate - 1);
  context.arc(x, y, radius, angle - Math.PI / 2, -angle - Math.PI / 2 + 2 * Math.PI);
  context.fill();
}

/** Up for what was learned, down for what was forgotten. */
function paintFlip(context: CanvasRenderingContext2D, ink: string, up: boolean, x: number, y: number): void {
  const [half, tip] = [5, up ? -4 : 4];
  context.fillStyle = ink;
  context.beginPath();
  context.moveTo(x - half, y - tip);
  context.lineTo(x + half, y - tip);
  context.lineTo(x, y + tip);
  context.fill();
}

/** A dash: there is something, and nobody scored it. */
function paintUnscored({ context, palette }: CellPainter, [x, y, width, height]: Box): void {
  context.fillStyle = palette.quiet;
  context.fillRect(x + width / 2 - 4, y + height / 2 - 1, 8, 1.5);
}
