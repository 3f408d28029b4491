import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import { type ItemKey, itemKeyString } from '../core/items/item.ts';
import type { Problem } from '../core/problem.ts';
import { errorCode, fileErrorMessage } from './savedSamplesErrors.ts';
import { type FileChange, SampleFile, type SampleRecord } from './savedSamplesFile.ts';
import { isSamplesName, timestampOf } from './savedSamplesNames.ts';

/** What makes samples of one run, which has one file that grows. */
export interface Run {
  readonly label: string;
  readonly model: string;
  readonly benchmark: string;
  readonly task: string | null;
  readonly api: string;
  readonly convention: string;
  readonly samplingKey: string;
}

/** What is known of the samples in a folder, and which of them belong to an item. Reads, never writes. */
export class KnownSamples {
  readonly #folder: string;
  readonly #files = new Map<string, SampleFile>();
  #folderProblems: readonly Problem[] = [];
  /** Null where it must be built anew. */
  #byItem: Map<string, SampleRecord[]> | null = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  get problems(): readonly Problem[] {
    return [...this.#folderProblems, ...this.files.flatMap((file) => file.problems)];
  }

  get files(): readonly SampleFile[] {
    return [...this.#files.values()];
  }

  /** Every sample of an item, in the order of files and lines. */
  ofItem(key: ItemKey): readonly SampleRecord[] {
    if (this.#byItem === null) {
      this.#byItem = new Map();
      for (const file of this.#files.values()) {
        addTo(this.#byItem, file.records);
      }
    }
    return this.#byItem.get(itemKeyString(key)) ?? [];
  }

  /** The newest file of a run in its label's folder, or null. */
  newestFileOf(run: Run, labelFolder: string): string | null {
    const wanted = runKey(run);
    let newest: string | null = null;
    for (const file of this.#files.values()) {
      const first = file.records[0];
      if (
        first !== undefined &&
        path.dirname(file.path) === labelFolder &&
        runKey({ ...first, ...first.item }) === wanted &&
        (newest === null || timestampOf(file.path) > timestampOf(newest))
      ) {
        newest = file.path;
      }
    }
    return newest;
  }

  problemsOf(file: string): readonly Problem[] {
    return this.#files.get(file)?.problems ?? [];
  }

  /** Looks at all folders; resolves to whether anything is different. */
  async refreshAll(): Promise<boolean> {
    const { files, problems } = await listSampleFiles(this.#folder);
    let changed = JSON.stringify(problems) !== JSON.stringify(this.#folderProblems);
    this.#folderProblems = problems;
    const present = new Set(files);
    for (const known of this.#files.keys()) {
      if (!present.has(known)) {
        this.#files.delete(known);
        this.#byItem = null;
        changed = true;
      }
    }
    for (const file of files) {
      changed = (await this.refreshFile(file)).changed || changed;
    }
    return changed;
  }

  /** Looks at one file. */
  async refreshFile(path: string): Promise<FileChange> {
    const known = this.#files.get(path);
    const file = known ?? new SampleFile(path);
    this.#files.set(path, file);
    const change = await file.refresh();
    if (change.reset && known !== undefined) {
      this.#byItem = null;
    } else if (this.#byItem !== null) {
      addTo(this.#byItem, change.added);
    }
    return change;
  }
}

function runKey(run: Run): string {
  return JSON.stringify([
    run.label,
    run.model,
    run.benchmark,
    run.task,
    run.api,
    run.convention,
    run.samplingKey,
  ]);
}

function addTo(index: Map<string, SampleRecord[]>, records: readonly SampleRecord[]): void {
  for (const record of records) {
    const key = itemKeyString(record.item);
    const list = index.get(key);
    if (list === undefined) {
      index.set(key, [record]);
    } else {
      list.push(record);
    }
  }
}

/** The samples files of all labels, in the order of their names. A folder that is not there is no problem. */
async function listSampleFiles(folder: string): Promise<{ files: string[]; problems: Problem[] }> {
  const files: string[] = [];
  const problems: Problem[] = [];
  const list = async (place: string) => {
    try {
      if ((await lstat(place)).isSymbolicLink()) {
        throw Object.assign(new Error('symbolic link'), { code: 'ELOOP' });
      }
      return (await readdir(place, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') {
        problems.push({ file: place, message: fileErrorMessage(error, 'read') });
      }
      return [];
    }
  };
  for (const label of await list(folder)) {
    if (!label.isDirectory() && !label.isSymbolicLink()) {
      continue;
    }
    const place = path.join(folder, label.name);
    for (const entry of await list(place)) {
      if (isSamplesName(entry.name)) {
        files.push(path.join(place, entry.name));
      }
    }
  }
  return { files, problems };
}
