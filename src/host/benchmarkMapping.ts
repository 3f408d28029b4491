import * as vscode from 'vscode';
import { findBenchmark } from '../core/items/benchmarks.ts';
import { type BenchmarkProposal, proposeBenchmark } from '../core/items/proposeBenchmark.ts';
import type { JsonObject } from '../core/json.ts';
import { isTaken, mergedEntry, proposedName } from './benchmarkEntries.ts';
import type { ItemDocuments } from './documents.ts';
import { inLanguage } from './inLanguage.ts';
import { changePart, pickStep, proposedMapping } from './mappingForm.ts';
import { saidNoList, saidSaved, willSave } from './mappingSaved.ts';
import { mappedRecords, mappingEntry, mappingText, nameFault } from './mappingText.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';

const scheme = 'reasoning-transfer-mapping';
/** Records that a proposal is made from. */
const sampleRecords = 20;

/**
 * `describeBenchmark`: says which fields of a file's records are question, answer, choices and id, beginning with a
 * proposal; shows three items as they would be sent all the while; saves it as a benchmark in the settings, those of
 * the workspace for a file of it.
 */
export class BenchmarkMapping implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions = [
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) this.texts.delete(uri.path);
    }),
  ];

  constructor(
    private readonly settings: Pick<
      Settings,
      'benchmarkEntries' | 'scopeOfBenchmark' | 'addBenchmark' | 'endpoints'
    >,
    private readonly documents: Pick<ItemDocuments, 'at'>,
  ) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** @param argument the file of an Explorer's menu; else that of the editor */
  describeBenchmark = async (argument: unknown): Promise<void> => {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (!uri) {
      void notify.warning(
        vscode.l10n.t('Open a file of items, or use the command on a file in the Explorer.'),
      );
      return;
    }
    const file = await this.documents.at(uri);
    const records = await file.firstRecords(sampleRecords);
    if (records.length === 0) {
      const [problem] = file.problems;
      void notify.warning(
        problem ? inLanguage(problem.message) : vscode.l10n.t('There are no records in this file.'),
      );
      return;
    }
    if (file.benchmark !== null && findBenchmark(file.benchmark.name) !== null) {
      void notify.info(vscode.l10n.t('This file holds items of {0} already.', file.benchmark.name));
      return;
    }
    try {
      await this.ask(uri, records, proposeBenchmark(records));
    } finally {
      // Also where the settings cannot be written.
      await closePreview(previewOf(uri));
    }
  };

  private async ask(
    uri: vscode.Uri,
    records: readonly JsonObject[],
    proposal: BenchmarkProposal,
  ): Promise<void> {
    const file = relativePath(uri);
    const [pattern = file] = mappingEntry('', file, proposedMapping(proposal)).files;
    const name = proposedName(this.settings.benchmarkEntries(), pattern, uri.path);
    let mapping = proposedMapping(proposal);
    for (;;) {
      const mapped = mappedRecords(name, file, mapping, records);
      await this.preview(previewOf(uri), mappingText(mapped));
      const step = await pickStep(mapping, proposal, mapped.fault);
      if (step === undefined) return;
      if (step === 'save') break;
      const labels = this.settings.endpoints().endpoints.map(({ label }) => label);
      if (step !== 'blocked') mapping = (await changePart(mapping, step, records, labels)) ?? mapping;
    }
    const scope = this.settings.scopeOfBenchmark(uri);
    const chosen = await vscode.window.showInputBox({
      title: vscode.l10n.t('Name of the benchmark'),
      prompt: willSave(scope),
      value: name,
      validateInput: (text) => {
        const wanted = text.trim();
        if (wanted === '') return vscode.l10n.t('A benchmark needs a name.');
        if (findBenchmark(wanted) !== null)
          return vscode.l10n.t('{0} is a published benchmark. Give another name.', wanted);
        if (isTaken(this.settings.benchmarkEntries(), wanted, pattern))
          return vscode.l10n.t('{0} is a benchmark of other files. Give another name.', wanted);
        return nameFault(wanted, file, mapping);
      },
    });
    if (chosen === undefined) return;
    const entry = mappingEntry(chosen.trim(), file, mapping);
    const merged = mergedEntry(this.settings.benchmarkEntries(), entry);
    if (await this.settings.addBenchmark(merged, scope)) void saidSaved(entry.name, scope, uri);
    else void saidNoList(scope);
  }

  /** Shows the items in the lower half of the window: what is asked stands over the upper one. */
  private async preview(uri: vscode.Uri, text: string): Promise<void> {
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    if (vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString()))
      return;
    await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.texts.clear();
  }
}

function relativePath(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false).replaceAll('\\', '/');
}

function previewOf(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${relativePath(file).replace(/^\/+/, '')}.items.md` });
}

async function closePreview(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
