import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import { isTextFormat } from '../workspace/itemFileNames.ts';
import type { ItemDocuments } from './documents.ts';
import type { EndNotice } from './endNotice.ts';
import type { EndpointPick } from './endpointPick.ts';
import type { Evaluations } from './evaluations.ts';
import { problemsWords, problemWords, targetItems } from './itemTargets.ts';
import { notify } from './notify.ts';
import type { Problems } from './problems.ts';
import { requestWords } from './requestWords.ts';
import type { SavedResults } from './savedResults.ts';
import type { TracesPanel } from './tracesPanel.ts';

/** More selected items than these are confirmed first. */
const unconfirmed = 20;

/** The commands that send items to endpoints. */
export class EvaluateCommands {
  constructor(
    private readonly endpoints: EndpointPick,
    private readonly documents: ItemDocuments,
    private readonly problems: Problems,
    private readonly saved: SavedResults,
    private readonly evaluations: Evaluations,
    private readonly panel: TracesPanel,
    private readonly notice: EndNotice,
  ) {}

  /** `evaluateItem`: the items at the cursor or selections, or the one an argument names. */
  evaluateItem = async (argument: unknown): Promise<void> => {
    const found = await targetItems(this.documents, argument);
    if (!found.ok) {
      void notify.warning(found.message);
      return;
    }
    if (found.problems.length > 0) void notify.warning(problemsWords(found.problems));
    await this.evaluateItems(found.items, () => found.file.countByBenchmark());
  };

  /**
   * Asks items, many of them after a confirmation.
   *
   * @param counts how many items their files hold; null where that is not known, so that the runs are partial
   * @param wanted labels or models whose endpoints are picked beforehand
   */
  evaluateItems = async (
    items: readonly Item[],
    counts: () => Promise<ReadonlyMap<string, number> | null>,
    wanted: readonly string[] = [],
  ): Promise<void> => {
    const endpoints = await this.endpoints.pick(items.length, wanted);
    if (!endpoints) return;
    if (items.length > unconfirmed && !(await this.confirm(items, endpoints, false))) return;
    if (!(await this.confirmUnsaved(items))) return;
    const model = this.panel.open(this.evaluations.anyRunning);
    const itemsByBenchmark = await counts();
    await this.evaluations.run(items, endpoints, { resume: false, itemsByBenchmark, model });
  };

  /** `evaluateBenchmark`: a whole file or its first items, after a count and a confirmation. */
  evaluateBenchmark = async (argument: unknown): Promise<void> => {
    const uri =
      argument instanceof vscode.Uri
        ? argument
        : ((await this.documents.editor())?.document.uri ?? shownFile());
    if (!uri) {
      void notify.warning(
        vscode.l10n.t(
          'Open a benchmark file (JSONL, JSON, CSV or TSV), or use the command on a file in the Explorer.',
        ),
      );
      return;
    }
    const read = await this.readItems(uri);
    if (!read) return;
    const items = await chooseItems(read.items);
    if (!items) return;
    const endpoints = await this.endpoints.pick(items.length);
    if (!endpoints || !(await this.confirm(items, endpoints, true))) return;
    if (!(await this.confirmUnsaved(items))) return;
    const model = this.panel.open(this.evaluations.anyRunning);
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Evaluating {0} items', items.length),
        cancellable: true,
      },
      (progress, token) =>
        this.evaluations.run(items, endpoints, {
          resume: true,
          itemsByBenchmark: read.counts,
          model,
          token,
          onProgress: (done, of) =>
            progress.report({ message: vscode.l10n.t('{0} of {1}', done, of), increment: 100 / of }),
        }),
    );
    void this.notice.show(uri, outcome);
  };

  /** Every item of a file; what is wrong with it goes to the Problems view. Null where there is none. */
  private async readItems(uri: vscode.Uri): Promise<{
    readonly items: readonly Item[];
    readonly counts: ReadonlyMap<string, number> | null;
  } | null> {
    const items: Item[] = [];
    const { file, counts, problems } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading items') },
      async () => {
        const file = await this.documents.at(uri);
        const problems = [...file.problems];
        for await (const entry of file.all()) {
          if (entry.item) items.push(entry.item);
          problems.push(...entry.problems);
        }
        this.documents.report(uri, file, problems);
        return { file, counts: await file.countByBenchmark(), problems };
      },
    );
    if (items.length > 0) return { items, counts };
    const problem = problems[0];
    const describe = vscode.l10n.t('Describe Benchmark…');
    const answer = await notify.warning(
      problem ? problemWords(problem) : vscode.l10n.t('This file holds no items.'),
      ...(file.benchmark === null ? [describe] : []),
    );
    if (answer === describe) await vscode.commands.executeCommand('reasoningTransfer.describeBenchmark', uri);
    return null;
  }

  /** Asks before minutes of work that could not be saved. True where it can be, or the user goes on. */
  private async confirmUnsaved([first]: readonly Item[]): Promise<boolean> {
    const problem = first ? await this.saved.folderOf(first.location.file)?.check() : null;
    this.problems.set('saving', problem ? [problem] : []);
    if (!problem) return true;
    return notify.confirm('warning', {
      message: vscode.l10n.t('The samples cannot be saved.'),
      detail: problemWords(problem),
      action: vscode.l10n.t('Evaluate Without Saving'),
    });
  }

  private async confirm(
    items: readonly Item[],
    endpoints: readonly Endpoint[],
    resume: boolean,
  ): Promise<boolean> {
    const first = items[0];
    const nowhere = first && !this.saved.folderOf(first.location.file);
    return notify.confirm('info', {
      message: vscode.l10n.t(
        'Evaluate {0} items on {1}?',
        items.length,
        endpoints.map(({ label }) => label).join(', '),
      ),
      detail: [
        requestWords(items.length, endpoints),
        nowhere
          ? vscode.l10n.t('No folder is open: the samples will not be saved.')
          : resume
            ? vscode.l10n.t('What is saved for the same prompt and sampling is not asked again.')
            : vscode.l10n.t('All are asked, saved or not.'),
      ].join(' '),
      action: vscode.l10n.t('Evaluate'),
    });
  }
}

/** The file in the tab that shows; where that is a panel, a file of items in a tab beside it. */
function shownFile(): vscode.Uri | undefined {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const [active, ...others] = [activeTabGroup, ...all].map(({ activeTab }) =>
    activeTab?.input instanceof vscode.TabInputText ? activeTab.input.uri : undefined,
  );
  return active ?? others.find((uri) => uri && isTextFormat(uri.path));
}

/** The whole file, or its first items. */
async function chooseItems(items: readonly Item[]): Promise<readonly Item[] | null> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Evaluate Benchmark'),
    prompt: vscode.l10n.t('How many items from the start of the file? It holds {0}.', items.length),
    value: String(items.length),
    validateInput: (value) =>
      /^\d+$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= items.length
        ? undefined
        : vscode.l10n.t('A whole number from 1 to {0}', items.length),
  });
  return text === undefined ? null : items.slice(0, Number(text));
}
