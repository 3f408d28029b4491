import * as vscode from 'vscode';
import * as v from 'valibot';
import {
  type Difference,
  type DifferenceGroup,
  type RunDifferences,
} from '../core/results/verdicts/differences.ts';
import type { HandVerdict, JudgedSample, ScorerVerdict } from '../core/results/verdicts/verdict.ts';
import type { RunVerdicts } from './runVerdicts.ts';
import { verdictRow } from './verdictRows.ts';
import { groupTooltip, runTooltip, sampleTooltip } from './verdictTooltips.ts';

/** A row of the view "Verdicts". */
export type VerdictNode =
  | { readonly kind: 'run'; readonly id: string; readonly run: RunDifferences }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly run: RunDifferences;
      readonly group: DifferenceGroup;
    }
  | { readonly kind: 'hands'; readonly id: string; readonly run: RunDifferences }
  | { readonly kind: 'unscored'; readonly id: string; readonly run: RunDifferences }
  | PageNode
  | SampleNode;

/** Some of the samples of a row that has more than a tree can hold. */
export interface PageNode {
  readonly kind: 'page';
  readonly id: string;
  /** 0-based, half-open. */
  readonly from: number;
  readonly to: number;
  readonly samples: readonly SampleNode[];
}

export interface SampleNode {
  readonly kind: 'sample';
  readonly id: string;
  readonly sample: JudgedSample;
  readonly verdict: ScorerVerdict | null;
  readonly difference: Difference | null;
  readonly hand: HandVerdict | null;
}

const Row = v.looseObject({ kind: v.literal('sample'), id: v.string() });

/** The view "Verdicts": where the verdicts saved with samples and ours differ, by run and by why. */
export class VerdictsView {
  /** Rows of samples that were given to VS Code, by id: a command is called with one of them. */
  private readonly given = new Map<string, SampleNode>();

  constructor(private readonly runs: Pick<RunVerdicts, 'all' | 'loaded'>) {}

  /** The row of a sample that a command was called on; null where it was called on something else. */
  sampleOf(argument: unknown): SampleNode | null {
    const row = v.safeParse(Row, argument);
    return row.success ? (this.given.get(row.output.id) ?? null) : null;
  }

  async getChildren(node?: VerdictNode): Promise<VerdictNode[]> {
    const rows = await this.rowsOf(node);
    for (const row of rows) if (row.kind === 'sample') this.given.set(row.id, row);
    return rows;
  }

  private async rowsOf(node?: VerdictNode): Promise<VerdictNode[]> {
    if (node === undefined) {
      this.given.clear();
      await this.runs.loaded();
      return this.runs.all().map((run) => ({ kind: 'run', id: idOf(run), run }));
    }
    switch (node.kind) {
      case 'run':
        return runChildren(node.run, node.id);
      case 'group':
        return paged(
          node.id,
          node.group.samples.map((difference) => sampleNode(node.id, difference.verdict, difference)),
        );
      case 'hands':
        return paged(
          node.id,
          node.run.hands.map((hand) => ({
            kind: 'sample',
            id: `${node.id} > ${placeOf(hand.sample)}`,
            sample: hand.sample,
            verdict: null,
            difference: null,
            hand,
          })),
        );
      case 'unscored':
        return paged(
          node.id,
          node.run.unscored.map((verdict) => sampleNode(node.id, verdict, null)),
        );
      case 'page':
        return [...node.samples];
      case 'sample':
        return [];
    }
  }

  getTreeItem(node: VerdictNode): vscode.TreeItem {
    const item = verdictRow(node);
    item.id = node.id;
    item.contextValue = node.kind === 'sample' && node.hand ? 'sample hand' : node.kind;
    item.accessibilityInformation = {
      label: [item.label, item.description].filter((words) => typeof words === 'string').join(', '),
    };
    return item;
  }

  /** Tooltips are only made when they are to be seen. */
  resolveTreeItem(item: vscode.TreeItem, node: VerdictNode): vscode.TreeItem {
    const text = tooltipOf(node);
    if (text !== null) item.tooltip = new vscode.MarkdownString(text, true);
    return item;
  }
}

function tooltipOf(node: VerdictNode): string | null {
  switch (node.kind) {
    case 'page':
      return null;
    case 'sample':
      return sampleTooltip(node);
    case 'group':
      return groupTooltip(node.group);
    case 'run':
    case 'hands':
    case 'unscored':
      return runTooltip(node.run);
  }
}

/** Rows that a tree draws at once without a pause. */
const pageRows = 500;

/** Samples as rows; of many, pages of them. */
function paged(id: string, samples: readonly SampleNode[]): VerdictNode[] {
  if (samples.length <= pageRows) return [...samples];
  const pages = Math.ceil(samples.length / pageRows);
  return Array.from({ length: pages }, (_, page): PageNode => {
    const [from, to] = [page * pageRows, Math.min(samples.length, (page + 1) * pageRows)];
    return { kind: 'page', id: `${id} > ${from}`, from, to, samples: samples.slice(from, to) };
  });
}

function idOf({ run }: RunDifferences): string {
  return JSON.stringify([run.model, run.task, run.format, run.file, run.line]);
}

function placeOf({ file, place, task, repeat }: JudgedSample): string {
  return JSON.stringify([file, place, task, repeat]);
}

function sampleNode(above: string, verdict: ScorerVerdict, difference: Difference | null): SampleNode {
  const { sample } = verdict;
  const id = `${above} > ${placeOf(sample)}`;
  return { kind: 'sample', id, sample, verdict, difference, hand: difference?.hand ?? null };
}

function runChildren(run: RunDifferences, id: string): VerdictNode[] {
  return [
    ...run.groups.map((group): VerdictNode => ({ kind: 'group', id: `${id} > ${group.key}`, run, group })),
    ...(run.hands.length > 0 ? [{ kind: 'hands', id: `${id} > hands`, run } as const] : []),
    ...(run.unscored.length > 0 ? [{ kind: 'unscored', id: `${id} > unscored`, run } as const] : []),
  ];
}
