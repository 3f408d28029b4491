import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FromTraces } from '../../protocol.ts';
import type { AlignedMode } from './aligned/alignedMode.ts';
import type { ColumnModel } from './session.ts';

/** What the columns need of the panel. Keys are those of columns. */
export interface Stage {
  readonly aligned: AlignedMode;
  readonly brief: boolean;
  /** Whether formulas are drawn. */
  readonly draws: boolean;
  /** Are the texts of the column at this 0-based place in sight? */
  readonly isSeen: (index: number) => boolean;
  readonly isFolded: (key: string) => boolean;
  readonly isPinned: (key: string) => boolean;
  /** The key of the column that the reader asked for. */
  readonly asked: string | null;
  readonly post: (message: FromTraces) => void;
  readonly onFold: (key: string) => void;
  readonly onHide: (key: string) => void;
  readonly onPin: (key: string) => void;
}

/** The columns that are shown, of so many in all, with their rows below where they are aligned. */
export function stageTemplate(visible: readonly ColumnModel[], all: number, stage: Stage): TemplateResult {
  const { aligned, brief } = stage;
  return html`<div class="stage">
    <main
      class="columns ${brief ? 'brief' : ''} ${aligned.on ? 'steps-aligned' : ''}"
      aria-label=${l10n.t('Traces')}
    >
      ${all === 0 ? html`<p class="quiet">${l10n.t('No traces of this item yet.')}</p>` : nothing}
      ${all > 0 && visible.length === 0 ? html`<p class="quiet">${l10n.t('All columns are hidden.')}</p>` : nothing}
      ${repeat(
        visible,
        ({ head }) => head.key,
        (column, index) => columnTemplate(column, index, stage),
      )}
      ${visible.length > 0 ? aligned.rows() : nothing}
    </main>
    ${aligned.map()}
  </div>`;
}

function columnTemplate(column: ColumnModel, index: number, stage: Stage): TemplateResult {
  const { key } = column.head;
  const { aligned } = stage;
  return html`<rt-column
    data-key=${key}
    .model=${column}
    .index=${index}
    .seen=${stage.isSeen(index)}
    .folded=${stage.isFolded(key)}
    .draws=${stage.draws}
    .aligned=${aligned.shown}
    .alignedTurn=${aligned.turn}
    .pinned=${stage.isPinned(key)}
    .asked=${stage.asked === key}
    .post=${stage.post}
    .onFold=${() => stage.onFold(key)}
    .onHide=${() => stage.onHide(key)}
    .onPin=${() => stage.onPin(key)}
    .onReference=${(reference: string) => aligned.change({ reference })}
  ></rt-column>`;
}
