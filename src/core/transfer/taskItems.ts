import type { ResultsIndex } from '../results/index/resultsIndex.ts';
import type { ItemScores } from './itemScores.ts';
import type { Pairing } from './pairing.ts';
import type { PairedTask, TransferTask } from './transferInput.ts';

/** The columns of one side on some items. */
interface Side {
  readonly scores: Float64Array;
  readonly verdicts: Float64Array | null;
}

/** The items of one task over all comparisons, and what the sides were given on them; equal columns are made once. */
class TaskItems {
  readonly groups = new Set<number>();
  #places: ReadonlyMap<number, number> = new Map();
  readonly #items = new Map<string, Uint32Array>();
  readonly #sides = new Map<ItemScores, Map<Uint32Array, Map<Float64Array, Side>>>();
  readonly #of = new Map<Uint32Array, Float64Array[]>();

  constructor(
    readonly benchmark: string,
    readonly task: string,
  ) {}

  /** Puts the items in an order of their own: numbers of groups are those of the files. */
  order(keyOf: (group: number) => string): readonly number[] {
    const keys = new Map([...this.groups].map((group) => [group, keyOf(group)]));
    const ordered = [...this.groups].sort((a, b) => {
      const [one, other] = [keys.get(a) ?? '', keys.get(b) ?? ''];
      return one < other ? -1 : one > other ? 1 : a - b;
    });
    this.#places = new Map(ordered.map((group, place) => [group, place]));
    return ordered;
  }

  paired(task: number, groups: readonly number[], left: ItemScores, right: ItemScores): PairedTask {
    const byPlace = groups
      .map((group) => ({ group, place: this.#places.get(group) ?? 0 }))
      .sort((a, b) => a.place - b.place);
    const ordered = byPlace.map(({ group }) => group);
    const item = this.#item(Uint32Array.from(byPlace, ({ place }) => place));
    const of = this.#parts(item, ordered, left, right);
    const [one, other] = [this.#side(left, item, of, ordered), this.#side(right, item, of, ordered)];
    const single = [left, right].every((scores) =>
      ordered.every((group, row) => {
        const at = scores.rows.get(group) ?? 0;
        return scores.repeats[at] === 1 && scores.whole[at] === 1 && of[row] === 1;
      }),
    );
    const isTold = one.verdicts !== null && other.verdicts !== null;
    const verdicts = isTold ? { left: one.verdicts, right: other.verdicts } : null;
    return { task, item, left: one.scores, right: other.scores, of, single, verdicts };
  }

  #item(item: Uint32Array): Uint32Array {
    const key = item.join();
    const known = this.#items.get(key);
    if (known === undefined) this.#items.set(key, item);
    return known ?? item;
  }

  /** Where one side does not say of how many parts an item is, the other may; items that nobody says it of have one. */
  #parts(item: Uint32Array, groups: readonly number[], left: ItemScores, right: ItemScores): Float64Array {
    const partsIn = ({ of, rows }: ItemScores, group: number): number => of[rows.get(group) ?? 0] ?? 0;
    const made = Float64Array.from(
      groups,
      (group) => Math.max(partsIn(left, group), partsIn(right, group)) || 1,
    );
    const known = this.#of.get(item) ?? [];
    this.#of.set(item, known);
    const same = known.find((of) => of.every((parts, row) => parts === made[row]));
    if (same === undefined) known.push(made);
    return same ?? made;
  }

  #side(scores: ItemScores, item: Uint32Array, of: Float64Array, groups: readonly number[]): Side {
    const byItem = this.#sides.get(scores) ?? new Map<Uint32Array, Map<Float64Array, Side>>();
    this.#sides.set(scores, byItem);
    const byParts = byItem.get(item) ?? new Map<Float64Array, Side>();
    byItem.set(item, byParts);
    let side = byParts.get(of);
    if (side === undefined) {
      const rows = groups.map((group) => scores.rows.get(group) ?? 0);
      const { mean, verdicts } = scores;
      side = {
        scores: Float64Array.from(rows, (row, at) => (mean[row] ?? 0) * (of[at] ?? 1)),
        verdicts: verdicts === null ? null : Float64Array.from(rows, (row) => verdicts[row] ?? 0),
      };
      byParts.set(of, side);
    }
    return side;
  }
}

/** The tasks of all comparisons, each with the items that any of these rests on. */
export class AllTasks {
  readonly #tasks = new Map<string, TaskItems>();
  #numbers: ReadonlyMap<string, number> = new Map();

  /** Takes in the items of a comparison. All of them come before `order`. */
  add({ left, common }: Pairing): void {
    for (const [task, groups] of common ?? []) {
      const key = JSON.stringify([left.benchmark, task]);
      const items = this.#tasks.get(key) ?? new TaskItems(left.benchmark, task);
      this.#tasks.set(key, items);
      for (const group of groups) items.groups.add(group);
    }
  }

  order(index: Pick<ResultsIndex, 'item'>): readonly TransferTask[] {
    const tasks = [...this.#tasks].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#numbers = new Map(tasks.map(([key], number) => [key, number]));
    return tasks.map(([, items]) => ({
      benchmark: items.benchmark,
      task: items.task,
      items: items.order((group) => itemKey(index, group)),
    }));
  }

  paired({ left, right, common }: Pairing): readonly PairedTask[] | null {
    if (common === null) return null;
    return [...common].flatMap(([task, groups]): PairedTask[] => {
      const key = JSON.stringify([left.benchmark, task]);
      const [one, other] = [left.items.get(task), right.items.get(task)];
      const number = this.#numbers.get(key);
      const items = this.#tasks.get(key);
      if (one === undefined || other === undefined || number === undefined || items === undefined) return [];
      return [items.paired(number, groups, one, other)];
    });
  }
}

/** What an item was published as comes first: it is the same in the files of all tools. */
function itemKey(index: Pick<ResultsIndex, 'item'>, group: number): string {
  const item = index.item(group);
  const { task = null, id = '' } = item?.published ?? {};
  return JSON.stringify([task ?? '', id, item?.textHash ?? '', item?.task ?? '', item?.id ?? '']);
}
