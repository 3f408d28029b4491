import * as vscode from 'vscode';
import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import type { Transfer, TransferOptions } from '../../../src/core/transfer/transfer.ts';
import type { TransferInput } from '../../../src/core/transfer/transferInput.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { ResultsView } from '../../../src/host/resultsView.ts';
import { resultsNames } from '../../../src/host/resultsNames.ts';
import { Settings } from '../../../src/host/settings.ts';
import { TransferChoices } from '../../../src/host/transferChoice.ts';
import type { TransferEngine } from '../../../src/host/transferEngine.ts';
import { TransferModel } from '../../../src/host/transferModel.ts';
import { TransferSources } from '../../../src/host/transferSources.ts';
import type { ToTransfer } from '../../../src/protocol.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { configure } from '../../support/vscodeWords.ts';
import { folderWith, writeInto } from '../results/index/folder.ts';

/** What a workspace keeps; not over a reload. */
export class Memory implements vscode.Memento {
  readonly kept = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.kept.keys()];
  }

  get(key: string): undefined;
  get<T>(key: string, fallback?: T): T | undefined {
    // A memento says itself what it holds; readers parse it.
    return (this.kept.get(key) as T | undefined) ?? fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, value);
    return Promise.resolve();
  }
}

/** Answers with intervals when the test says so, and counts what it was asked. */
export class TestEngine implements TransferEngine {
  readonly asked: {
    readonly verdicts: TransferInput['verdicts'];
    readonly options: TransferOptions;
    readonly answer: (found?: Transfer | null) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  computed = 0;

  values = (input: TransferInput, options: TransferOptions): Transfer => {
    this.computed += 1;
    return transferOf(input, options, null);
  };

  intervals = (input: TransferInput, options: TransferOptions): Promise<Transfer | null> =>
    new Promise((resolve, reject) => {
      // Stands for intervals: what has them says how many resamples they are of.
      const whole = { ...transferOf(input, options, null), resamples: 10_000 };
      this.asked.push({
        verdicts: input.verdicts,
        options,
        answer: (found = whole) => resolve(found),
        fail: reject,
      });
    });

  direct: TransferEngine['direct'] = () => Promise.resolve(null);
}

/** A folder of results, the transfer of them, and what the panel is told. */
export async function transferOn(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>> = {},
) {
  configure({ models: [], results: undefined, transfer: undefined, benchmarks: undefined, ...settings });
  const folder = folderWith(files);
  const own = new Settings();
  const { event: onDidChange } = new vscode.EventEmitter<void>();
  let data = (await readFolders([folder])).data;
  const tools = {
    index: new ResultsIndex(data, resultsNames(own)) as ResultsIndex | null,
    revision: 1,
    load: () => Promise.resolve(),
    state: { kind: 'done', done: 0, of: 0 } as const,
    wrong: () => [],
  };
  const memory = new Memory();
  const view = new ResultsView(tools, own, memory, () => undefined);
  const sources = new TransferSources(
    tools,
    own,
    { all: () => [][Symbol.iterator](), of: () => null, onDidChange },
    { loaded: () => Promise.resolve(), revision: 0 },
    { samplesOf: () => [] },
    view,
  );
  const engine = new TestEngine();
  const choices = new TransferChoices(memory, own);
  const failures: unknown[] = [];
  let isOpen = true;
  const model = new TransferModel(
    sources,
    () => isOpen,
    engine,
    choices,
    (error) => failures.push(error),
  );
  const told: ToTransfer[] = [];
  model.onDidMake((message) => told.push(message));
  return {
    folder,
    settings: own,
    tools,
    sources,
    engine,
    choices,
    failures,
    model,
    told,
    close: () => (isOpen = false),
    /** The index again, as a change of any setting makes it; nothing in it is different. */
    named: (): void => {
      tools.index = new ResultsIndex(data, resultsNames(own));
      model.changed();
    },
    /** Files are written, and read. */
    write: async (more: Readonly<Record<string, string>>): Promise<void> => {
      writeInto(folder, more);
      data = (await readFolders([folder])).data;
      tools.index = new ResultsIndex(data, resultsNames(own));
      tools.revision += 1;
      model.changed();
    },
  };
}
