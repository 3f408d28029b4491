import * as vscode from 'vscode';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { isSampleOf } from '../core/results/toolSamples.ts';
import type { CompareCommands } from './compareCommands.ts';
import type { EvaluateCommands } from './evaluateCommands.ts';
import type { MatrixHandlers } from './matrixPanel.ts';
import { notify } from './notify.ts';
import type { ResultItems } from './resultItems.ts';
import type { TraceCommands } from './traceCommands.ts';

/** What is done with the items of the matrix. */
export function matrixHandlers(
  items: Pick<ResultItems, 'item' | 'published'>,
  traces: Pick<TraceCommands, 'showItem'>,
  evaluate: Pick<EvaluateCommands, 'evaluateItems'>,
  compare: CompareCommands['baseTuned'],
): MatrixHandlers {
  return {
    openItem: (group, runs) => void openItem(items, traces, group, runs),
    compareItem: (group, runs) => void compareItem(items, compare, group, runs),
    evaluateItems: (groups) => void evaluateGroups(items, evaluate, groups),
  };
}

async function openItem(
  items: Pick<ResultItems, 'item'>,
  traces: Pick<TraceCommands, 'showItem'>,
  group: number,
  runs: readonly ResultRun[],
): Promise<void> {
  const item = await items.item(group);
  if (item) await traces.showItem(item, (saved) => runs.some((run) => isSampleOf(saved, run)));
}

async function compareItem(
  items: Pick<ResultItems, 'item'>,
  compare: CompareCommands['baseTuned'],
  group: number,
  runs: readonly ResultRun[],
): Promise<void> {
  const item = await items.item(group);
  const isIt = (saved: SavedSample): boolean => runs.some((run) => isSampleOf(saved, run));
  if (item) await compare(item, runs.length === 0 ? undefined : isIt);
}

/**
 * Asks items of the index again. Those whose published fields no file of results holds cannot be asked; how many these
 * are is said.
 *
 * @param wanted labels or models whose endpoints are picked beforehand
 */
export async function evaluateGroups(
  items: Pick<ResultItems, 'published'>,
  evaluate: Pick<EvaluateCommands, 'evaluateItems'>,
  groups: readonly number[],
  wanted: readonly string[] = [],
): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading items') },
    () => Promise.all(groups.map((group) => items.published(group))),
  );
  const known = found.filter((item) => item !== null);
  const left = found.length - known.length;
  if (left > 0) {
    void notify.warning(
      vscode.l10n.t(
        '{0} of {1} items cannot be asked: their results do not hold the fields of a known benchmark. Open their benchmark file and evaluate them there.',
        left,
        found.length,
      ),
    );
  }
  if (known.length > 0) await evaluate.evaluateItems(known, () => Promise.resolve(null), wanted);
}
