import * as vscode from 'vscode';
import { answerKinds, type AnswerKind } from '../core/items/ownItem.ts';
import { readScoring } from '../core/items/ownScoring.ts';
import type { JsonObject } from '../core/json.ts';
import { inLanguage } from './inLanguage.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';

/** How answers are scored, as the form asks for it. */
export interface ChosenKind {
  readonly answerKind: AnswerKind;
  /** What the kind cannot do without: the pattern, the endpoint that judges. */
  readonly scoring?: JsonObject;
}

/**
 * Asks how answers are scored, and then for what that kind cannot do without; undefined where the user did not choose.
 *
 * @param endpoints labels of the endpoints that could judge
 */
export async function pickKind(endpoints: readonly string[]): Promise<ChosenKind | undefined> {
  const picks = answerKinds.map((answerKind) => ({
    label: kindWords(answerKind),
    detail: kindDetail(answerKind),
    answerKind,
  }));
  const pick = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Scored as'),
    matchOnDetail: true,
  });
  if (pick === undefined) return undefined;
  const { answerKind } = pick;
  if (answerKind === 'pattern') return askPattern();
  if (answerKind === 'judge') return askJudge(endpoints);
  return { answerKind };
}

async function askPattern(): Promise<ChosenKind | undefined> {
  const pattern = await vscode.window.showInputBox({
    title: vscode.l10n.t('Regular expression that finds the answer in a response'),
    prompt: vscode.l10n.t('Its first group in its last match is the answer.'),
    value: 'Answer: (.*)',
    ignoreFocusOut: true,
    validateInput: patternFault,
  });
  return pattern === undefined ? undefined : { answerKind: 'pattern', scoring: { pattern } };
}

/** Why a text cannot be the pattern; null where it can. */
export function patternFault(pattern: string): string | null {
  const read = readScoring('pattern', { pattern }, '');
  return Array.isArray(read) ? inLanguage(read[0]?.message ?? '') : null;
}

async function askJudge(endpoints: readonly string[]): Promise<ChosenKind | undefined> {
  if (endpoints.length === 0) {
    void notify.warning(
      vscode.l10n.t(
        'There is no endpoint that could judge. Add one first: Reasoning Transfer: Add Endpoint….',
      ),
    );
    return undefined;
  }
  const picks = endpoints.map((endpoint) => ({ label: pickText(endpoint), endpoint }));
  const pick = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Which endpoint judges?'),
    placeHolder: vscode.l10n.t('Its verdicts are shown as its own. A judge can be talked into a verdict.'),
    ignoreFocusOut: true,
  });
  return pick && { answerKind: 'judge', scoring: { endpoint: pick.endpoint } };
}

/** How answers of a kind are scored, in few words. */
export function kindWords(kind: AnswerKind): string {
  switch (kind) {
    case 'math':
      return vscode.l10n.t('a math answer');
    case 'choice':
      return vscode.l10n.t('one of the choices');
    case 'yes-no':
      return vscode.l10n.t('yes or no');
    case 'exact':
      return vscode.l10n.t('the same text');
    case 'normalised':
      return vscode.l10n.t('the same words');
    case 'contains':
      return vscode.l10n.t('a text that it contains');
    case 'pattern':
      return vscode.l10n.t('what a pattern finds');
    case 'number':
      return vscode.l10n.t('a number');
    case 'f1':
      return vscode.l10n.t('words in common (F1)');
    case 'json':
      return vscode.l10n.t('a JSON value');
    case 'judge':
      return vscode.l10n.t('judged by a model');
    case 'none':
      return vscode.l10n.t('not scored');
  }
}

function kindDetail(kind: AnswerKind): string {
  switch (kind) {
    case 'math':
      return vscode.l10n.t('Numbers and formulas by their value');
    case 'choice':
      return vscode.l10n.t('By letter or by text');
    case 'yes-no':
      return vscode.l10n.t('The last yes or no, or the stated one');
    case 'exact':
      return vscode.l10n.t('Character by character');
    case 'normalised':
      return vscode.l10n.t('Without case, punctuation, articles and white space');
    case 'contains':
      return vscode.l10n.t('The gold answer stands in it as whole words');
    case 'pattern':
      return vscode.l10n.t('A regular expression finds the answer, which is then the same text');
    case 'number':
      return vscode.l10n.t('The last number of the stated answer, within a tolerance if you set one');
    case 'f1':
      return vscode.l10n.t('SQuAD: the share of words in common');
    case 'json':
      return vscode.l10n.t('Objects and lists by their values');
    case 'judge':
      return vscode.l10n.t('An endpoint compares it with the gold answer; its verdicts are shown as its own');
    case 'none':
      return vscode.l10n.t('Traces are kept to be read');
  }
}
