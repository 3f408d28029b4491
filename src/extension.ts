import * as vscode from 'vscode';
import type { BenchmarkNode } from './host/benchmarkNodes.ts';
import type { EndpointNode } from './host/endpointsView.ts';
import type { Features } from './host/features.ts';
import { itemDocuments } from './host/itemDocuments.ts';
import type { ItemCodeLens } from './host/itemLens.ts';
import type { ResultNode } from './host/resultNodes.ts';
import type { VerdictNode } from './host/verdictsView.ts';
import { isToolFile } from './workspace/itemFileNames.ts';

/**
 * Registers what the extension offers. Everything behind it is built at first use, in the order data flows, by
 * `src/host/features.ts`, so that starting VS Code costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): void {
  const own = (disposable: { dispose(): unknown }): void => void context.subscriptions.push(disposable);
  const emitter = (): vscode.EventEmitter<undefined> => {
    const changed = new vscode.EventEmitter<undefined>();
    own(changed);
    return changed;
  };
  const changed = { endpoints: emitter(), benchmarks: emitter(), results: emitter(), verdicts: emitter() };
  const lensesChanged = new vscode.EventEmitter<void>();
  own(lensesChanged);
  const selected = new Map<ComparedTree, vscode.TreeView<unknown>>();
  const tree = <Row>(name: ComparedTree, provider: vscode.TreeDataProvider<Row>): void => {
    const view = vscode.window.createTreeView(`reasoningTransfer.${name}`, { treeDataProvider: provider });
    own(view);
    selected.set(name, view);
  };
  let loading: Promise<Features> | undefined;
  const features = (): Promise<Features> =>
    (loading ??= import('./host/features.ts').then(({ buildFeatures }) =>
      buildFeatures(
        context,
        {
          endpoints: () => changed.endpoints.fire(undefined),
          benchmarks: () => changed.benchmarks.fire(undefined),
          results: () => changed.results.fire(undefined),
          verdicts: () => changed.verdicts.fire(undefined),
          lenses: () => lensesChanged.fire(),
        },
        (view) => (view === 'traces' ? undefined : selected.get(view)?.selection[0]),
      ),
    ));
  const command = (name: string, run: (all: Features, argument: unknown, others: unknown) => unknown): void =>
    own(
      vscode.commands.registerCommand(
        `reasoningTransfer.${name}`,
        async (argument: unknown, others: unknown) => run(await features(), argument, others),
      ),
    );

  command('evaluateItem', ({ evaluate }, target) => evaluate.evaluateItem(target));
  command('evaluateBenchmark', ({ evaluate }, file) => evaluate.evaluateBenchmark(resourceOf(file)));
  command('showTraces', ({ traces }, target) => traces.showTraces(target));
  command('describeBenchmark', ({ mapping }, file) => mapping.describeBenchmark(resourceOf(file)));
  command('compareTraces', ({ compare }, target) => compare.compareTraces(target));
  command('compareBaseTuned', ({ compare }, target) => compare.compareBaseTuned(target));
  command('selectForCompare', ({ compareSelection }, what, others) => compareSelection.select(what, others));
  command('compareWithSelected', ({ compareSelection }, what, others) =>
    compareSelection.compareWith(what, others),
  );
  command('compareSelected', ({ compareSelection }, what, others) =>
    compareSelection.compareSelected(what, others),
  );
  command('showMatrix', ({ matrix }, argument) => matrix.show(argument));
  command('showTransfer', ({ transfer }, argument) => transfer.show(argument));
  command('exportTransfer', ({ transferExport }, argument) => transferExport.exportTransfer(argument));
  command('previewPrompt', ({ preview }, target) => preview.previewPrompt(target));
  command('findItem', ({ benchmarkCommands }) => benchmarkCommands.findItem());
  command('showUnrecognised', ({ benchmarks }) => benchmarks.showUnrecognised());
  command('refreshBenchmarks', ({ index }) => index.search());
  command('cancelBenchmarksSearch', ({ index }) => index.cancel());
  command('showRunning', ({ runs }) => runs.showRunning());
  command('discoverEndpoints', ({ endpointCommands }) => endpointCommands.discoverEndpoints());
  command('addEndpoint', ({ endpointCommands }) => endpointCommands.addEndpoint());
  command('setApiKey', ({ endpointCommands }, server) => endpointCommands.setApiKey(server));
  command('setBaseModel', ({ endpointCommands, resultCommands }, node) =>
    endpointCommands.setBaseModel(node, resultCommands.modelsFor(node)),
  );
  command('removeEndpoint', ({ endpointCommands }, node) => endpointCommands.removeEndpoint(node));
  command('renameEndpoint', ({ endpointCommands }, node) => endpointCommands.renameEndpoint(node));
  command('editEndpoint', ({ endpointCommands }, node) => endpointCommands.editEndpoint(node));
  command('refreshEndpoints', ({ endpoints }) => endpoints.refresh());
  command('openResult', ({ resultCommands }, node) => resultCommands.openResult(node));
  command('openResultSamples', ({ resultCommands }, node) => resultCommands.openResultSamples(node));
  command('revealResult', ({ resultCommands }, node) => resultCommands.revealResult(node));
  command('excludeResult', ({ resultCommands }, node) => resultCommands.excludeResult(node));
  command('giveDomain', ({ resultCommands }, node) => resultCommands.giveDomain(node));
  command('acceptRelation', ({ resultCommands }, node) => resultCommands.acceptRelation(node));
  command('refreshResults', ({ resultCommands }) => resultCommands.refreshResults());
  command('rescore', ({ rescore }, node) => rescore.rescore(node));
  command('judgeByHand', ({ byHand }, target) => byHand.judgeItem(target));
  command('openVerdict', ({ verdictCommands }, node) => verdictCommands.openVerdict(node));
  command('judgeVerdict', ({ verdictCommands }, node) => verdictCommands.judgeVerdict(node));
  command('withdrawVerdict', ({ verdictCommands }, node) => verdictCommands.withdrawVerdict(node));
  command('groupResultsByModel', ({ results }) => results.groupBy('model'));
  command('groupResultsByBenchmark', ({ results }) => results.groupBy('benchmark'));
  command('editEndpoints', ({ settings }) => settings.openEndpoints());

  own(
    vscode.languages.registerHoverProvider(itemDocuments, {
      provideHover: async (document, position, token) => {
        const { hover, resultHover } = await features();
        return resultHover.knows(document)
          ? resultHover.provideHover(document, position)
          : hover.provideHover(document, position, token);
      },
    }),
  );
  own(
    vscode.languages.registerCodeLensProvider(itemDocuments, {
      onDidChangeCodeLenses: lensesChanged.event,
      // Every file of JSON comes by here: what cannot hold items must load nothing.
      provideCodeLenses: async (document, token): Promise<ItemCodeLens[]> =>
        isToolFile(document.uri.path) ? [] : (await features()).lens.provideCodeLenses(document, token),
      resolveCodeLens: async (lens: ItemCodeLens) => (await features()).lens.resolveCodeLens(lens),
    }),
  );
  tree('benchmarks', {
    onDidChangeTreeData: changed.benchmarks.event,
    getChildren: async (node?: BenchmarkNode) => {
      const rows = await (await features()).benchmarks.getChildren(node);
      if (!node) viewListed('benchmarks');
      return rows;
    },
    getTreeItem: async (node: BenchmarkNode) => (await features()).benchmarks.getTreeItem(node),
    resolveTreeItem: async (item: vscode.TreeItem, node: BenchmarkNode) =>
      (await features()).benchmarks.resolveTreeItem(item, node),
  });
  tree('results', {
    onDidChangeTreeData: changed.results.event,
    getChildren: async (node?: ResultNode) => {
      const rows = (await features()).results.getChildren(node);
      if (!node) viewListed('results');
      return rows;
    },
    getTreeItem: async (node: ResultNode) => (await features()).results.getTreeItem(node),
    resolveTreeItem: async (item: vscode.TreeItem, node: ResultNode) =>
      (await features()).results.resolveTreeItem(item, node),
  });
  tree('verdicts', {
    onDidChangeTreeData: changed.verdicts.event,
    getChildren: async (node?: VerdictNode) => {
      const rows = await (await features()).verdicts.getChildren(node);
      if (!node) viewListed('verdicts');
      return rows;
    },
    getTreeItem: async (node: VerdictNode) => (await features()).verdicts.getTreeItem(node),
    resolveTreeItem: async (item: vscode.TreeItem, node: VerdictNode) =>
      (await features()).verdicts.resolveTreeItem(item, node),
  });
  own(
    vscode.window.registerTreeDataProvider('reasoningTransfer.endpoints', {
      onDidChangeTreeData: changed.endpoints.event,
      getChildren: async (node?: EndpointNode) => {
        const rows = (await features()).endpoints.getChildren(node);
        if (!node) viewListed('endpoints');
        return rows;
      },
      getTreeItem: async (node: EndpointNode) => (await features()).endpoints.getTreeItem(node),
    }),
  );
  own(
    vscode.window.registerWebviewPanelSerializer('reasoningTransfer.traces', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await features()).panel.deserializeWebviewPanel(panel, state),
    }),
  );
  own(
    vscode.window.registerWebviewPanelSerializer('reasoningTransfer.matrix', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await features()).matrix.deserializeWebviewPanel(panel, state),
    }),
  );
  own(
    vscode.window.registerWebviewPanelSerializer('reasoningTransfer.transfer', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await features()).transfer.deserializeWebviewPanel(panel, state),
    }),
  );
}

/** A view whose selected row a key can be about. */
type ComparedTree = 'benchmarks' | 'results' | 'verdicts';

/** The file that a row of a view stands for; anything else as it is. */
function resourceOf(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'resourceUri' in argument
    ? argument.resourceUri
    : argument;
}

/**
 * Lets a view say that it has no rows. Until its first rows were sent VS Code takes it for empty, and it would say
 * that there is nothing where there is something.
 */
function viewListed(view: 'benchmarks' | 'results' | 'verdicts' | 'endpoints'): void {
  setTimeout(
    () => void vscode.commands.executeCommand('setContext', `reasoningTransfer.${view}Listed`, true),
  );
}
