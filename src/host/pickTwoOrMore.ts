import * as vscode from 'vscode';

/** What a list of rows to choose from says, by what is chosen in it. */
export interface PickWords<Row> {
  readonly title: string;
  readonly placeholder: (chosen: readonly Row[]) => string;
  /** Instead of the title, once fewer than two were accepted. */
  readonly tooFew: string;
}

/**
 * Two or more rows, in the order of the list. Accepting fewer leaves the list open and says so; undefined where it was
 * closed.
 *
 * @param before the rows that are chosen already
 */
export function pickTwoOrMore<Row extends vscode.QuickPickItem>(
  rows: readonly Row[],
  before: readonly Row[],
  words: PickWords<Row>,
): Promise<readonly Row[] | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  const chosen = (): readonly Row[] => rows.filter((row) => pick.selectedItems.includes(row));
  const say = (): void => {
    pick.placeholder = words.placeholder(chosen());
    if (pick.selectedItems.length > 1) pick.title = words.title;
  };
  pick.title = words.title;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = rows;
  pick.selectedItems = before;
  say();
  return new Promise((resolve) => {
    pick.onDidChangeSelection(say);
    pick.onDidAccept(() => {
      const accepted = chosen();
      if (accepted.length < 2) {
        // What was typed hides both the placeholder and the rows that are missing.
        pick.title = words.tooFew;
        pick.value = '';
        return;
      }
      resolve(accepted);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
