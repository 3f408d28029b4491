import * as vscode from 'vscode';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { RunDifferences } from '../core/results/verdicts/differences.ts';
import { benchmarkOf } from '../core/results/resultsNames.ts';
import { inferRelations, type InferredRelation } from '../core/results/modelRelations.ts';
import type { EndpointsView } from './endpointsView.ts';
import { ResultModels, type ModelRole } from './resultModels.ts';
import { ResultTree, type Grouping, type ResultNode, type RunsNode, type TaskOf } from './resultNodes.ts';
import { ResultRows } from './resultRows.ts';
import { resultTooltip } from './resultTooltips.ts';
import { resultsNames } from './resultsNames.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';

const remembered = 'resultsBy';

interface Made {
  readonly tree: ResultTree;
  readonly roots: readonly RunsNode[];
  readonly rows: ResultRows;
}

/** The view "Results": every run of every tool, by model or by benchmark. */
export class ResultsView {
  private by: Grouping;
  private made: Made | null = null;

  /**
   * @param state remembers how the rows are nested
   * @param redraw draws the view anew
   * @param servers what they say of their models
   * @param verdictsOf what our verdicts on a run's samples come to
   */
  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'state' | 'load' | 'wrong'>,
    private readonly settings: Pick<Settings, 'results' | 'benchmarks' | 'models'>,
    private readonly state: vscode.Memento,
    private readonly redraw: () => void,
    private readonly servers: Pick<EndpointsView, 'relations'> = { relations: () => [] },
    private readonly verdictsOf: (run: ResultRun) => RunDifferences | null = () => null,
  ) {
    this.by = state.get<unknown>(remembered) === 'benchmark' ? 'benchmark' : 'model';
    this.sayGrouping();
  }

  getChildren(node?: ResultNode): ResultNode[] {
    if (node === undefined) return this.roots();
    return isRuns(node) ? (this.made?.tree.children(node) ?? []) : [];
  }

  getTreeItem(node: ResultNode): vscode.TreeItem {
    return (this.made ?? this.make()).rows.of(node);
  }

  /** Tooltips are only made when they are to be seen. */
  resolveTreeItem(treeItem: vscode.TreeItem, node: ResultNode): vscode.TreeItem {
    if (!isRuns(node)) return treeItem;
    const { rows } = this.made ?? this.make();
    treeItem.tooltip = new vscode.MarkdownString(
      resultTooltip(node, rows.factsOf(node), this.verdictsOf),
      true,
    );
    return treeItem;
  }

  /** `groupResultsByModel` and `groupResultsByBenchmark`. */
  groupBy = async (by: Grouping): Promise<void> => {
    this.by = by;
    this.sayGrouping();
    this.redraw();
    await this.state.update(remembered, by);
  };

  /** What a model is to others; null where nobody says. */
  roleOf(model: string): ModelRole | null {
    return this.models().roleOf(model);
  }

  /** What was inferred of a model that the settings say nothing of. */
  inferredOf(model: string): InferredRelation | null {
    return this.models().roleOf(model)?.inferred ?? null;
  }

  private roots(): ResultNode[] {
    // VS Code asks for the rows only while the view is seen.
    void this.tools.load();
    const { roots } = this.make();
    const problems = this.tools.wrong().length;
    return [
      ...(problems > 0 ? [{ kind: 'problems' as const, count: problems }] : []),
      ...(this.tools.state.kind === 'done' ? [] : [{ kind: 'searching' as const }]),
      ...roots,
    ];
  }

  /** All rows are made anew, so that they agree with each other. */
  private make(): Made {
    const models = this.models();
    const names = resultsNames(this.settings);
    const taskOf: TaskOf = ({ task, format, benchmark }) =>
      benchmark === null ? { task, subset: null } : (benchmarkOf(task, names, format) ?? noTask);
    const tree = new ResultTree(models, taskOf);
    const roots = tree.roots(this.tools.index?.runs ?? [], this.by);
    this.made = { tree, roots, rows: new ResultRows(this.tools, models, taskOf, roots.length) };
    return this.made;
  }

  /** What servers say of models that neither the settings nor files say anything of. */
  inferredByServers(): readonly InferredRelation[] {
    const said = this.settings.models().models;
    // What lies beside the weights is surer than the server's word.
    return inferRelations(this.servers.relations(), new Map(), [
      ...said,
      ...(this.tools.index?.inferred ?? []),
    ]);
  }

  private models(): ResultModels {
    const ofFiles = this.tools.index?.inferred ?? [];
    return new ResultModels(this.settings.models().models, [...ofFiles, ...this.inferredByServers()]);
  }

  private sayGrouping(): void {
    void vscode.commands.executeCommand('setContext', 'reasoningTransfer.resultsBy', this.by);
  }
}

const noTask = { task: null, subset: null };

function isRuns(node: ResultNode): node is RunsNode {
  return node.kind !== 'problems' && node.kind !== 'searching';
}
