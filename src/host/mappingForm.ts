import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import type { BenchmarkProposal } from '../core/items/proposeBenchmark.ts';
import type { JsonObject } from '../core/json.ts';
import { domainWords } from './domainWords.ts';
import { inLanguage } from './inLanguage.ts';
import { kindWords, pickKind } from './mappingKind.ts';
import type { Mapping } from './mappingText.ts';
import { fieldPaths, rowText, sampleOf } from './recordFields.ts';

const parts = ['question', 'answer', 'choices', 'id', 'context'] as const;
type Part = (typeof parts)[number];
const domains: readonly Domain[] = ['math', 'other', 'non'];

/** What a row of the form changes. `blocked`: the row that says why nothing can be saved. */
export type Step = Part | 'kind' | 'domain' | 'save' | 'blocked';

/** What a form begins with. */
export function proposedMapping(proposal: BenchmarkProposal): Mapping {
  const fields = parts.flatMap((part) => {
    const found = proposal[part];
    return found === null ? [] : [[part, found.path] as const];
  });
  return {
    domain: proposal.domain,
    fields: Object.fromEntries(fields),
    answerKind: proposal.answerKind.kind,
    ...(proposal.answerIndex === null ? {} : { answerIndex: proposal.answerIndex.index }),
  };
}

interface StepPick extends vscode.QuickPickItem {
  readonly step: Step;
}

/**
 * The mapping as a form: what each part is, and why it was proposed.
 *
 * @param fault why the mapping cannot be saved; null where it can
 */
export async function pickStep(
  mapping: Mapping,
  proposal: BenchmarkProposal,
  fault: string | null,
): Promise<Step | undefined> {
  const pathWords = (path: string | readonly string[] | undefined): string =>
    path === undefined ? vscode.l10n.t('none') : rowText(typeof path === 'string' ? path : path.join(', '));
  const rows = parts.map((part): StepPick => {
    const proposed = proposal[part];
    const path = mapping.fields[part];
    const same = proposed !== null && pathWords(proposed.path) === pathWords(path);
    return {
      label: partWords(part),
      description: pathWords(path),
      detail: same ? `${pathWords(path)} ${inLanguage(proposed.reason)}` : '',
      step: part,
    };
  });
  const pick = await vscode.window.showQuickPick<StepPick>(
    [
      saveRow(fault),
      ...rows,
      {
        label: vscode.l10n.t('Scored as'),
        description: kindWords(mapping.answerKind),
        detail: '',
        step: 'kind',
      },
      {
        label: vscode.l10n.t('Domain'),
        description: domainWords(mapping.domain),
        detail: '',
        step: 'domain',
      },
    ],
    {
      title: vscode.l10n.t('Which fields are the parts of an item? Pick one to change it'),
      placeHolder: vscode.l10n.t('The editor below shows the first items as they would be sent'),
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return pick?.step;
}

/** The first row: Save, or why there is no Save. */
export function saveRow(fault: string | null): StepPick {
  return fault === null
    ? { label: `$(check) ${vscode.l10n.t('Save')}`, description: '', detail: '', step: 'save' }
    : {
        label: `$(warning) ${vscode.l10n.t('Cannot be saved yet')}`,
        description: '',
        detail: rowText(fault),
        step: 'blocked',
      };
}

/**
 * The mapping with one part changed; undefined where the user did not choose.
 *
 * @param endpoints labels of the endpoints that could judge
 */
export async function changePart(
  mapping: Mapping,
  step: Exclude<Step, 'save' | 'blocked'>,
  records: readonly JsonObject[],
  endpoints: readonly string[],
): Promise<Mapping | undefined> {
  if (step === 'kind') {
    const chosen = await pickKind(endpoints);
    if (chosen === undefined) return undefined;
    // Options of another kind would be none of this one's.
    const { scoring: _old, ...others } = mapping;
    return { ...others, ...chosen };
  }
  if (step === 'domain') {
    const picks = domains.map((domain) => ({ label: domainWords(domain), domain }));
    const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Domain') });
    return pick && { ...mapping, domain: pick.domain };
  }
  const none = { label: vscode.l10n.t('none'), description: '', path: null };
  const picks = fieldPaths(records).map((path) => ({
    label: rowText(path),
    description: sampleOf(records, path),
    path,
  }));
  const title = partWords(step);
  const chosen =
    step === 'choices'
      ? await vscode.window.showQuickPick(picks, { title, canPickMany: true })
      : await vscode.window.showQuickPick(step === 'question' ? picks : [none, ...picks], { title });
  if (chosen === undefined) return undefined;
  const { [step]: _old, ...others } = mapping.fields;
  const paths = (Array.isArray(chosen) ? chosen : [chosen]).flatMap(({ path }) => path ?? []);
  const [only, ...more] = paths;
  if (only === undefined) return { ...mapping, fields: others };
  return { ...mapping, fields: { ...others, [step]: more.length === 0 ? only : paths } };
}

function partWords(part: Part): string {
  switch (part) {
    case 'question':
      return vscode.l10n.t('Question');
    case 'answer':
      return vscode.l10n.t('Gold answer');
    case 'choices':
      return vscode.l10n.t('Choices');
    case 'id':
      return vscode.l10n.t('Id');
    case 'context':
      return vscode.l10n.t('Context');
  }
}
