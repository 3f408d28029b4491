import { compareNames } from '../../core/results/nameOrder.ts';
import type { TransferMemory } from '../../protocol.ts';
import { byBase, type RowGroup } from './byBase.ts';
import { columnGroups, valueOf } from './columns.ts';
import type { Shown } from './model.ts';

export type Sort = TransferMemory['sort'];

/** Rows in the order asked for: by base and then by how the models were tuned, or by a column. */
export function rowGroups(shown: Shown, sort: Sort): RowGroup[] {
  const { models } = shown;
  const column = columnGroups(shown)
    .flatMap(({ columns }) => columns)
    .find(({ id }) => id === sort.by);
  const sign = sort.descending ? -1 : 1;
  if (column !== undefined) {
    const sorted = [...models].sort((a, b) => {
      const [left, right] = [valueOf(a, column), valueOf(b, column)];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return sign * (left - right);
    });
    return [{ base: null, models: sorted }];
  }
  if (sort.by === 'model')
    return [{ base: null, models: [...models].sort((a, b) => sign * compareNames(a.model, b.model)) }];
  if (sort.by === 'size') {
    const sorted = [...models].sort((a, b) => sign * ((billions(a.size) ?? 0) - (billions(b.size) ?? 0)));
    return [{ base: null, models: sorted }];
  }
  return byBase(models);
}

/** Of a size as people write it: `14B` is 14, `500M` 0.5; null for what is none. */
function billions(size: string | null): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([bm])/i.exec(size ?? '');
  if (match?.[1] === undefined) return null;
  return Number(match[1]) / (match[2]?.toLowerCase() === 'm' ? 1000 : 1);
}

/** What a click on a column's head asks for: its largest values first, then its smallest, then by base again. */
export function nextSort(sort: Sort, by: string): Sort {
  const text = by === 'model';
  if (sort.by !== by) return { by, descending: !text };
  return sort.descending === text ? { by: 'base', descending: false } : { by, descending: text };
}
