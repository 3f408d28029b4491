import * as vscode from 'vscode';
import { showHidden } from '../core/hiddenText.ts';
import { shorten } from './markdown.ts';

/** More of a message would fill the window with what a file or a server wrote. */
const longest = 500;

/**
 * A text as a message can hold it. VS Code makes links of `[words](address)` in messages, also `command:` ones,
 * which it runs without asking; texts of ours quote what files, servers and models wrote, and have no links.
 */
export function messageText(text: string): string {
  return shorten(showHidden(text).replaceAll('](', '] ('), longest);
}

/**
 * Every message of ours, and nothing else shows one (a lint rule says so). Each resolves to the action that was
 * chosen, undefined where it was none.
 */
export const notify = {
  info: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showInformationMessage(messageText(message), ...actions),

  warning: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(messageText(message), ...actions),

  error: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showErrorMessage(messageText(message), ...actions),

  /** Asks in a dialog; true where the one action that goes on was chosen. */
  confirm: async (
    kind: 'info' | 'warning',
    {
      message,
      detail,
      action,
    }: { readonly message: string; readonly detail: string; readonly action: string },
  ): Promise<boolean> => {
    const show = kind === 'info' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const options = { modal: true, detail: messageText(detail) };
    return (await show(messageText(message), options, action)) === action;
  },
};
