import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { verdictKind } from '../core/results/itemTable.ts';
import { isSettled } from '../core/results/union.ts';
import type { HandVerdict } from '../core/results/verdicts/verdict.ts';
import type { ItemDocuments } from './documents.ts';
import { problemWords, targetItems } from './itemTargets.ts';
import { markOf, markShown } from './marks.ts';
import { notify } from './notify.ts';
import { pickText, pickTitle } from './pickText.ts';
import type { ResultItems } from './resultItems.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';

/** What a person may say of a sample; null takes back what was said. */
type Said = { readonly value: number } | 'withdraw';

/** `judgeByHand`: a person overrules the verdict on a sample, with a comment, and can take that back. */
export class JudgeByHand {
  constructor(
    private readonly documents: ItemDocuments,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded' | 'read'>,
    private readonly verdicts: Pick<SampleVerdicts, 'folderOf' | 'of' | 'append' | 'loaded'>,
    private readonly results: Pick<ResultItems, 'target'>,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Of the item that the argument names or the cursor is on: one of its samples is chosen. */
  judgeItem = async (target: unknown): Promise<void> => {
    const result = await this.results.target(target);
    if (result !== null) {
      await this.judgeOneOf(result);
      return;
    }
    const found = await targetItems(this.documents, target);
    if (!found.ok) {
      void notify.warning(found.message);
      return;
    }
    const [item] = found.items;
    if (item) await this.judgeOneOf(item);
  };

  private async judgeOneOf(item: Item): Promise<void> {
    await this.saved.loaded();
    const samples = this.saved.forItem(item).filter(({ status }) => isSettled(status));
    if (samples.length === 0) {
      void notify.info(vscode.l10n.t('No response to {0} is saved yet.', item.id));
      return;
    }
    const picks = samples.map((sample) => ({
      label: pickText(sample.label),
      description: sampleWords(sample),
      detail: pickText(sample.extracted ?? ''),
      sample,
    }));
    const title = vscode.l10n.t('Judge a response to {0} by hand', pickTitle(item.id));
    const [only] = samples;
    const chosen =
      samples.length === 1 && only ? { sample: only } : await vscode.window.showQuickPick(picks, { title });
    if (chosen) await this.judge(chosen.sample);
  }

  /** Asks for a verdict on a sample and for a comment, and saves them; true where something was saved. */
  judge = async (sample: SavedSample): Promise<boolean> => {
    await this.verdicts.loaded();
    const hand = this.verdicts.of(sample)?.hand ?? null;
    const said = await askVerdict(sample, hand);
    if (said === undefined) return false;
    if (said === 'withdraw') return this.withdraw(sample);
    const comment = await vscode.window.showInputBox({
      title: titleOf(sample),
      prompt: vscode.l10n.t('Why? The comment is saved with the verdict; it may be empty.'),
      value: hand?.comment ?? '',
      // The reader may look at the trace again while writing.
      ignoreFocusOut: true,
    });
    if (comment === undefined) return false;
    return this.save(sample, { kind: 'hand', value: said.value, comment: comment.trim() });
  };

  /** Takes the verdict by hand back. */
  withdraw = (sample: SavedSample): Promise<boolean> => this.save(sample, { kind: 'withdrawn' });

  private async save(
    sample: SavedSample,
    verdict: { readonly kind: 'withdrawn' } | Pick<HandVerdict, 'kind' | 'value' | 'comment'>,
  ): Promise<boolean> {
    const whole = await this.saved.read(sample);
    const read = whole.ok
      ? { storedAnswer: whole.sample.score.extracted, answer: whole.sample.trace.answer }
      : undefined;
    const named = this.verdicts.folderOf(sample)?.named(sample, read);
    if (!named) {
      void notify.warning(vscode.l10n.t('Open a folder first: verdicts are saved in it.'));
      return false;
    }
    const problems = await this.verdicts.append(sample, {
      ...verdict,
      sample: named,
      at: this.now().toISOString(),
    });
    const [problem] = problems;
    if (problem) void notify.error(problemWords(problem));
    return problem === undefined;
  }
}

async function askVerdict(sample: SavedSample, hand: HandVerdict | null): Promise<Said | undefined> {
  const choices: (vscode.QuickPickItem & { readonly said: Said })[] = [
    { label: `$(pass) ${vscode.l10n.t('Right')}`, said: { value: 1 } },
    { label: `$(error) ${vscode.l10n.t('Wrong')}`, said: { value: 0 } },
    { label: `$(color-mode) ${vscode.l10n.t('Half right')}`, said: { value: 0.5 } },
  ];
  if (hand !== null) {
    choices.push({
      label: `$(discard) ${vscode.l10n.t('Take the verdict by hand back')}`,
      detail: pickText(hand.comment),
      said: 'withdraw',
    });
  }
  const placeHolder = vscode.l10n.t('Saved verdict: {0}. Yours stands beside it.', sampleWords(sample));
  return (await vscode.window.showQuickPick(choices, { title: titleOf(sample), placeHolder }))?.said;
}

function titleOf({ item, label }: SavedSample): string {
  return vscode.l10n.t('Verdict by hand: {0}, {1}', pickTitle(label, 60), pickTitle(item.id, 60));
}

function sampleWords(sample: SavedSample): string {
  return markShown(markOf(verdictKind(sample.value), sample)).word;
}
