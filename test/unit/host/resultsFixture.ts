import type { InferredRelation } from '../../../src/core/results/modelRelations.ts';
import type { ResultRun } from '../../../src/core/results/resultRun.ts';
import type { ResultNode } from '../../../src/host/resultNodes.ts';
import { ResultsView } from '../../../src/host/resultsView.ts';
import { Settings } from '../../../src/host/settings.ts';

const day = 24 * 60 * 60 * 1000;

export const ifEval = { task: 'ifeval', benchmark: 'IFEval', domain: 'non' } as const;

/** A run of MATH-500 by lm-evaluation-harness a day ago, but for what is said. */
export function run(changes: Partial<ResultRun> = {}): ResultRun {
  const { model = 'base', task = 'minerva_math500' } = changes;
  return {
    model,
    modelRaw: `org/${model}`,
    checkpoint: null,
    task,
    benchmark: 'MATH-500',
    domain: 'math',
    metric: 'math_verify,none',
    value: 0.532,
    reported: true,
    samplesSay: null,
    stderr: 0.0223,
    n: 500,
    of: null,
    repeats: 1,
    truncated: null,
    meanTokens: null,
    uncounted: 0,
    unscored: 0,
    partial: false,
    superseded: false,
    format: 'lm-eval',
    file: `/w/logs/${model}/results.json`,
    line: null,
    samplesFile: `/w/logs/${model}/samples_${task}.jsonl`,
    date: Date.now() - day - 1000,
    asked: {},
    metrics: [],
    samples: [],
    ...changes,
  };
}

/** A run of a task that is of no known benchmark. */
export function unknown(task: string, changes: Partial<ResultRun> = {}): ResultRun {
  return run({ task, benchmark: null, domain: null, ...changes });
}

/** A checkpoint of the training run `math-rl`. */
export function checkpoint(step: number, changes: Partial<ResultRun> = {}): ResultRun {
  return run({
    model: `math-rl/checkpoint-${step}`,
    checkpoint: { run: 'math-rl', step },
    ...changes,
  });
}

/** The view over these runs, under the settings as they are. */
export function viewOf(
  runs: readonly ResultRun[],
  more: {
    readonly problems?: number;
    readonly state?: { readonly kind: 'searching' | 'done'; readonly done: number; readonly of: number };
    readonly inferred?: readonly InferredRelation[];
  } = {},
) {
  const problems = Array.from({ length: more.problems ?? 0 }, () => ({ file: '/w/a.json', message: 'bad' }));
  let drawn = 0;
  const tools = {
    index: { runs, problems, inferred: more.inferred ?? [] },
    state: more.state ?? { kind: 'done', done: 0, of: 0 },
    load: () => Promise.resolve(),
    wrong: () => problems,
  };
  const kept = new Map<string, unknown>();
  const memento = {
    get: (key: string): unknown => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const settings = new Settings();
  const make = (): ResultsView =>
    new ResultsView(tools as never, settings, memento as never, () => (drawn += 1));
  return { view: make(), make, tools, settings, drawn: () => drawn };
}

/** All rows, one a line: the name, then what stands behind it. */
export function rowsOf(view: ResultsView): string[] {
  const rows: string[] = [];
  const ids = new Set<string>();
  const walk = (node: ResultNode, depth: number): void => {
    const item = view.getTreeItem(node);
    if (ids.has(item.id ?? '')) throw new Error(`two rows ${item.id}`);
    ids.add(item.id ?? '');
    rows.push(
      `${'  '.repeat(depth)}${item.label as string}${item.description ? ` | ${item.description as string}` : ''}`,
    );
    for (const child of view.getChildren(node)) walk(child, depth + 1);
  };
  for (const root of view.getChildren()) walk(root, 0);
  return rows;
}

/** The row of this label, wherever it stands. */
export function nodeOf(view: ResultsView, label: string): ResultNode {
  const find = (nodes: readonly ResultNode[]): ResultNode | null => {
    for (const node of nodes) {
      if (view.getTreeItem(node).label === label) return node;
      const below = find(view.getChildren(node));
      if (below) return below;
    }
    return null;
  };
  const found = find(view.getChildren());
  if (found === null) throw new Error(`no row ${label}`);
  return found;
}
