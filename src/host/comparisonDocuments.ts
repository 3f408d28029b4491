import * as vscode from 'vscode';
import { comparedText } from '../core/compare/comparedText.ts';
import type { Comparison, SteppedText } from '../core/compare/comparison.ts';
import {
  type DiffDocument,
  diffDocuments,
  type DiffSide,
  type DiffWords,
} from '../core/compare/diffDocuments.ts';

const scheme = 'reasoning-transfer-comparison';

/** A text to compare. */
export interface ComparedSide {
  /** Whose it is: in the title, and the name of its document. */
  readonly label: string;
  /** What is known of it, a line each: whose, its verdict, its status. */
  readonly head: readonly string[];
  readonly reasoning: string;
  /** A text that is no trace has only this. */
  readonly answer: string;
}

/** Computes a comparison, off the extension host's thread. */
export type Compare = (left: SteppedText, right: SteppedText) => Promise<Comparison>;

interface Pair {
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
  /** 0-based line of the right document where the two first part; null where they do not. */
  readonly parts: number | null;
}

/** Comparisons in VS Code's own editors of differences, as read-only documents that it aligns by itself. */
export class ComparisonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: readonly vscode.Disposable[];
  private opened = 0;

  constructor(private readonly compare: Compare) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === scheme) this.texts.delete(document.uri.query);
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.query) ?? vscode.l10n.t('This comparison is not in memory any more. Open it again.')
    );
  }

  /** Two texts beside each other; of more each with the first, in one editor. `title`: what they are of. */
  async open(title: string, sides: readonly ComparedSide[]): Promise<void> {
    const [reference, ...others] = sides;
    if (!reference || others.length === 0) return;
    const pairs = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing traces') },
      () => Promise.all(others.map((other) => this.pair(title, reference, other))),
    );
    const [first] = pairs;
    if (!first) return;
    const name = [title, sides.map(({ label }) => label).join(' ↔ ')]
      .filter((part) => part !== '')
      .join(' · ');
    if (pairs.length > 1) {
      const changes = pairs.map(({ left, right }) => [right, left, right]);
      await vscode.commands.executeCommand('vscode.changes', name, changes);
      return;
    }
    await vscode.commands.executeCommand('vscode.diff', first.left, first.right, name, {
      preview: true,
      ...(first.parts === null ? {} : { selection: new vscode.Range(first.parts, 0, first.parts, 0) }),
    } satisfies vscode.TextDocumentShowOptions);
  }

  private async pair(title: string, left: ComparedSide, right: ComparedSide): Promise<Pair> {
    const [a, b] = [comparedText(left, 'both'), comparedText(right, 'both')];
    const comparison = await this.compare(a, b);
    const common = commonHead(comparison);
    const side = ({ head }: ComparedSide, text: typeof a): DiffSide => ({
      ...text,
      head: [...head, ...(text.text.trim() === '' ? [vscode.l10n.t('It has no text.')] : []), ...common],
    });
    const documents = diffDocuments(side(left, a), side(right, b), comparison, diffWords());
    return {
      left: this.keep(left.label, title, documents.left),
      right: this.keep(right.label, title, documents.right),
      parts: null,
    };
  }

  private keep(label: string, title: string, { text }: DiffDocument): vscode.Uri {
    const id = String(this.opened++);
    this.texts.set(id, text);
    const name = (title === '' ? label : `${label} · ${title}`).replaceAll('/', '∕');
    return vscode.Uri.from({ scheme, path: `/${name}.md`, query: id });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.texts.clear();
  }
}

/** What is said of both, in the same words, so that it is no difference. */
function commonHead({ entries, coarse }: Comparison): string[] {
  const same = entries.length > 0 && entries.every(({ kind, moved }) => kind === 'same' && !moved);
  return [
    ...(same ? [vscode.l10n.t('The same, word for word.')] : []),
    ...(coarse
      ? [vscode.l10n.t('Compared less exactly than usual: a step is too large, or too much repeats.')]
      : []),
  ];
}

function diffWords(): DiffWords {
  return {
    onlyLeft: vscode.l10n.t('only left'),
    onlyRight: vscode.l10n.t('only right'),
    movedRight: (line) => vscode.l10n.t('moved: right in line {0}', line),
    movedLeft: (line) => vscode.l10n.t('moved: left in line {0}', line),
    disagrees: vscode.l10n.t('another number or formula'),
    answer: vscode.l10n.t('Answer'),
    answerLeft: vscode.l10n.t('Answer, left'),
    answerRight: vscode.l10n.t('Answer, right'),
  };
}
