import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';

import { sanitiseLabel } from '../../core/labels.ts';
import type { Problem } from '../../core/problem.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { judgedSample, type JudgedSample, type Verdict } from '../../core/results/verdicts/verdict.ts';
import { readVerdictLine, writeVerdictLine } from '../../core/results/verdicts/verdictLine.ts';
import { VerdictBook, type Verdicts } from '../../core/results/verdicts/verdictBook.ts';
import { say } from '../../core/say.ts';
import { errorCode, fileErrorMessage, noFollow } from '../savedSamplesErrors.ts';
import { ourFolder } from '../savedSamplesNames.ts';
import { appendLine, makeRealFolder } from '../savedSamplesWrite.ts';

interface KnownFile {
  /** Tells one state of the file from another. */
  readonly seen: string;
  readonly verdicts: Verdict[];
  readonly problems: readonly Problem[];
}

/**
 * The verdicts on saved samples under `<root>/.reasoning-transfer/<label>/verdicts_<benchmark>.jsonl`: one a line,
 * only ever added to, beside the samples that they judge and never in their place.
 */
export class SavedVerdicts {
  readonly folder: string;
  readonly #root: string;
  readonly #files = new Map<string, KnownFile>();
  readonly #listeners = new Set<() => void>();
  #book = new VerdictBook();
  #folderProblems: readonly Problem[] = [];
  /** Everything that touches the files happens one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param root the workspace's folder, absolute */
  constructor(root: string) {
    this.#root = root;
    this.folder = path.join(root, ourFolder);
  }

  get problems(): readonly Problem[] {
    return [...this.#folderProblems, ...[...this.#files.values()].flatMap(({ problems }) => problems)];
  }

  /** Reads the files that changed since the last call. A folder that is not there is no problem. */
  async refresh(): Promise<void> {
    if (await this.#exclusively(() => this.#refreshAll())) this.#announce();
  }

  /** Calls back after what is known changed, by `append` or by `refresh`. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** What holds of a saved sample. */
  of(sample: SavedSample): Verdicts {
    return this.#book.of(this.named(sample));
  }

  /** All that hold. */
  all(): IterableIterator<Verdicts> {
    return this.#book.all();
  }

  /** A saved sample as verdicts name it: its file relative to the workspace, so that the workspace can be moved. */
  named(
    sample: SavedSample,
    whole?: { readonly storedAnswer: string | null; readonly answer: string },
  ): JudgedSample {
    const relative = path.relative(this.#root, sample.file);
    const inside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
    const file = (inside ? relative : sample.file).replaceAll('\\', '/');
    return judgedSample(sample, file, whole);
  }

  /** The absolute path of a judged sample's file. */
  fileOf({ file }: JudgedSample): string {
    return path.resolve(this.#root, file);
  }

  /** Adds verdicts to their files; they are on the disk when this resolves. What could not be saved is a problem. */
  async append(verdicts: readonly Verdict[]): Promise<readonly Problem[]> {
    const problems = await this.#exclusively(async () => {
      const found: Problem[] = [];
      const byFile = Map.groupBy(verdicts, ({ sample }) =>
        path.join(this.folder, sanitiseLabel(sample.label), verdictsName(sample.benchmark)),
      );
      for (const [file, own] of byFile) {
        try {
          await makeRealFolder(this.#root, path.dirname(file));
          await this.#appendTo(file, own);
        } catch (error) {
          found.push({ file, message: fileErrorMessage(error, 'saved') });
        }
      }
      return found;
    });
    this.#announce();
    return problems;
  }

  /** Takes in what it writes where nobody else wrote, so that a long file is not read again for every few lines. */
  async #appendTo(file: string, verdicts: readonly Verdict[]): Promise<void> {
    const known = this.#files.get(file);
    const before = await stateOf(file).catch(() => null);
    const text = verdicts.map(writeVerdictLine).join('\n');
    await appendLine(file, text, false);
    const after = await stateOf(file);
    const isAlone =
      known !== undefined &&
      before?.seen === known.seen &&
      after.size === before.size + BigInt(Buffer.byteLength(text) + 1);
    if (!isAlone) {
      await this.#refreshAll();
      return;
    }
    for (const verdict of verdicts) {
      known.verdicts.push(verdict);
      this.#book.take(verdict);
    }
    this.#files.set(file, { ...known, seen: after.seen });
  }

  async #refreshAll(): Promise<boolean> {
    const { files, problems } = await listVerdictFiles(this.folder);
    this.#folderProblems = problems;
    let changed = false;
    for (const known of this.#files.keys()) {
      if (files.includes(known)) continue;
      this.#files.delete(known);
      changed = true;
    }
    for (const file of files) changed = (await this.#refreshFile(file)) || changed;
    if (changed) {
      this.#book = new VerdictBook();
      for (const file of files)
        for (const verdict of this.#files.get(file)?.verdicts ?? []) this.#book.take(verdict);
    }
    return changed;
  }

  async #refreshFile(file: string): Promise<boolean> {
    const before = this.#files.get(file);
    try {
      const { seen } = await stateOf(file);
      if (before?.seen === seen) return false;
      const handle = await open(file, noFollow.read);
      try {
        this.#files.set(file, { seen, ...readVerdicts(file, await handle.readFile('utf8')) });
      } finally {
        await handle.close();
      }
      return true;
    } catch (error) {
      const problems = [{ file, message: fileErrorMessage(error, 'read') }];
      this.#files.set(file, { seen: '', verdicts: [], problems });
      return before?.seen !== '';
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }

  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** What tells one state of a file from another, and its size in bytes. */
async function stateOf(file: string): Promise<{ readonly seen: string; readonly size: bigint }> {
  const { ino, size, mtimeNs } = await lstat(file, { bigint: true });
  return { seen: [ino, size, mtimeNs].join(':'), size };
}

/** The name of the file that holds a benchmark's verdicts. */
function verdictsName(benchmark: string): string {
  return `verdicts_${sanitiseLabel(benchmark)}.jsonl`;
}

function readVerdicts(file: string, text: string): Omit<KnownFile, 'seen'> {
  const verdicts: Verdict[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readVerdictLine(line);
    if (read.ok) verdicts.push(read.verdict);
    else {
      const message = say`This line ${read.why}, so its verdict is left out. It was cut off while it was written, or edited since.`;
      problems.push({ file, line: index + 1, message });
    }
  }
  return { verdicts, problems };
}

async function listVerdictFiles(folder: string): Promise<{ files: string[]; problems: Problem[] }> {
  const files: string[] = [];
  const problems: Problem[] = [];
  const list = async (place: string) => {
    try {
      return (await readdir(place, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT')
        problems.push({ file: place, message: fileErrorMessage(error, 'read') });
      return [];
    }
  };
  for (const label of await list(folder)) {
    if (!label.isDirectory()) continue;
    const place = path.join(folder, label.name);
    for (const entry of await list(place)) {
      if (/^verdicts_.*\.jsonl$/.test(entry.name)) files.push(path.join(place, entry.name));
    }
  }
  return { files, problems };
}
