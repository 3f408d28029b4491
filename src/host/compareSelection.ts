import * as vscode from 'vscode';
import { fileText, largestText } from './compareFiles.ts';
import type { CompareCommands } from './compareCommands.ts';
import type { CompareTargets } from './compareTargets.ts';
import type { ComparedSide, ComparisonDocuments } from './comparisonDocuments.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';

interface Selected {
  readonly side: ComparedSide;
  /** The item whose trace it is; null for a text of anything. */
  readonly item: string | null;
}

const context = 'reasoningTransfer.selectedForComparison';

/** Any two texts, one selected after the other: files, selections in editors, and traces of items. */
export class CompareSelection {
  private first: Selected | null = null;

  constructor(
    private readonly targets: Pick<CompareTargets, 'of' | 'isOnTrace'>,
    private readonly compare: Pick<CompareCommands, 'oneTrace'>,
    private readonly documents: Pick<ComparisonDocuments, 'open'>,
  ) {}

  /** `selectForCompare`: keeps a text as the left side. */
  select = async (argument: unknown, others: unknown): Promise<void> => {
    const selected = await this.selectedOf(argument, others);
    if (!selected) return;
    this.first = selected;
    await vscode.commands.executeCommand('setContext', context, true);
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Selected for comparison: {0}', selected.side.label),
      5000,
    );
  };

  /** `compareWithSelected`: opens a text beside the one that was selected before. */
  compareWith = async (argument: unknown, others: unknown): Promise<void> => {
    const { first } = this;
    if (!first) {
      void notify.info(
        vscode.l10n.t('Nothing is selected to compare with: run Select for Trace Comparison first.'),
      );
      return;
    }
    const second = await this.selectedOf(argument, others);
    if (!second) return;
    const title = first.item !== null && first.item === second.item ? first.item : '';
    await this.documents.open(title, [first.side, second.side]);
  };

  /** @param others what the Explorer gives beside the file; an editor gives none */
  private async selectedOf(argument: unknown, others: unknown): Promise<Selected | null> {
    const editor = vscode.window.activeTextEditor;
    if (argument instanceof vscode.Uri) {
      const isHere = !Array.isArray(others) && editor?.document.uri.toString() === argument.toString();
      return isHere ? this.inEditor(editor) : this.ofFile(argument);
    }
    if (argument === undefined || argument === null) {
      if (editor) return this.inEditor(editor);
      void notify.info(vscode.l10n.t('Open a text, or select a file in the Explorer.'));
      return null;
    }
    return this.ofTrace(argument);
  }

  /** What is selected in an editor; the trace that its cursor is on; else its whole text. */
  private async inEditor(editor: vscode.TextEditor): Promise<Selected | null> {
    const { document, selections } = editor;
    const own = selections.filter(({ isEmpty }) => !isEmpty);
    if (own.length === 0)
      return (await this.targets.isOnTrace(editor)) ? this.ofTrace(undefined) : this.ofFile(document.uri);
    const lines = own.map(({ start, end }) => `${start.line + 1}-${end.line + 1}`).join(', ');
    const text = own.map((selection) => document.getText(selection)).join('\n\n');
    return withinLimit(`${nameOf(document.uri)}:${lines}`, text);
  }

  private async ofTrace(argument: unknown): Promise<Selected | null> {
    const found = await this.targets.of(argument);
    const side = found && (await this.compare.oneTrace(found));
    return found && side && { side, item: found.item.id };
  }

  private async ofFile(uri: vscode.Uri): Promise<Selected | null> {
    const name = nameOf(uri);
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open) return withinLimit(name, open.getText());
    const read = await fileText(uri);
    if (read.ok) return withinLimit(name, read.text);
    void notify.warning(vscode.l10n.t('{0} cannot be compared: {1}', name, read.why));
    return null;
  }
}

function withinLimit(label: string, text: string): Selected | null {
  if (text.length <= largestText)
    return { side: { label, head: [label], reasoning: '', answer: text }, item: null };
  void notify.warning(
    vscode.l10n.t(
      '{0} has {1} characters; up to {2} are compared. Select the part that matters in an editor.',
      label,
      countWords(text.length),
      countWords(largestText),
    ),
  );
  return null;
}

function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file'
    ? vscode.workspace.asRelativePath(uri, false)
    : (uri.path.split('/').at(-1) ?? '');
}
