import * as vscode from 'vscode';
import { fileText, largestText } from './compareFiles.ts';
import type { CompareCommands } from './compareCommands.ts';
import type { CompareTargets } from './compareTargets.ts';
import type { ComparedSide, ComparisonDocuments } from './comparisonDocuments.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';

interface Selected {
  readonly side: ComparedSide;
  /** The item whose trace it is; null for a text of anything. */
  readonly item: string | null;
  /** The file that it is the whole text of. */
  readonly file?: vscode.Uri;
}

/** The left side: of a file only its name, so that it is compared as it is then. */
type First = { readonly file: vscode.Uri } | { readonly file?: undefined; readonly text: Selected };

const context = 'reasoningTransfer.selectedForComparison';

/** Milliseconds after which a text that was selected first, or compared last, is forgotten: it may be large. */
const keptMs = 30 * 60_000;

/** Texts that are read and compared at once; the editor shows them one below the other. */
const mostTexts = 20;

/** Any texts: files, selections in editors, and traces of items, one selected after the other or all together. */
export class CompareSelection implements vscode.Disposable {
  private first: First | null = null;
  private forget: NodeJS.Timeout | null = null;

  constructor(
    private readonly targets: Pick<CompareTargets, 'of' | 'isOnTrace'>,
    private readonly compare: Pick<CompareCommands, 'oneTrace'>,
    private readonly documents: Pick<ComparisonDocuments, 'open' | 'prepare'>,
  ) {}

  /** `selectForCompare`: keeps a text as the left side. */
  select = async (argument: unknown, others: unknown): Promise<void> => {
    this.documents.prepare();
    const selected = await this.selectedOf(argument, others);
    if (!selected) return;
    const { file, item } = selected;
    this.keep(file ? { file } : { text: item === null ? asSelected(selected) : selected });
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Selected for comparison: {0}', pickText(selected.side.label, 80)),
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
    this.documents.prepare();
    this.keep(first);
    const isFirst = (file: vscode.Uri | undefined): boolean =>
      file !== undefined && file.toString() === first.file?.toString();
    const files = filesOf(others);
    const second = files.length > 1 ? null : await this.selectedOf(argument, others);
    if (isFirst(second?.file)) {
      void notify.info(vscode.l10n.t('This is the text that was selected first: select another one.'));
      return;
    }
    const texts =
      files.length > 1
        ? await this.ofFiles(files.filter((file) => !isFirst(file)))
        : [...(second ? [second] : [])];
    const left = texts.length === 0 ? null : first.file ? await this.ofFile(first.file) : first.text;
    if (left) await this.open([left, ...texts]);
  };

  /** `compareSelected`: what is selected together, files in the Explorer or by several cursors in an editor. */
  compareSelected = async (_argument: unknown, others: unknown): Promise<void> => {
    this.documents.prepare();
    const files = filesOf(others);
    const texts = files.length > 1 ? await this.ofFiles(files) : partsOf(vscode.window.activeTextEditor);
    if (texts.length > 1) await this.open(texts);
    else if (files.length < 2)
      void notify.info(
        vscode.l10n.t(
          'Select two texts or more together: files in the Explorer, or parts of a text with several cursors.',
        ),
      );
  };

  dispose(): void {
    if (this.forget) clearTimeout(this.forget);
    this.first = null;
  }

  /** From now on, or again for as long. A file's name is small and stays. */
  private keep(first: First | null): void {
    if (this.forget) clearTimeout(this.forget);
    this.first = first;
    this.forget = first === null || first.file ? null : setTimeout(() => this.keep(null), keptMs);
    void vscode.commands.executeCommand('setContext', context, first !== null);
  }

  /** Traces of different items say of which each is. */
  private async open(texts: readonly Selected[]): Promise<void> {
    const items = new Set(texts.map(({ item }) => item));
    const [only = null] = items.size === 1 ? items : [];
    const sides = texts.map(({ item, side }) =>
      only !== null || item === null ? side : { ...side, label: `${side.label} · ${item}` },
    );
    await this.documents.open(only ?? '', sides);
  }

  /** Those that can be read; of the others it has been said why not. */
  private async ofFiles(files: readonly vscode.Uri[]): Promise<readonly Selected[]> {
    if (files.length > mostTexts) {
      void notify.warning(
        vscode.l10n.t(
          '{0} files are selected; up to {1} are compared at once.',
          countWords(files.length),
          countWords(mostTexts),
        ),
      );
      return [];
    }
    const texts = await Promise.all(files.map((file) => this.ofFile(file)));
    return texts.filter((text) => text !== null);
  }

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
    return ofParts(document, own);
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
    const read = open ? { ok: true as const, text: open.getText() } : await fileText(uri);
    const text = read.ok ? withinLimit(name, read.text) : null;
    if (read.ok) return text && { ...text, file: uri };
    void notify.warning(vscode.l10n.t('{0} cannot be compared: {1}', name, read.why));
    return null;
  }
}

/** What several cursors select, each a text; none where there are fewer than two. */
function partsOf(editor: vscode.TextEditor | undefined): readonly Selected[] {
  const parts = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
  if (!editor || parts.length < 2) return [];
  return parts.flatMap((part) => ofParts(editor.document, [part]) ?? []);
}

function ofParts(document: vscode.TextDocument, parts: readonly vscode.Selection[]): Selected | null {
  const lines = parts.map(({ start, end }) => `${start.line + 1}-${end.line + 1}`).join(', ');
  const text = parts.map((part) => document.getText(part)).join('\n\n');
  return withinLimit(`${nameOf(document.uri)}:${lines}`, text);
}

/** A part of a text that may be another one when it is compared. */
function asSelected({ side, ...more }: Selected): Selected {
  const label = vscode.l10n.t('{0} (as it was selected)', side.label);
  return { ...more, side: { ...side, label, head: [label] } };
}

/** The files that the Explorer gives beside the one that its menu was opened on, each once. */
function filesOf(others: unknown): readonly vscode.Uri[] {
  const files = Array.isArray(others) ? others.filter((other) => other instanceof vscode.Uri) : [];
  return [...new Map(files.map((file) => [file.toString(), file])).values()];
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
