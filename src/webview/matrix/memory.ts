import { wholeMatrix } from '../../core/results/matrixQuery.ts';
import { parseMatrixMemory, type FromMatrix, type MatrixMemory } from '../../protocol.ts';
import { KeptState } from '../keptState.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { rowHeight, type Scroll } from './geometry.ts';
import type { MatrixModel } from './model.ts';

/** Where the reader is, kept over hiding and reload. */
export class Memory extends KeptState<MatrixMemory> {
  constructor(api: VsCodeApi<FromMatrix>) {
    super(api, parseMatrixMemory, nothingKept);
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
