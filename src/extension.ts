import * as vscode from 'vscode';
import type { EndpointNode } from './host/endpointsView.ts';
import type { Features } from './host/features.ts';
import { itemDocuments } from './host/itemDocuments.ts';

/**
 * Registers what the extension offers. Everything behind it is built at first use, in the order data flows, by
 * `src/host/features.ts`, so that starting VS Code costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): void {
  const own = (disposable: { dispose(): unknown }): void => void context.subscriptions.push(disposable);
  const viewChanged = new vscode.EventEmitter<undefined>();
  own(viewChanged);
  let loading: Promise<Features> | undefined;
  const features = (): Promise<Features> =>
    (loading ??= import('./host/features.ts').then(({ buildFeatures }) =>
      buildFeatures(context, () => viewChanged.fire(undefined)),
    ));
  const command = (name: string, run: (all: Features, argument: unknown) => unknown): void =>
    own(
      vscode.commands.registerCommand(`reasoningTransfer.${name}`, async (argument: unknown) =>
        run(await features(), argument),
      ),
    );

  command('evaluateItem', ({ evaluate }, target) => evaluate.evaluateItem(target));
  command('evaluateBenchmark', ({ evaluate }, file) => evaluate.evaluateBenchmark(file));
  command('showTraces', ({ traces }, target) => traces.showTraces(target));
  command('compareTraces', ({ compare }, target) => compare.compareTraces(target));
  command('discoverEndpoints', ({ endpointCommands }) => endpointCommands.discoverEndpoints());
  command('addEndpoint', ({ endpointCommands }) => endpointCommands.addEndpoint());
  command('setApiKey', ({ endpointCommands }, server) => endpointCommands.setApiKey(server));
  command('setBaseModel', ({ endpointCommands }) => endpointCommands.setBaseModel());
  command('refreshEndpoints', ({ endpoints }) => endpoints.refresh());
  command('editEndpoints', ({ settings }) => settings.openEndpoints());

  own(
    vscode.languages.registerHoverProvider(itemDocuments, {
      provideHover: async (...where) => (await features()).hover.provideHover(...where),
    }),
  );
  own(
    vscode.window.registerTreeDataProvider('reasoningTransfer.endpoints', {
      onDidChangeTreeData: viewChanged.event,
      getChildren: async (node?: EndpointNode) => (await features()).endpoints.getChildren(node),
      getTreeItem: async (node: EndpointNode) => (await features()).endpoints.getTreeItem(node),
    }),
  );
  own(
    vscode.window.registerWebviewPanelSerializer('reasoningTransfer.traces', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await features()).panel.deserializeWebviewPanel(panel, state),
    }),
  );
}
