import * as vscode from 'vscode';
import { pickText } from './pickText.ts';

/** Rows of a pick. */
const mostItems = 2000;

/** An item of several, as a pick shows it. */
export interface PickedItem<Value> {
  readonly id: string;
  readonly question: string;
  readonly value: Value;
}

/** Which of several items a comparison is about; undefined where the pick was closed. */
export async function pickOneItem<Value>(
  items: readonly PickedItem<Value>[],
  title: string,
): Promise<Value | undefined> {
  const picks = items.slice(0, mostItems).map(({ id, question, value }) => ({
    label: pickText(id, 60),
    description: pickText(question, 120),
    value,
  }));
  return (await vscode.window.showQuickPick(picks, { title, matchOnDescription: true }))?.value;
}
