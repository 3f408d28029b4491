import { lstat, open } from 'node:fs/promises';
import path from 'node:path';

import { samplingKey } from '../core/endpointSettings.ts';
import { type ItemKey, itemKeyString } from '../core/items/item.ts';
import { sanitiseLabel } from '../core/labels.ts';
import type { Problem } from '../core/problem.ts';
import { readSampleLine } from '../core/results/readSampleLine.ts';
import { resultsJson } from '../core/results/resultsJson.ts';
import type { Sample } from '../core/results/sample.ts';
import { type SampleContext, writeSampleLine } from '../core/results/sampleLine.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { taskName } from '../core/results/taskName.ts';
import { say } from '../core/say.ts';
import { isSettled, questionKey, type SampleQuestion, unionOf } from '../core/results/union.ts';
import { errorCode, errorPath, fileErrorMessage, noFollow } from './savedSamplesErrors.ts';
import { readExactly } from './savedSamplesFile.ts';
import { KnownSamples } from './savedSamplesKnown.ts';
import { ourFolder, resultsPath, samplesName, withoutRoot, withRoot } from './savedSamplesNames.ts';
import { appendLine, makeRealFolder, replaceFile, tryToWrite } from './savedSamplesWrite.ts';

export type Appended =
  /** `repaired`: a torn last line that was found in the file and closed; null where there was none. */
  | { readonly ok: true; readonly saved: SavedSample; readonly repaired: Problem | null }
  | { readonly ok: false; readonly problem: Problem };

export type ReadSample =
  { readonly ok: true; readonly sample: Sample } | { readonly ok: false; readonly problem: Problem };

const noContext: SampleContext = { convention: '', itemsInFile: null };

/**
 * The samples saved under `<root>/.reasoning-transfer/<label>/samples_<benchmark>[_<task>]_<timestamp>.jsonl`: one
 * line each, only ever added to. A run (label, model, benchmark, task, api, convention, sampling) goes on in its newest
 * file. Nothing else under `root` is written but `results_<timestamp>.json` beside them. Other programs may
 * write at the same time; `refresh` sees it.
 */
export class SavedSamples {
  readonly folder: string;
  readonly #root: string;
  readonly #now: () => Date;
  readonly #known: KnownSamples;
  readonly #listeners = new Set<() => void>();
  #loaded = false;
  /** Everything that touches the files happens one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param root the workspace's folder, absolute; it is made with the first sample if it is not there */
  constructor(root: string, now: () => Date = () => new Date()) {
    this.#root = root;
    this.folder = path.join(root, ourFolder);
    this.#now = now;
    this.#known = new KnownSamples(this.folder);
  }

  /** What is wrong with what was read so far. */
  get problems(): readonly Problem[] {
    return this.#known.problems;
  }

  /** Reads all folders and resolves to what is wrong with them. A folder that is not there is no problem. */
  async load(): Promise<readonly Problem[]> {
    await this.refresh();
    return this.problems;
  }

  /** Reads what changed since the last call: new files, and what was added to known ones. */
  async refresh(): Promise<void> {
    if (await this.#exclusively(() => this.#refreshAll())) {
      this.#announce();
    }
  }

  /** Calls back after what is known changed, by `append` or by `refresh`. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** The samples of an item, as the union over all files (union.ts); with a text hash, only of that text. */
  forItem(key: ItemKey, textHash?: string): readonly SavedSample[] {
    const records = this.#known.ofItem(key);
    return unionOf(records.filter((record) => textHash === undefined || record.textHash === textHash));
  }

  /** The samples of a label on a benchmark, as the union over all files. */
  ofLabel(label: string, benchmark: string): readonly SavedSample[] {
    const all = this.#known.files.flatMap(({ records }) => records);
    return unionOf(all.filter((record) => record.label === label && record.item.benchmark === benchmark));
  }

  /** The settled (complete or truncated) sample that answers this already, or null. */
  find(key: ItemKey, textHash: string, question: SampleQuestion): SavedSample | null {
    const wanted = questionKey(question);
    const found = this.forItem(key, textHash).find((sample) => questionKey(sample) === wanted);
    return found !== undefined && isSettled(found.status) ? found : null;
  }

  /** Whether a settled sample answers this already, so that a run that is resumed need not ask it. */
  has(key: ItemKey, textHash: string, question: SampleQuestion): boolean {
    return this.find(key, textHash, question) !== null;
  }

  /** The whole sample from the disk. */
  async read(saved: SavedSample): Promise<ReadSample> {
    const [start, end] = saved.bytes;
    let text: string;
    try {
      const handle = await open(saved.file, noFollow.read);
      try {
        text = (await readExactly(handle, start, end - start)).toString('utf8');
      } finally {
        await handle.close();
      }
    } catch (error) {
      return { ok: false, problem: { file: saved.file, message: fileErrorMessage(error, 'read') } };
    }
    const reading = readSampleLine(text);
    if (!reading.ok || reading.value.endedAt !== saved.endedAt || reading.value.label !== saved.label) {
      const message = say`The file was changed since this sample was read from it. Open the item again.`;
      return { ok: false, problem: { file: saved.file, message } };
    }
    return { ok: true, sample: withRoot(reading.value, this.#root) };
  }

  /** Makes the folder where it is not there. What is wrong with writing to it, or null. Never rejects. */
  async check(): Promise<Problem | null> {
    try {
      await makeRealFolder(this.#root, this.folder);
      await tryToWrite(this.folder);
      return null;
    } catch (error) {
      const place = errorPath(error) ?? this.folder;
      const inside = path.dirname(place) === this.folder;
      return { file: inside ? this.folder : place, message: fileErrorMessage(error, 'written') };
    }
  }

  /** Adds a sample to its run's file; it is on the disk when this resolves. Never rejects. */
  async append(sample: Sample, context: SampleContext = noContext): Promise<Appended> {
    const appended = await this.#exclusively(() => this.#append(sample, context));
    if (appended.ok) {
      this.#announce();
    }
    return appended;
  }

  /** Writes `results_<timestamp>.json` anew beside each samples file that is newer than it. Never rejects. */
  writeResults(): Promise<readonly Problem[]> {
    return this.#exclusively(async () => {
      await this.#refreshAll();
      const problems: Problem[] = [];
      for (const file of this.#known.files) {
        const target = resultsPath(file.path);
        try {
          if (await isNewer(file.path, target)) {
            const json = resultsJson(file.records, path.basename(path.dirname(file.path)));
            await (json === null ? null : replaceFile(target, json));
          }
        } catch (error) {
          problems.push({ file: target, message: fileErrorMessage(error, 'saved') });
        }
      }
      return problems;
    });
  }

  async #append(sample: Sample, context: SampleContext): Promise<Appended> {
    const folder = path.join(this.folder, sanitiseLabel(sample.label));
    let file: string | null = null;
    try {
      if (!this.#loaded) {
        await this.#refreshAll();
      }
      await makeRealFolder(this.#root, folder);
      const line = writeSampleLine(withoutRoot(sample, this.#root), context);
      file = this.#fileOf(sample, context, folder);
      let repaired = false;
      if (file === null) {
        file = await this.#appendToNew(folder, taskName(sample.item), line);
      } else {
        ({ repaired } = await appendLine(file, line, false));
      }
      return await this.#afterAppend(file, sample, repaired);
    } catch (error) {
      return { ok: false, problem: { file: file ?? folder, message: fileErrorMessage(error, 'saved') } };
    }
  }

  async #appendToNew(folder: string, task: string, line: string): Promise<string> {
    const moment = this.#now();
    for (let micro = 0; ; micro += 1) {
      const file = path.join(folder, samplesName(task, moment, micro));
      // One timestamp is one run: its results have no other name.
      if (this.#known.files.some((known) => resultsPath(known.path) === resultsPath(file)) && micro < 999) {
        continue;
      }
      try {
        await appendLine(file, line, true);
        return file;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST' || micro === 999) {
          throw error;
        }
      }
    }
  }

  async #afterAppend(file: string, sample: Sample, repaired: boolean): Promise<Appended> {
    const before = this.#known.problemsOf(file);
    const { added } = await this.#known.refreshFile(file);
    const key = itemKeyString(sample.item);
    const saved = added.findLast(
      (record) =>
        record.label === sample.label &&
        record.repeat === sample.repeat &&
        record.promptHash === sample.prompt.hash &&
        record.endedAt === sample.endedAt &&
        itemKeyString(record.item) === key,
    );
    if (saved === undefined) {
      const message = say`The sample was written, but could not be read again. Look at the end of this file.`;
      return { ok: false, problem: { file, message } };
    }
    if (!repaired) {
      return { ok: true, saved, repaired: null };
    }
    // None where the line was whole but for its end, or another program was just writing it.
    const torn = this.#known
      .problemsOf(file)
      .findLast(({ line, message }) => !before.some((old) => old.line === line && old.message === message));
    return { ok: true, saved, repaired: torn ?? null };
  }

  /** The newest file of the sample's run; null where it has none, or that holds the item under another prompt. */
  #fileOf(sample: Sample, { convention }: SampleContext, folder: string): string | null {
    const { label, model, api, item, prompt } = sample;
    const { benchmark, task } = item;
    const run = { label, model, benchmark, task, api, convention, samplingKey: samplingKey(sample.sampling) };
    const file = this.#known.newestFileOf(run, folder);
    const other = this.#known
      .ofItem(item)
      .some((record) => record.file === file && record.promptHash !== prompt.hash);
    return other ? null : file;
  }

  #refreshAll(): Promise<boolean> {
    this.#loaded = true;
    return this.#known.refreshAll();
  }

  #announce(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Whether `file` is newer than `other`, or there is no `other`. */
async function isNewer(file: string, other: string): Promise<boolean> {
  const [own, others] = await Promise.all([lstat(file), lstat(other).catch(() => null)]);
  return others === null || own.mtimeMs >= others.mtimeMs;
}
