import * as vscode from 'vscode';
import { Servers } from './endpoints/servers.ts';
import { setBaseModel } from './host/baseModel.ts';
import { ItemDocuments } from './host/documents.ts';
import { addEndpoint, discoverEndpoints, setApiKey } from './host/endpointCommands.ts';
import { EndpointsView } from './host/endpointsView.ts';
import { EvaluateCommands } from './host/evaluateCommands.ts';
import { Evaluations } from './host/evaluations.ts';
import { ItemHover } from './host/itemHover.ts';
import { Problems } from './host/problems.ts';
import { SavedResults } from './host/savedResults.ts';
import { Secrets } from './host/secrets.ts';
import { Settings } from './host/settings.ts';
import { TraceCommands } from './host/traceCommands.ts';
import { TracesPanel } from './host/tracesPanel.ts';
import { TraceTexts } from './host/traceTexts.ts';

/** Services in the order data flows, then the features on them. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends { dispose(): void }>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const command = (name: string, run: (...args: unknown[]) => unknown): void => {
    own(vscode.commands.registerCommand(`reasoningTransfer.${name}`, run));
  };

  const settings = own(new Settings());
  const secrets = new Secrets(context.secrets);
  const problems = own(new Problems());
  const documents = own(new ItemDocuments());
  const servers = own(
    new Servers({ keyFor: secrets.keyFor, secret: secrets.header, limits: settings.limits }),
  );
  const saved = own(new SavedResults(problems));
  const texts = own(new TraceTexts());
  const panel: TracesPanel = own(
    new TracesPanel(context.extensionUri, {
      onMessage: (message, model) => traces.onMessage(message, model),
      load: (sample) => traces.load(sample),
      onRestore: (restore, model) => traces.restore(restore, model),
    }),
  );
  const evaluations = own(new Evaluations(settings, servers.generate, saved, panel));
  const traces = new TraceCommands(settings, documents, saved, evaluations, texts, panel);
  const evaluate = new EvaluateCommands(
    context.workspaceState,
    settings,
    documents,
    problems,
    saved,
    evaluations,
    panel,
  );
  const endpoints = own(new EndpointsView(settings, servers));

  own(new ItemHover(documents, saved, settings));
  command('evaluateItem', evaluate.evaluateItem);
  command('evaluateBenchmark', evaluate.evaluateBenchmark);
  command('showTraces', traces.showTraces);
  command('discoverEndpoints', () => discoverEndpoints(settings, secrets));
  command('addEndpoint', () => addEndpoint(settings, secrets));
  command('setApiKey', (node) => setApiKey(settings, secrets, endpoints.originOf(node)));
  command('setBaseModel', () => setBaseModel(settings));
  command('refreshEndpoints', endpoints.refresh);
  command('editEndpoints', () =>
    vscode.commands.executeCommand('workbench.action.openSettings', 'reasoningTransfer.endpoints'),
  );
  void saved.load();
}
