import { join } from 'node:path';
import * as vscode from 'vscode';
import { version } from '../../package.json';
import { TransferClient } from '../workspace/transfer/transferClient.ts';
import { notify } from './notify.ts';
import type { ResultsView } from './resultsView.ts';
import type { RunVerdicts } from './runVerdicts.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';
import { resultsNames } from './resultsNames.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';
import { transferActions, type TransferOthers } from './transferActions.ts';
import { TransferChoices } from './transferChoice.ts';
import { transferEngine } from './transferEngine.ts';
import { TransferExport } from './transferExport.ts';
import { TransferModel } from './transferModel.ts';
import { TransferPanel } from './transferPanel.ts';
import type { TransferPlace } from './transferRecord.ts';
import { TransferSources } from './transferSources.ts';

/** What the transfer is built on. */
export interface TransferParts {
  readonly tools: ToolResults;
  readonly settings: Settings;
  readonly verdicts: SampleVerdicts;
  readonly saved: SavedResults;
  readonly runs: RunVerdicts;
  readonly view: ResultsView;
  /** A server said something of its models. */
  readonly onServersSaid: vscode.Event<void>;
  readonly actions: Omit<TransferOthers, 'exports' | 'model'>;
}

/** Builds the transfer panel and its exports. */
export function transferFeature(
  context: vscode.ExtensionContext,
  parts: TransferParts,
): { readonly panel: TransferPanel; readonly exports: TransferExport } {
  const { tools, settings, verdicts, saved, runs, view } = parts;
  const own = <T extends { dispose(): unknown }>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const threadOf = (): TransferClient => {
    const thread = new TransferClient(join(__dirname, 'transferThread.js'));
    own({ dispose: () => thread.close() });
    return thread;
  };
  const engine = transferEngine({ stored: threadOf(), rescored: threadOf() });
  const sources = own(new TransferSources(tools, settings, verdicts, saved, runs, view));
  const choices = new TransferChoices(context.workspaceState, settings);
  const model = own(new TransferModel(sources, isFolderOpen, engine, choices, failed));
  own(tools.onDidChange(model.changed));
  own(settings.onDidChange(model.changed));
  own(verdicts.onDidChange(model.changed));
  own(saved.onDidChange(model.changed));
  own(parts.onServersSaid(model.changed));
  own(vscode.workspace.onDidChangeWorkspaceFolders(model.changed));
  const exports = new TransferExport(model, () => placeOf(settings, tools));
  const act = transferActions({ ...parts.actions, model, exports });
  // Such as a settings file that cannot be written.
  const acted = (action: Parameters<typeof act>[0]): void =>
    void act(action).catch((error: unknown) => notify.error(words(error)));
  const panel = own(new TransferPanel(context.extensionUri, model, acted));
  return { panel, exports };
}

function isFolderOpen(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file');
}

function failed(error: unknown): void {
  void notify.warning(
    vscode.l10n.t('The intervals of the transfer could not be computed: {0}', words(error)),
  );
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function placeOf(settings: Settings, tools: ToolResults): TransferPlace {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const { domains } = settings.results().results;
  return {
    folders: folders.map(({ uri }) => uri.fsPath),
    version,
    // What the settings say of a benchmark's domain is said to the command line in the same way.
    set: new Map([...domains, ...settings.transfer().transfer.benchmarks]),
    told: new Set(tools.index?.inferred.map(({ model }) => model)),
    runs: tools.index?.runs ?? [],
    names: resultsNames(settings),
    settings: settings.asTheyAre(['results', 'models', 'benchmarks', 'transfer']),
  };
}
