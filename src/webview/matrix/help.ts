import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { fullRate, noRate } from '../../core/results/matrix.ts';
import type { MatrixCell } from '../../core/results/matrixTable.ts';
import { helpDialog, keyList, openHelp } from '../helpDialog.ts';
import { paintCell } from './cellPainter.ts';
import { rowHeight } from './geometry.ts';
import { keyWords } from './keys.ts';
import { readPalette } from './palette.ts';

/** The overlay that says what the marks mean and lists the keys; `showHelp` opens it. */
export function helpTemplate(): TemplateResult {
  return helpDialog(
    html`<h2 id="help-title">${l10n.t('Marks')}</h2>
      <dl class="marks">
        ${marks().map(
          ([, words], index) =>
            html`<div>
              <dt><canvas class="mark" data-mark=${index} aria-hidden="true"></canvas></dt>
              <dd>${words}</dd>
            </div>`,
        )}
      </dl>
      <h2>${l10n.t('Keys')}</h2>
      ${keyList(keyWords())}`,
  );
}

/** Opens the overlay, with the marks as the matrix draws them now. */
export function showHelp(within: HTMLElement, shapes: boolean): void {
  const palette = readPalette();
  const all = marks();
  for (const canvas of within.querySelectorAll<HTMLCanvasElement>('canvas.mark')) {
    const cell = all[Number(canvas.dataset.mark)]?.[0];
    const context = canvas.getContext('2d');
    if (cell === undefined || context === null) continue;
    [canvas.width, canvas.height] = [markWidth * devicePixelRatio, rowHeight * devicePixelRatio];
    context.scale(devicePixelRatio, devicePixelRatio);
    paintCell({ context, palette, shapes }, { ...plain, ...cell }, [0, 0, markWidth, rowHeight]);
  }
  openHelp(within);
}

const markWidth = 46;
const plain: MatrixCell = { byte: 0, verdict: 'none', samples: 1, truncated: 0, flip: null };

function marks(): readonly (readonly [cell: Partial<MatrixCell>, words: string])[] {
  return [
    [{ byte: fullRate }, l10n.t('All samples are right')],
    [{ byte: fullRate / 2 }, l10n.t('Some are, or right in part')],
    [{ byte: 0 }, l10n.t('None is right')],
    [{ byte: fullRate, flip: 'learned' }, l10n.t('Learned: the base is wrong')],
    [{ byte: 0, flip: 'forgotten' }, l10n.t('Forgotten: the base is right')],
    [{ byte: 0, truncated: 1 }, l10n.t('A sample was truncated')],
    [{ byte: noRate }, l10n.t('Nobody has scored it')],
    [{ byte: noRate, samples: 0 }, l10n.t('No sample')],
  ];
}
