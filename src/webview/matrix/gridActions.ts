import type { GridAction } from './keys.ts';
import type { MatrixModel } from './model.ts';

/**
 * Does in the model what a key asks for.
 *
 * @param page how many rows a page has
 */
export function actOn(
  model: MatrixModel,
  action: Exclude<GridAction, { act: 'open' | 'compare' }>,
  page: number,
): void {
  const { row, column } = model.place;
  switch (action.act) {
    case 'move':
      if (action.extend) model.extend(row + action.rows);
      else model.go(row + action.rows, column + action.columns);
      break;
    case 'page':
      if (action.extend) model.extend(row + action.by * page);
      else model.go(row + action.by * page, column);
      break;
    case 'edge':
      if (action.to === 'first-column') model.go(row, -1);
      else if (action.to === 'last-column') model.go(row, model.columns.length - 1);
      else if (action.to === 'first-cell') model.go(0, -1);
      else model.go(model.rows.length - 1, model.columns.length - 1);
      break;
    case 'toggle':
      model.toggle(row);
      break;
    case 'select-all':
      model.selectShown();
      break;
    case 'clear':
      model.selectNone();
      break;
  }
}
