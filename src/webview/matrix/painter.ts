import { showHidden } from '../../core/hiddenText.ts';
import { paintCell, type CellPainter } from './cellPainter.ts';
import { cellPlace, checkWidth, inView, type Layout, rowHeight, type Scroll } from './geometry.ts';
import { paintHeads } from './headPainter.ts';
import type { MatrixModel, Place } from './model.ts';
import type { Palette } from './palette.ts';
import { TextFit } from './textFit.ts';

/** A narrower gutter holds ids only. */
const narrow = 170;

/** What a frame shows beside the model. */
export interface Scene {
  readonly model: MatrixModel;
  readonly layout: Layout;
  readonly scroll: Scroll;
  readonly hover: Place | null;
  /** Whether the grid has the keyboard. */
  readonly focused: boolean;
}

/** Draws all that is in view, in one frame. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #rowFit: TextFit;
  readonly #headFit: TextFit;
  /** What the heads on the canvas were drawn of. A canvas that was cleared has another layout. */
  #headsOf: readonly unknown[] = [];

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
    this.#rowFit = new TextFit(context);
    this.#headFit = new TextFit(context);
  }

  paint(scene: Scene, look: Omit<CellPainter, 'context'>): void {
    const context = this.#context;
    const { layout } = scene;
    const { palette } = look;
    this.#clipped(0, layout.head, layout.width, layout.height, () => {
      context.fillStyle = palette.background;
      context.fillRect(0, layout.head, layout.width, layout.height);
      this.#clipped(layout.gutter, 0, layout.width, layout.height, () =>
        this.#cells(scene, { ...look, context }),
      );
      this.#clipped(0, 0, layout.gutter, layout.height, () => this.#items(scene, look));
      this.#lines(scene, palette);
      this.#ring(scene, look);
    });
    this.#heads(scene, palette);
  }

  /** Only where they changed: while rows scroll, most of the text there is stands in them. */
  #heads(scene: Scene, palette: Palette): void {
    const { model, layout, scroll, hover } = scene;
    const of = [model, layout, palette, scroll.left, hover?.column];
    if (of.every((part, index) => part === this.#headsOf[index])) return;
    this.#headsOf = of;
    this.#clipped(0, 0, layout.width, layout.head, () => {
      paintHeads(this.#context, this.#headFit, scene, palette);
      this.#context.fillStyle = palette.line;
      this.#context.fillRect(0, layout.head - 1, layout.width, 1);
      this.#lines(scene, palette);
    });
  }

  /** Between the gutter and the columns; a second one where columns are scrolled away. */
  #lines({ layout, scroll }: Scene, palette: Palette): void {
    this.#context.fillStyle = palette.line;
    this.#context.fillRect(layout.gutter - 1, 0, scroll.left > 0 ? 2 : 1, layout.height);
  }

  #cells({ model, layout, scroll }: Scene, painter: CellPainter): void {
    const { context, palette, shapes } = painter;
    const { columnWidth } = layout;
    const view = inView(layout, scroll);
    let last = '';
    for (let row = view.rows[0]; row < view.rows[1]; row += 1) {
      const item = model.rows[row] ?? 0;
      for (let column = view.columns[0]; column < view.columns[1]; column += 1) {
        const { x, y } = cellPlace(layout, scroll, row, column);
        const plain = !shapes && model.table.isPlain(item, column);
        const color = plain ? palette.rates[model.table.byte(item, column)] : undefined;
        if (color === undefined) {
          paintCell(painter, model.table.cell(item, column), [x, y, columnWidth, rowHeight]);
          last = '';
          continue;
        }
        // Most cells are an area and no more, often of the colour of the one before.
        if (color !== last) context.fillStyle = color;
        last = color;
        context.fillRect(x, y, columnWidth - 1, rowHeight - 1);
      }
    }
  }

  #items({ model, layout, scroll, hover }: Scene, { palette }: Omit<CellPainter, 'context'>): void {
    const context = this.#context;
    const [from, to] = inView(layout, scroll).rows;
    const several = model.table.data.benchmark === null;
    context.font = palette.rowFont;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    for (let row = from; row < to; row += 1) {
      const item = model.item(row);
      if (item === undefined) continue;
      const { y } = cellPlace(layout, scroll, row, -1);
      const selected = model.selected.has(item.ref);
      if (selected || row === hover?.row) {
        context.fillStyle = selected ? palette.selected : palette.hover;
        context.fillRect(0, y, layout.gutter, rowHeight);
      }
      this.#check(y, selected, row === hover?.row, palette.foreground, palette.quiet);
      const width = layout.gutter - checkWidth - 6;
      const named = showHidden(several ? `${item.benchmark} ${item.id}` : item.id);
      const alone = item.question === '' || width < narrow;
      const id = this.#rowFit.fit(named, alone ? width : width * 0.55, true);
      context.fillStyle = selected ? palette.selectedText : palette.foreground;
      context.fillText(id, checkWidth, y + rowHeight / 2 + 0.5);
      if (alone) continue;
      const used = context.measureText(id).width + 8;
      context.fillStyle = palette.quiet;
      const question = this.#rowFit.fit(
        showHidden(item.question),
        Math.max(0, width - Math.ceil(used / 8) * 8),
      );
      context.fillText(question, checkWidth + used, y + rowHeight / 2 + 0.5);
    }
  }

  /** The box of a row that is selected, or could be. */
  #check(y: number, selected: boolean, hovered: boolean, ink: string, quiet: string): void {
    const context = this.#context;
    if (!selected && !hovered) return;
    const [x, top] = [6.5, Math.round(y) + rowHeight / 2 - 5.5];
    context.lineWidth = 1;
    context.strokeStyle = selected ? ink : quiet;
    context.strokeRect(x, top, 11, 11);
    if (!selected) return;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x + 2.5, top + 5.5);
    context.lineTo(x + 4.5, top + 8);
    context.lineTo(x + 8.5, top + 3);
    context.stroke();
  }

  /** Around the cell that the arrow keys move. */
  #ring({ model, layout, scroll, focused }: Scene, { palette }: Omit<CellPainter, 'context'>): void {
    if (model.rows.length === 0) return;
    const context = this.#context;
    const { row, column } = model.place;
    const { x, y } = cellPlace(layout, scroll, row, column);
    const width = column < 0 ? layout.gutter : layout.columnWidth;
    if (column >= 0 && x + width <= layout.gutter) return;
    const draw = (): void => {
      context.lineWidth = focused ? 2 : 1;
      const inner = context.lineWidth / 2;
      // A line of the background between the ring and the cell: a ring may be of the cell's own colour.
      if (focused) {
        context.strokeStyle = palette.background;
        context.strokeRect(x + 2.5, y + 2.5, width - 6, rowHeight - 6);
      }
      context.strokeStyle = focused ? palette.focus : palette.quiet;
      context.strokeRect(x + inner, y + inner, width - 1 - 2 * inner, rowHeight - 1 - 2 * inner);
    };
    if (column < 0) draw();
    else this.#clipped(layout.gutter, 0, layout.width, layout.height, draw);
  }

  #clipped(left: number, top: number, right: number, bottom: number, draw: () => void): void {
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(left, top, right - left, bottom - top);
    this.#context.clip();
    draw();
    this.#context.restore();
  }
}
