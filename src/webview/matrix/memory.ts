import { wholeMatrix } from '../../core/results/matrixQuery.ts';
import { parseMatrixMemory, type FromMatrix, type MatrixMemory } from '../../protocol.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { rowHeight, type Scroll } from './geometry.ts';
import type { MatrixModel } from './model.ts';

/** Scrolling changes what is kept in every frame. */
const pauseMs = 150;

/** Where the reader is, kept over hiding and reload. */
export class Memory {
  readonly #api: VsCodeApi<FromMatrix>;
  /** Null in a view that has never shown anything. */
  #kept: MatrixMemory | null;
  #timer: number | null = null;

  constructor(api: VsCodeApi<FromMatrix>) {
    this.#api = api;
    this.#kept = parseMatrixMemory(api.getState());
    window.addEventListener('pagehide', () => this.#write());
  }

  get kept(): MatrixMemory | null {
    return this.#kept;
  }

  keep(change: Partial<MatrixMemory>): void {
    this.#kept = { ...(this.#kept ?? nothingKept), ...change };
    this.#timer ??= window.setTimeout(() => this.#write(), pauseMs);
  }

  #write(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#api.setState(this.#kept);
  }
}

const nothingKept: MatrixMemory = {
  benchmark: null,
  query: { ...wholeMatrix, fields: {} },
  shapes: null,
  top: null,
  left: 0,
  cell: null,
  selected: [],
};

/** The item at the top of what is in view, and how much of it is scrolled away. */
export function placeAtTop(model: MatrixModel, top: number): MatrixMemory['top'] {
  const item = model.item(Math.floor(top / rowHeight));
  return item === undefined ? null : { item: item.ref, offset: top % rowHeight };
}

export function whatToKeep(model: MatrixModel, { top, left }: Scroll): Omit<MatrixMemory, 'shapes'> {
  const { query, lasting, selected, table } = model;
  return {
    benchmark: table.data.benchmark,
    query: { ...query, fields: { ...query.fields } },
    top: placeAtTop(model, top),
    left,
    cell: lasting,
    selected: [...selected],
  };
}
