import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { notify } from './notify.ts';
import type { ShownColumn } from './tracesCompared.ts';

/** Milliseconds that a reader waits for traces on a slow disk. */
const longestMs = 20_000;
const lookMs = 25;

interface Shown {
  readonly item: Item | null;
  currentShown(keys: readonly string[]): readonly ShownColumn[];
}

/**
 * Columns as they are shown once all their texts are read from disk: a trace that is not read yet would seem empty. Null,
 * and said why, where that takes too long or the reader goes on to another item meanwhile.
 */
export async function shownOnceRead(
  model: Shown,
  keys: readonly string[],
  waitMs = longestMs,
): Promise<readonly ShownColumn[] | null> {
  const { item } = model;
  const isLoading = (): boolean => model.currentShown(keys).some(({ sample }) => sample.loading);
  if (!isLoading()) return model.currentShown(keys);
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading traces') };
  await vscode.window.withProgress(options, async () => {
    const end = performance.now() + waitMs;
    while (model.item === item && isLoading() && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
  });
  if (model.item === item && !isLoading()) return model.currentShown(keys);
  void notify.warning(
    model.item === item
      ? vscode.l10n.t('The traces are still being read from disk. Compare them when they are shown.')
      : vscode.l10n.t('Nothing was compared: another item came into view before its traces were read.'),
  );
  return null;
}
