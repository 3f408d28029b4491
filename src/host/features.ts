import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { Servers } from '../endpoints/servers.ts';
import { scoreHelp } from '../workspace/scoring/scoreHelp.ts';
import { judgeWith } from '../workspace/scoring/judge.ts';
import { scoreWith, type ScoreSample } from '../workspace/scoring/scoring.ts';
import { CompareClient } from '../workspace/compare/compareClient.ts';
import { IndexClient } from '../workspace/results/indexClient.ts';
import { BenchmarkMapping } from './benchmarkMapping.ts';
import { CompareCommands } from './compareCommands.ts';
import { CompareSelection } from './compareSelection.ts';
import { type ComparedView, CompareTargets } from './compareTargets.ts';
import { ComparisonDocuments } from './comparisonDocuments.ts';
import { ComparisonExport } from './comparisonExport.ts';
import type { ItemFileOptions } from '../workspace/itemFile.ts';
import { BenchmarkCommands } from './benchmarkCommands.ts';
import { BenchmarkItems } from './benchmarkItems.ts';
import { BenchmarksIndex } from './benchmarksIndex.ts';
import { BenchmarksView } from './benchmarksView.ts';
import { ItemDocuments } from './documents.ts';
import { EndNotice } from './endNotice.ts';
import { EndpointCommands } from './endpointCommands.ts';
import { EndpointEdits } from './endpointEdits.ts';
import { EndpointPick } from './endpointPick.ts';
import { EndpointsView } from './endpointsView.ts';
import { EvaluateCommands } from './evaluateCommands.ts';
import { Evaluations } from './evaluations.ts';
import { GutterMarks } from './gutterMarks.ts';
import { ItemHover } from './itemHover.ts';
import { ItemLens } from './itemLens.ts';
import { ItemSniffer } from './itemSniffer.ts';
import { ItemVerdicts } from './itemVerdicts.ts';
import { JudgeByHand } from './judgeByHand.ts';
import { LaterSamples } from './laterSamples.ts';
import { matrixHandlers } from './matrixCommands.ts';
import { MatrixPanel } from './matrixPanel.ts';
import { Problems } from './problems.ts';
import { PromptPreview } from './promptPreview.ts';
import { ResultCommands } from './resultCommands.ts';
import { ResultHover } from './resultHover.ts';
import { ResultItems } from './resultItems.ts';
import { ResultsEdits } from './resultsEdits.ts';
import { ResultsView } from './resultsView.ts';
import { RunCodeConsent } from './runCodeConsent.ts';
import { RunsStatus } from './runsStatus.ts';
import { RunVerdicts } from './runVerdicts.ts';
import { SampleVerdicts } from './sampleVerdicts.ts';
import { Redraw } from './redraw.ts';
import { RescoreCommands } from './rescoreCommands.ts';
import { SavedResults } from './savedResults.ts';
import { Secrets } from './secrets.ts';
import { Settings } from './settings.ts';
import { SettingsFiles } from './settingsFiles.ts';
import { VerdictCommands } from './verdictCommands.ts';
import { VerdictsView } from './verdictsView.ts';
import { TraceCommands } from './traceCommands.ts';
import { TracesPanel } from './tracesPanel.ts';
import { ToolResults } from './toolResults.ts';
import { TraceTexts } from './traceTexts.ts';
import type { TransferExport } from './transferExport.ts';
import type { TransferPanel } from './transferPanel.ts';
import { transferFeature } from './transferFeature.ts';

/** The features that `src/extension.ts` registers. */
export interface Features {
  readonly settings: Settings;
  readonly evaluate: EvaluateCommands;
  readonly traces: TraceCommands;
  readonly compare: CompareCommands;
  readonly compareSelection: CompareSelection;
  readonly mapping: BenchmarkMapping;
  readonly panel: TracesPanel;
  readonly matrix: MatrixPanel;
  readonly transfer: TransferPanel;
  readonly transferExport: TransferExport;
  readonly hover: ItemHover;
  readonly resultHover: ResultHover;
  readonly lens: ItemLens;
  readonly index: BenchmarksIndex;
  readonly benchmarks: BenchmarksView;
  readonly benchmarkCommands: BenchmarkCommands;
  readonly results: ResultsView;
  readonly resultCommands: ResultCommands;
  readonly verdicts: VerdictsView;
  readonly verdictCommands: VerdictCommands;
  readonly rescore: RescoreCommands;
  readonly byHand: JudgeByHand;
  readonly preview: PromptPreview;
  readonly runs: RunsStatus;
  readonly endpoints: EndpointsView;
  readonly endpointCommands: EndpointCommands;
}

/** What tells VS Code to ask again for what it shows. */
export interface Changed {
  readonly endpoints: () => void;
  readonly benchmarks: () => void;
  readonly results: () => void;
  readonly verdicts: () => void;
  readonly lenses: () => void;
}

/**
 * Builds the services in the order data flows, then the features on them. A bundle of its own, loaded at the
 * first command, hover or look at the view, so that VS Code starts without it.
 */
export function buildFeatures(
  context: vscode.ExtensionContext,
  changed: Changed,
  selected: (view: ComparedView) => unknown,
): Features {
  const own = <T extends { dispose(): void }>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const settings = own(new Settings());
  const secrets = new Secrets(context.secrets);
  const problems = own(new Problems());
  const documents = own(new ItemDocuments(problems, settings));
  const servers = own(
    new Servers({ keyFor: secrets.keyFor, secret: secrets.header, limits: settings.limits }),
  );
  const thread = new IndexClient(join(__dirname, 'indexThread.js'));
  const storage = context.storageUri ?? context.globalStorageUri;
  const tools = own(new ToolResults(thread, settings, problems, storage));
  const judged = own(new SampleVerdicts(problems));
  const saved = own(new SavedResults(problems, tools, judged));
  const resultItems: ResultItems = new ResultItems(tools, async (benchmark) => {
    await index.load();
    return index.files().flatMap((file) => (file.benchmark.name === benchmark ? [file.uri.fsPath] : []));
  });
  const texts = own(new TraceTexts());
  const comparisons = new CompareClient(join(__dirname, 'compareThread.js'));
  own({ dispose: () => void comparisons.close() });
  const comparisonDocuments = own(new ComparisonDocuments(comparisons));
  const panel: TracesPanel = own(
    new TracesPanel(context.extensionUri, context.workspaceState, {
      onMessage: (message, model) => traces.onMessage(message, model),
      load: (sample) => traces.load(sample),
      verdictsOf: (sample) => judged.of(sample),
      alignTraces: (shown, reference, part) => comparisons.align(shown, reference, part),
      onOpened: () => comparisons.warmUp(),
      onClosed: () => void evaluations.offerCancel(),
      onRestore: (restore, model) => traces.restore(restore, model),
    }),
  );
  const consent = new RunCodeConsent(context.workspaceState);
  const help = own(scoreHelp(__dirname, consent.mayRun));
  const score = scoreWith(help);
  const scoring = (signal: AbortSignal): ScoreSample => {
    const endpoints = (): readonly Endpoint[] => settings.endpoints().endpoints;
    const judge = judgeWith({ endpoints, generate: servers.generate, signal });
    return scoreWith({ ...help, judge }, signal);
  };
  own(judged.onDidChange(() => panel.verdictsChanged()));
  const byHand = new JudgeByHand(documents, saved, judged, resultItems);
  const evaluations: Evaluations = own(new Evaluations(settings, servers.generate, saved, panel, scoring));
  const traces = new TraceCommands(
    settings,
    documents,
    saved,
    evaluations,
    texts,
    panel,
    resultItems,
    byHand,
    comparisonDocuments,
    new ComparisonExport((shown, reference, part) => comparisons.align(shown, reference, part, {})),
  );
  own(new LaterSamples(saved, traces.offer));
  const log = own(vscode.window.createOutputChannel('Reasoning Transfer', { log: true }));
  const picks = new EndpointPick(context.workspaceState, settings, (endpoint) => endpoints.said(endpoint));
  const notice = new EndNotice(texts, log);
  const evaluate = new EvaluateCommands(picks, documents, problems, saved, evaluations, panel, notice);
  const mapping = own(new BenchmarkMapping(settings, documents));
  const hover = new ItemHover(documents, saved, settings);
  const resultHover = new ResultHover(tools, resultItems, saved, settings);
  const served = own(new vscode.EventEmitter<void>());
  const endpoints: EndpointsView = own(
    new EndpointsView(settings, servers, () => {
      changed.endpoints();
      served.fire();
    }),
  );
  const edits = new EndpointEdits(settings, new SettingsFiles(context.globalStorageUri));
  const endpointCommands = new EndpointCommands(settings, secrets, endpoints, edits);
  const matrix = own(
    new MatrixPanel(
      context.extensionUri,
      tools,
      settings,
      matrixHandlers(resultItems, traces, evaluate, (item, focus) => compare.baseTuned(item, focus)),
    ),
  );
  const verdicts = new ItemVerdicts(saved, settings);
  const options = (): ItemFileOptions => ({ benchmarks: settings.benchmarks().own });
  const sniffer = own(new ItemSniffer(options));
  const lens = own(new ItemLens(documents, sniffer, verdicts, changed.lenses));
  own(new GutterMarks(context.extensionUri, documents, sniffer, verdicts));
  const index = own(new BenchmarksIndex(options, (uri) => resultItems.isResults(uri)));
  const redraw = own(new Redraw(changed.benchmarks));
  own(index.onDidChange(redraw.soon));
  own(verdicts.onDidChange(redraw.soon));
  const items = own(new BenchmarkItems(documents, verdicts, redraw.soon));
  const benchmarks = new BenchmarksView(index, items, verdicts, changed.benchmarks);
  const benchmarkCommands = new BenchmarkCommands(index, items, verdicts);
  const redrawResults = own(new Redraw(changed.results));
  own(tools.onDidChange(redrawResults.soon));
  const runVerdicts = new RunVerdicts(judged, tools, saved);
  const results = new ResultsView(
    tools,
    settings,
    context.workspaceState,
    redrawResults.soon,
    endpoints,
    (run) => runVerdicts.of(run),
  );
  const resultsEdits = new ResultsEdits(() => settings.results().results.exclude);
  const resultCommands = new ResultCommands(tools, settings, resultsEdits, results);
  const rescore = new RescoreCommands(tools, saved, runVerdicts, judged, settings, index, score);
  const { panel: transfer, exports: transferExport } = transferFeature(context, {
    tools,
    settings,
    verdicts: judged,
    saved,
    runs: runVerdicts,
    view: results,
    onServersSaid: served.event,
    actions: {
      tools,
      items: resultItems,
      traces,
      compare: { comparePair: (...asked) => compare.comparePair(...asked) },
      evaluate,
      matrix,
      endpoints: endpointCommands,
      results: resultCommands,
      rescore,
    },
  });
  const judgedView = new VerdictsView(runVerdicts);
  const redrawVerdicts = own(new Redraw(changed.verdicts));
  own(saved.onDidChange(redrawVerdicts.soon));
  const verdictCommands = new VerdictCommands(judgedView, judged, tools, saved, resultItems, traces, byHand);
  const compareTargets = new CompareTargets(
    documents,
    resultItems,
    tools,
    verdictCommands,
    (view) => selected(view),
    () => panel.shown,
  );
  const compare: CompareCommands = new CompareCommands(settings, saved, compareTargets, comparisonDocuments);
  const compareSelection = own(new CompareSelection(compareTargets, compare, comparisonDocuments));
  const secretSource = { keyFor: secrets.keyFor, secret: secrets.header };
  const preview = own(new PromptPreview(settings, documents, evaluations, servers, secretSource));
  const runs = own(new RunsStatus(evaluations, servers));
  return {
    lens,
    index,
    benchmarks,
    benchmarkCommands,
    results,
    resultCommands,
    verdicts: judgedView,
    verdictCommands,
    rescore,
    byHand,
    preview,
    runs,
    settings,
    evaluate,
    traces,
    compare,
    compareSelection,
    mapping,
    panel,
    matrix,
    transfer,
    transferExport,
    hover,
    resultHover,
    endpoints,
    endpointCommands,
  };
}
