import * as vscode from 'vscode';
import type { TraceDocumentWords } from '../core/compare/traceDocuments.ts';
import type { CompareClient } from '../workspace/compare/compareClient.ts';
import { notify } from './notify.ts';

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

interface Pair {
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
  /** 0-based line of the right document at which the two part; null where they do not. */
  readonly parts: number | null;
}

/** Comparisons in VS Code's own editors of differences, as read-only documents that it aligns by itself. */
export class ComparisonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: readonly vscode.Disposable[];
  private opened = 0;

  /** @param thread compares off the extension host's own thread */
  constructor(private readonly thread: Pick<CompareClient, 'documents'>) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === scheme) this.texts.delete(document.uri.query);
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const kept = this.texts.get(uri.query);
    if (kept !== undefined) return kept;
    // Whose side it is: two that read alike would seem to be traces that are the same.
    const whose = uri.path.replace(/^\//, '').replace(/\.md$/, '');
    return `${whose}\n\n${vscode.l10n.t('This comparison is not in memory any more. Open it again.')}\n`;
  }

  /** Two texts beside each other; of more each with the first, in one editor. `title`: what they are of. */
  async open(title: string, sides: readonly ComparedSide[]): Promise<void> {
    const [reference, ...others] = sides;
    if (!reference || others.length === 0) return;
    const name = [title, sides.map(({ label }) => label).join(' ↔ ')]
      .filter((part) => part !== '')
      .join(' · ');
    try {
      const pairs = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing traces') },
        () => Promise.all(others.map((other) => this.pair(title, reference, other))),
      );
      await show(
        name,
        pairs.filter((pair) => pair !== null),
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void notify.error(vscode.l10n.t('{0} could not be compared: {1}', name, why));
    }
  }

  private async pair(title: string, left: ComparedSide, right: ComparedSide): Promise<Pair | null> {
    const trace = ({ head, reasoning, answer }: ComparedSide) => ({ head, reasoning, answer });
    const found = await this.thread.documents(trace(left), trace(right), documentWords());
    return (
      found && {
        left: this.keep(left.label, title, found.left),
        right: this.keep(right.label, title, found.right),
        parts: found.parts,
      }
    );
  }

  private keep(label: string, title: string, text: string): vscode.Uri {
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

async function show(name: string, pairs: readonly Pair[]): Promise<void> {
  const [first] = pairs;
  if (!first) return;
  if (pairs.length > 1) {
    const changes = pairs.map(({ left, right }) => [right, left, right]);
    await vscode.commands.executeCommand('vscode.changes', name, changes);
    return;
  }
  const at = first.parts === null ? [] : [new vscode.Position(first.parts, 0)];
  const options: vscode.TextDocumentShowOptions = {
    preview: true,
    ...(at[0] ? { selection: new vscode.Range(at[0], at[0]) } : {}),
  };
  await vscode.commands.executeCommand('vscode.diff', first.left, first.right, name, options);
}

function documentWords(): TraceDocumentWords {
  return {
    onlyLeft: vscode.l10n.t('only left'),
    onlyRight: vscode.l10n.t('only right'),
    movedRight: vscode.l10n.t('moved: right in line {0}'),
    movedLeft: vscode.l10n.t('moved: left in line {0}'),
    disagrees: vscode.l10n.t('another number or formula'),
    answer: vscode.l10n.t('Answer'),
    answerLeft: vscode.l10n.t('Answer, left'),
    answerRight: vscode.l10n.t('Answer, right'),
    empty: vscode.l10n.t('It has no text.'),
    same: vscode.l10n.t('The same, word for word.'),
    sameButBlanks: vscode.l10n.t('The same but for white space.'),
    coarse: vscode.l10n.t('Compared less exactly than usual: a step is too large, or too much repeats.'),
  };
}
