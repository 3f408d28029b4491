import * as vscode from 'vscode';
import { Servers } from '../endpoints/servers.ts';
import { CompareCommands } from './compareCommands.ts';
import { ItemDocuments } from './documents.ts';
import { EndpointCommands } from './endpointCommands.ts';
import { EndpointPick } from './endpointPick.ts';
import { EndpointsView } from './endpointsView.ts';
import { EvaluateCommands } from './evaluateCommands.ts';
import { Evaluations } from './evaluations.ts';
import { ItemHover } from './itemHover.ts';
import { Problems } from './problems.ts';
import { SavedResults } from './savedResults.ts';
import { Secrets } from './secrets.ts';
import { Settings } from './settings.ts';
import { TraceCommands } from './traceCommands.ts';
import { TracesPanel } from './tracesPanel.ts';
import { TraceTexts } from './traceTexts.ts';

/** The features that `src/extension.ts` registers. */
export interface Features {
  readonly settings: Settings;
  readonly evaluate: EvaluateCommands;
  readonly traces: TraceCommands;
  readonly compare: CompareCommands;
  readonly panel: TracesPanel;
  readonly hover: ItemHover;
  readonly endpoints: EndpointsView;
  readonly endpointCommands: EndpointCommands;
}

/**
 * Builds the services in the order data flows, then the features on them. A bundle of its own, loaded at the
 * first command, hover or look at the view, so that VS Code starts without it.
 *
 * @param changed tells VS Code to draw the Endpoints view again
 */
export function buildFeatures(context: vscode.ExtensionContext, changed: () => void): Features {
  const own = <T extends { dispose(): void }>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const settings = own(new Settings());
  const secrets = new Secrets(context.secrets);
  const problems = own(new Problems());
  const documents = own(new ItemDocuments(problems));
  const servers = own(
    new Servers({ keyFor: secrets.keyFor, secret: secrets.header, limits: settings.limits }),
  );
  const saved = own(new SavedResults(problems));
  const texts = own(new TraceTexts());
  const panel: TracesPanel = own(
    new TracesPanel(context.extensionUri, {
      onMessage: (message, model) => traces.onMessage(message, model),
      load: (sample) => traces.load(sample),
      onClosed: () => void evaluations.offerCancel(),
      onRestore: (restore, model) => traces.restore(restore, model),
    }),
  );
  const compare = new CompareCommands(settings, documents, saved, texts);
  const evaluations: Evaluations = own(new Evaluations(settings, servers.generate, saved, panel));
  const traces = new TraceCommands(settings, documents, saved, evaluations, texts, panel);
  const log = own(vscode.window.createOutputChannel('Reasoning Transfer', { log: true }));
  const picks = new EndpointPick(context.workspaceState, settings, (endpoint) => endpoints.said(endpoint));
  const evaluate = new EvaluateCommands(picks, documents, problems, saved, evaluations, panel, log);
  const hover = new ItemHover(documents, saved, settings);
  const endpoints: EndpointsView = own(new EndpointsView(settings, servers, changed));
  const endpointCommands = new EndpointCommands(settings, secrets, endpoints);
  return { settings, evaluate, traces, compare, panel, hover, endpoints, endpointCommands };
}
