import * as vscode from 'vscode';
import { coarseWords } from '../core/compare/coarseWords.ts';
import { type PartingSentences, partingSentences } from '../core/compare/partingWords.ts';
import type { DocumentTrace, TraceDocumentWords } from '../core/compare/traceDocuments.ts';
import type { CompareClient } from '../workspace/compare/compareClient.ts';
import type { ComparedDocuments } from '../workspace/compare/compareMessages.ts';
import { notify } from './notify.ts';
import { pickTitle } from './pickText.ts';
import { shortLabels } from './shortLabels.ts';

const scheme = 'reasoning-transfer-comparison';

/** Where two part in one of the first lines the editor stays at the top: whose they are and their verdicts stand there. */
const nearTop = 16;
/** UTF-16 units of a name in the lines above steps, which are read at a glance. */
const longestName = 40;

/** A text to compare. */
export interface ComparedSide {
  /** Whose it is: in the title, and the name of its document. */
  readonly label: string;
  /** What is known of it, a line each: whose, its verdict, its status. */
  readonly head: readonly string[];
  readonly reasoning: string;
  /** A text that is no trace has only this. */
  readonly answer: string;
  /** The answer that was extracted from it, or null; absent where the text is no trace. */
  readonly finalAnswer?: string | null;
}

interface Pair {
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
  /** 0-based line of the right document at which the cursor begins. */
  readonly cursor: number;
}

/** Comparisons in VS Code's own editors of differences, as read-only documents that it aligns by itself. */
export class ComparisonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: readonly vscode.Disposable[];
  private opened = 0;

  /** @param thread compares off the extension host's own thread */
  constructor(private readonly thread: Pick<CompareClient, 'documents' | 'warmUp'>) {
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

  /** To be called before traces are looked for and read: what compares them gets ready meanwhile. */
  prepare(): void {
    this.thread.warmUp();
  }

  /** Two texts beside each other; of more each with the first, in one editor. `title`: what they are of. */
  async open(title: string, sides: readonly ComparedSide[]): Promise<void> {
    const [reference, ...others] = sides;
    if (!reference || others.length === 0) return;
    const labels = sides.map(({ label }) => pickTitle(label)).join(' ↔ ');
    const name = [pickTitle(title), labels].filter((part) => part !== '').join(' · ');
    let pairs: readonly Pair[] = [];
    try {
      const found = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing traces') },
        () => Promise.all(others.map((other) => this.compared(reference, other))),
      );
      // Kept together once all are there: where one fails, nobody would look at the others.
      pairs = found.flatMap((texts, at) => {
        const other = others[at];
        return texts && other ? [this.pair(title, reference, other, texts)] : [];
      });
      await show(name, pairs);
    } catch (error) {
      for (const { query } of pairs.flatMap(({ left, right }) => [left, right])) this.texts.delete(query);
      const why = error instanceof Error ? error.message : String(error);
      void notify.error(vscode.l10n.t('{0} could not be compared: {1}', name, why));
    }
  }

  /** Null where it is of no use any more. */
  private compared(left: ComparedSide, right: ComparedSide): Promise<ComparedDocuments | null> {
    const [ofLeft, ofRight] = namesOf(left.label, right.label);
    const trace = (
      { head, reasoning, answer, finalAnswer = null }: ComparedSide,
      name: string,
    ): DocumentTrace => ({ name, head, reasoning, answer, finalAnswer });
    return this.thread.documents(trace(left, ofLeft), trace(right, ofRight), documentWords());
  }

  private pair(title: string, left: ComparedSide, right: ComparedSide, texts: ComparedDocuments): Pair {
    return {
      left: this.keep(left.label, title, texts.left),
      right: this.keep(right.label, title, texts.right),
      cursor: cursorOf(texts),
    };
  }

  private keep(label: string, title: string, text: string): vscode.Uri {
    const id = String(this.opened++);
    this.texts.set(id, text);
    const name = [label, title]
      .filter((part) => part !== '')
      .map((part) => pickTitle(part))
      .join(' · ');
    return vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}.md`, query: id });
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
  const options: vscode.TextDocumentShowOptions = {
    preview: true,
    selection: new vscode.Range(first.cursor, 0, first.cursor, 0),
  };
  await vscode.commands.executeCommand('vscode.diff', first.left, first.right, name, options);
}

/** Where the two part; near the top the first empty line, or the name that stands first would be marked everywhere. */
function cursorOf({ right, parts }: ComparedDocuments): number {
  if (parts !== null && parts >= nearTop) return parts;
  return Math.max(0, right.split('\n').indexOf(''));
}

/** What the lines above the steps call two texts: their labels, cut; their sides where the labels are the same. */
export function namesOf(left: string, right: string): readonly [left: string, right: string] {
  const labels = [left, right].map((label) => label.replace(/\s+/gu, ' ').trim());
  const short = shortLabels(labels, longestName);
  const [a = '', b = ''] = labels.map((label) => short.get(label) ?? label);
  if (a !== b && a !== '' && b !== '') return [a, b];
  return [vscode.l10n.t('the text on the left'), vscode.l10n.t('the text on the right')];
}

function partingInLanguage(): PartingSentences {
  const { ends, referenceEnds, parts, together, differs, ...more } = partingSentences;
  const { fromThereOn, ofWhatFollows, ofWhatFollowsOwn, ofWhatFollowsReference } = more;
  const said = (sentence: string): string => vscode.l10n.t(sentence, '{0}', '{1}', '{2}', '{3}');
  return {
    ends: said(ends),
    referenceEnds: said(referenceEnds),
    parts: said(parts),
    together: said(together),
    differs: said(differs),
    fromThereOn: said(fromThereOn),
    ofWhatFollows: said(ofWhatFollows),
    ofWhatFollowsOwn: said(ofWhatFollowsOwn),
    ofWhatFollowsReference: said(ofWhatFollowsReference),
    allPaired: said(more.allPaired),
    allPairedMoved: said(more.allPairedMoved),
    step: said(more.step),
  };
}

function documentWords(): TraceDocumentWords {
  return {
    only: vscode.l10n.t('only in {0}', '{0}'),
    moved: vscode.l10n.t('moved: line {0} of {1}', '{0}', '{1}'),
    disagrees: vscode.l10n.t('another value of the same thing'),
    answer: vscode.l10n.t('Answer'),
    answerOf: vscode.l10n.t('Answer of {0}', '{0}'),
    empty: vscode.l10n.t('It has no text.'),
    same: vscode.l10n.t('The same, word for word.'),
    sameButBlanks: vscode.l10n.t('The same but for white space.'),
    coarse: vscode.l10n.t(coarseWords),
    parting: partingInLanguage(),
  };
}
