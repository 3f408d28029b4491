import * as l10n from '@vscode/l10n';
import { showHidden } from '../../core/hiddenText.ts';
import { count } from '../numbers.ts';
import { roleWords } from '../roleWords.ts';
import { cellPlace, inView, type Layout, lineHeight } from './geometry.ts';
import type { HeadFigures } from './headFigures.ts';
import type { Scene } from './painter.ts';
import type { Palette } from './palette.ts';
import type { TextFit } from './textFit.ts';
import { shareText } from './words.ts';

/** The heads of the columns: label, role, score, items, truncated share; their names stand in the gutter. */
export function paintHeads(
  context: CanvasRenderingContext2D,
  fit: TextFit,
  scene: Scene,
  palette: Palette,
): void {
  const { model, layout, scroll, hover } = scene;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, layout.width, layout.head);
  context.save();
  context.beginPath();
  context.rect(layout.gutter, 0, layout.width - layout.gutter, layout.head);
  context.clip();
  const [from, to] = inView(layout, scroll).columns;
  for (let column = from; column < to; column += 1) {
    const head = model.columns[column];
    const figures = model.heads[column];
    if (head === undefined || figures === undefined) continue;
    const { x } = cellPlace(layout, scroll, 0, column);
    if (hover?.column === column) {
      context.fillStyle = palette.hover;
      context.fillRect(x, 0, layout.columnWidth - 1, layout.head);
    }
    context.fillStyle = palette.foreground;
    context.font = palette.labelFont;
    if (layout.standing) paintStanding(context, fit, layout, showHidden(head.label), x);
    else paintLying(context, fit, layout, showHidden(head.label), x);
    context.font = palette.headFont;
    const role = head.role === null ? '' : roleWords(head.role);
    paintLines(context, fit, layout, x, palette, [...(layout.roles ? [role] : []), ...lines(figures)]);
  }
  context.restore();
  paintNames(
    context,
    fit,
    layout,
    palette,
    model.heads.some(({ reported }) => reported),
  );
}

/** A mean has its sign before it: what is reported of the others may be no mean. */
function lines({ score, n, truncated, reported }: HeadFigures): string[] {
  const share = shareText(score);
  return [reported || score === null ? share : `⌀ ${share}`, count(n), shareText(truncated)];
}

function paintLines(
  context: CanvasRenderingContext2D,
  fit: TextFit,
  layout: Layout,
  x: number,
  palette: Palette,
  words: readonly string[],
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [index, word] of words.entries()) {
    // The score is what is looked for.
    context.fillStyle = index === Number(layout.roles) ? palette.foreground : palette.quiet;
    const y = layout.labelHeight + (index + 0.5) * lineHeight + 2;
    context.fillText(fit.fit(word, layout.columnWidth - 4), x + layout.columnWidth / 2, y);
  }
}

/** On end, read from below. */
function paintStanding(
  context: CanvasRenderingContext2D,
  fit: TextFit,
  layout: Layout,
  label: string,
  x: number,
): void {
  context.save();
  context.translate(x + layout.columnWidth / 2, layout.labelHeight);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  // Its end tells a checkpoint from the next, and a tool from the other.
  context.fillText(fit.fit(label, layout.labelHeight - 6, true), 0, 0);
  context.restore();
}

/** In two lines where it is long: the end tells models apart. */
function paintLying(
  context: CanvasRenderingContext2D,
  fit: TextFit,
  layout: Layout,
  label: string,
  x: number,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = layout.columnWidth - 6;
  const middle = x + layout.columnWidth / 2;
  if (context.measureText(label).width <= width) {
    context.fillText(label, middle, layout.labelHeight - lineHeight / 2);
    return;
  }
  let first = label.length;
  while (first > 1 && context.measureText(label.slice(0, first)).width > width) first -= 1;
  const dash = label.slice(0, first).search(/[-_ /.:][^-_ /.:]*$/) + 1;
  const cut = dash > first / 2 ? dash : first;
  context.fillText(label.slice(0, cut), middle, layout.labelHeight - lineHeight * 1.5);
  context.fillText(fit.fit(label.slice(cut), width, true), middle, layout.labelHeight - lineHeight / 2);
}

/** What the lines are, in the gutter. */
function paintNames(
  context: CanvasRenderingContext2D,
  fit: TextFit,
  layout: Layout,
  palette: Palette,
  reported: boolean,
): void {
  const names = [
    ...(layout.roles ? [l10n.t('Role')] : []),
    reported ? l10n.t('Score in %') : l10n.t('Mean in %'),
    l10n.t('Items'),
    l10n.t('Truncated in %'),
  ];
  context.font = palette.headFont;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = palette.quiet;
  for (const [index, name] of names.entries()) {
    const y = layout.labelHeight + (index + 0.5) * lineHeight + 2;
    context.fillText(fit.fit(name, layout.gutter - 12), layout.gutter - 8, y);
  }
}
