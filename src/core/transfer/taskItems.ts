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
  #ordered: readonly number[] = [];
  readonly #rows = new Map<ItemScores, Int32Array>();
  readonly #items: Uint32Array[] = [];
  readonly #of = new Map<Uint32Array, Float64Array[]>();
  readonly #sides = new Map<ItemScores, Map<Float64Array, Side>>();

  constructor(
    readonly benchmark: string,
    readonly task: string,
  ) {}

  /** Puts the items in an order of their own: numbers of groups are those of the files. */
  order(keyOf: (group: number) => string): readonly number[] {
    const keyed = Array.from(this.groups, (group) => ({ group, key: keyOf(group) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.group - b.group));
    return (this.#ordered = keyed.map(({ group }) => group));
  }

  paired(task: number, left: ItemScores, right: ItemScores): PairedTask {
    const [ones, others] = [this.#rowsOf(left), this.#rowsOf(right)];
    const item = this.#item(ones, others);
    const of = this.#parts(item, left, right);
    const [one, other] = [this.#side(left, item, of), this.#side(right, item, of)];
    const single =
      of.every((parts) => parts === 1) && isSingle(left, ones, item) && isSingle(right, others, item);
    const isTold = one.verdicts !== null && other.verdicts !== null;
    const verdicts = isTold ? { left: one.verdicts, right: other.verdicts } : null;
    return { task, item, left: one.scores, right: other.scores, of, single, verdicts };
  }

  /** By place of the order: the row of an item, -1 for one that is not there. */
  #rowsOf(scores: ItemScores): Int32Array {
    let rows = this.#rows.get(scores);
    if (rows === undefined) {
      rows = Int32Array.from(this.#ordered, (group) => scores.rows.get(group) ?? -1);
      this.#rows.set(scores, rows);
    }
    return rows;
  }

  /** The places that both have. */
  #item(ones: Int32Array, others: Int32Array): Uint32Array {
    const places: number[] = [];
    for (let place = 0; place < ones.length; place++) {
      if ((ones[place] ?? -1) >= 0 && (others[place] ?? -1) >= 0) places.push(place);
    }
    const known = this.#items.find(
      (item) => item.length === places.length && item.every((place, row) => place === places[row]),
    );
    if (known !== undefined) return known;
    const item = new Uint32Array(places);
    this.#items.push(item);
    return item;
  }

  /** Where one side does not say of how many parts an item is, the other may; items that nobody says it of have one. */
  #parts(item: Uint32Array, left: ItemScores, right: ItemScores): Float64Array {
    const [ones, others] = [this.#rowsOf(left), this.#rowsOf(right)];
    const made = new Float64Array(item.length);
    for (let row = 0; row < item.length; row++) {
      const place = item[row] ?? 0;
      made[row] = Math.max(left.of[ones[place] ?? 0] ?? 0, right.of[others[place] ?? 0] ?? 0) || 1;
    }
    const known = this.#of.get(item) ?? [];
    this.#of.set(item, known);
    const same = known.find((of) => of.every((parts, row) => parts === made[row]));
    if (same === undefined) known.push(made);
    return same ?? made;
  }

  #side(scores: ItemScores, item: Uint32Array, of: Float64Array): Side {
    const byParts = this.#sides.get(scores) ?? new Map<Float64Array, Side>();
    this.#sides.set(scores, byParts);
    // Each array of parts is of one array of items.
    let side = byParts.get(of);
    if (side === undefined) {
      const rows = this.#rowsOf(scores);
      const { mean, verdicts } = scores;
      const own = new Float64Array(item.length);
      const told = verdicts === null ? null : new Float64Array(item.length);
      for (let at = 0; at < item.length; at++) {
        const row = rows[item[at] ?? 0] ?? 0;
        own[at] = (mean[row] ?? 0) * (of[at] ?? 1);
        if (told !== null) told[at] = verdicts?.[row] ?? 0;
      }
      side = { scores: own, verdicts: told };
      byParts.set(of, side);
    }
    return side;
  }
}

/** Whether there is one sample of each of these items, right or wrong. */
function isSingle({ repeats, whole }: ItemScores, rows: Int32Array, item: Uint32Array): boolean {
  return item.every((place) => {
    const row = rows[place] ?? 0;
    return repeats[row] === 1 && whole[row] === 1;
  });
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
    return [...common.keys()].flatMap((task): PairedTask[] => {
      const key = JSON.stringify([left.benchmark, task]);
      const [one, other] = [left.items.get(task), right.items.get(task)];
      const number = this.#numbers.get(key);
      const items = this.#tasks.get(key);
      if (one === undefined || other === undefined || number === undefined || items === undefined) return [];
      return [items.paired(number, one, other)];
    });
  }
}

/** What an item was published as comes first: it is the same in the files of all tools. */
function itemKey(index: Pick<ResultsIndex, 'item'>, group: number): string {
  const item = index.item(group);
  const { task = null, id = '' } = item?.published ?? {};
  return JSON.stringify([task ?? '', id, item?.textHash ?? '', item?.task ?? '', item?.id ?? '']);
}
