import { assembleRuns } from '../assembleRuns.ts';
import type { Problem } from '../../problem.ts';
import { linkItems, type ItemLinks, type LinkableItems } from '../linkItems.ts';
import { goldKey, likeness } from '../linkLike.ts';
import type { NamedReading } from '../formats/readResults.ts';
import type { InferredRelation, ToldRelation } from '../modelRelations.ts';
import type { RunSamples } from '../recount.ts';
import type { ResultItem } from '../resultItem.ts';
import type { ReadFile, ResultRun } from '../resultRun.ts';
import type { ResultsNames } from '../resultsNames.ts';
import { sameness } from '../tokenSketch.ts';
import { linkable } from './itemScopes.ts';
import type { IndexData } from './indexData.ts';
import { SampleRows } from './sampleRows.ts';
import { hashKeyOf, sketchOf, storedItem } from './storedItems.ts';

/** What an item is looked up by: as much of it as its dataset or another result tells. */
export interface ItemQuery {
  readonly benchmark: string;
  readonly textHash: string;
  readonly gold: string | null;
  /** The distinct words (tokenSketch.ts), asked for only where the text is not found. */
  readonly sketch: () => readonly number[];
}

/** The samples of one run on one item. */
export interface ItemSamples {
  readonly run: ResultRun;
  readonly samples: RunSamples;
  /** In `samples.set`, by repeat. */
  readonly rows: readonly number[];
}

/** Every model × benchmark × item of a folder of results, to be asked. Made of an index; holds no files. */
export class ResultsIndex {
  readonly runs: readonly ResultRun[];
  /** Of the files, and of what they say together. */
  readonly problems: readonly Problem[];
  /** What models were tuned from, as files say it; the settings say nothing of these. */
  readonly inferred: readonly InferredRelation[];
  /** All that the files say of models, the strongest first, also what does not count. */
  readonly told: readonly ToldRelation[];
  readonly #data: IndexData;
  readonly #linkable: LinkableItems;
  #links: ItemLinks | null = null;
  #rows: SampleRows | null = null;
  readonly #found = new Map<string, number | null>();
  readonly #byPath: ReadonlyMap<string, NamedReading>;

  constructor(data: IndexData, names: ResultsNames) {
    this.#data = data;
    this.#linkable = linkable(data.items, names);
    const files = data.files.flatMap(({ path, mtimeMs, reading }): ReadFile[] =>
      reading === null ? [] : [{ path, mtimeMs, reading }],
    );
    this.#byPath = new Map(files.map(({ path, reading }) => [path, reading]));
    const { runs, problems, inferred, told } = assembleRuns(files, names);
    this.runs = runs;
    this.inferred = inferred;
    this.told = told;
    this.problems = [...files.flatMap(({ reading }) => reading.problems), ...problems];
  }

  /** Files that hold results. */
  get files(): number {
    return [...this.#byPath.values()].filter(({ format }) => format !== 'model-files').length;
  }

  /** The group of an item of a dataset; null where no result is of it. `inferred`: by gold answer and likeness. */
  find(query: ItemQuery): { readonly group: number; readonly inferred: boolean } | null {
    const links = this.links;
    const exact = links.find(query.benchmark, hashKeyOf(query.textHash));
    if (exact !== null) return { group: exact, inferred: links.inferred.has(exact) };
    const key = `${query.benchmark}\n${query.textHash}`;
    let alike = this.#found.get(key);
    if (alike === undefined) this.#found.set(key, (alike = this.#alike(query)));
    return alike === null ? null : { group: alike, inferred: true };
  }

  /** Whether a file (absolute, with `/`) holds results. */
  isResults(file: string): boolean {
    const format = this.#byPath.get(file)?.format;
    return format !== undefined && format !== 'model-files';
  }

  /** The runs whose value or samples stand in a file, in the order of `runs`. */
  runsIn(file: string): readonly ResultRun[] {
    return this.runs.filter(
      (run) => run.file === file || run.samples.some((samples) => samples.file === file),
    );
  }

  /** The group that the sample belongs to which stands at a place of a file (`SampleSet.place`); null for none. */
  groupAt(file: string, place: number): number | null {
    for (const set of this.#byPath.get(file)?.samples ?? []) {
      const row = set.place.indexOf(place);
      if (row >= 0) return this.groupOf(set.item[row] ?? 0);
    }
    return null;
  }

  /** The items whose samples stand in a file, each with the place of its first one, in the order of the file. */
  itemsIn(file: string): readonly { readonly group: number; readonly place: number }[] {
    const first = new Map<number, number>();
    for (const set of this.#byPath.get(file)?.samples ?? []) {
      for (let row = 0; row < set.rows; row++) {
        const group = this.groupOf(set.item[row] ?? 0);
        const place = set.place[row] ?? 0;
        if (place < (first.get(group) ?? Infinity)) first.set(group, place);
      }
    }
    return [...first].map(([group, place]) => ({ group, place })).sort((a, b) => a.place - b.place);
  }

  /** All samples of an item, superseded runs' too, in the order of `runs`. */
  ofGroup(group: number): readonly ItemSamples[] {
    return this.rows.ofGroup(group);
  }

  /** The item of a group, as the first file that has its text tells it. */
  item(group: number): ResultItem | null {
    const place = this.links.first(group);
    return place === null ? null : storedItem(this.#data.items, place);
  }

  /** What an item of a group is looked up by: its benchmark, else its task. */
  scopeOf(group: number): string {
    const place = this.links.first(group);
    return place === null ? '' : this.#linkable.scope(place);
  }

  /** The group of a numbered item of a set (`SampleSet.item`). */
  groupOf(item: number): number {
    return this.links.group[item] ?? 0;
  }

  private get links(): ItemLinks {
    return (this.#links ??= linkItems(this.#linkable));
  }

  private get rows(): SampleRows {
    return (this.#rows ??= new SampleRows(this.runs, this.links));
  }

  #alike({ benchmark, gold, sketch }: ItemQuery): number | null {
    if (gold === null) return null;
    const wanted = goldKey(gold);
    const words = sketch();
    let [best, most] = [null as number | null, likeness];
    for (const place of this.links.inScope(benchmark)) {
      const item = storedItem(this.#data.items, place);
      if (item.gold === null || goldKey(item.gold) !== wanted) continue;
      const overlap = sameness(words, sketchOf(this.#data.items, place));
      if (overlap > most || (best === null && overlap === most)) [best, most] = [place, overlap];
    }
    return best === null ? null : this.groupOf(best);
  }
}
