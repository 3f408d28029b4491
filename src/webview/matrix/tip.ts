import { render } from 'lit';
import { tipTemplate } from './details.ts';
import { cellPlace, type Hit, type Layout, rowHeight, type Scroll } from './geometry.ts';
import type { MatrixModel } from './model.ts';

const gap = 4;

/** Says in the box what is under the pointer; hides it where that is nothing. */
export function showTip(
  tip: HTMLElement,
  model: MatrixModel,
  layout: Layout,
  scroll: Scroll,
  hit: Hit | null,
): void {
  const words = tipTemplate(model, hit);
  tip.hidden = words === null;
  if (words === null || hit === null) return;
  render(words, tip);
  placeTip(tip, layout, scroll, hit);
}

/** Puts the box beside what it is about: below where there is room, else above, and within the stage. */
function placeTip(tip: HTMLElement, layout: Layout, scroll: Scroll, hit: Hit): void {
  const { x, y } =
    hit.part === 'head'
      ? { x: cellPlace(layout, scroll, 0, hit.column).x, y: layout.head - rowHeight }
      : cellPlace(layout, scroll, hit.row, hit.part === 'cell' ? hit.column : -1);
  const { offsetWidth: width, offsetHeight: height } = tip;
  const below = y + rowHeight + gap;
  const left = hit.part === 'item' || hit.part === 'check' ? layout.gutter + gap : x;
  const top = below + height <= layout.height ? below : Math.max(gap, y - gap - height);
  tip.style.left = `${Math.max(gap, Math.min(left, layout.width - width - gap))}px`;
  tip.style.top = `${top}px`;
}
