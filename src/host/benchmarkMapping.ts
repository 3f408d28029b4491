import path from 'node:path';
import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import { findBenchmark } from '../core/items/benchmarks.ts';
import { type BenchmarkProposal, proposeBenchmark } from '../core/items/proposeBenchmark.ts';
import type { AnswerKind } from '../core/items/ownItem.ts';
import type { JsonObject } from '../core/json.ts';
import { pythonJson } from '../core/results/pythonJson.ts';
import type { ItemDocuments } from './documents.ts';
import { type Mapping, mappingEntry, mappingText } from './mappingText.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';
import { domainWords } from './domainWords.ts';

const scheme = 'reasoning-transfer-mapping';
/** Records that a proposal is made from. */
const sampleRecords = 20;
const parts = ['question', 'answer', 'choices', 'id', 'context'] as const;
type Part = (typeof parts)[number];
const kinds: readonly AnswerKind[] = ['math', 'choice', 'yes-no', 'none'];
const domains: readonly Domain[] = ['math', 'other', 'non'];

type Step = Part | 'kind' | 'domain' | 'save';

/**
 * `describeBenchmark`: says which fields of a file's records are question, answer, choices and id, beginning with a
 * proposal; shows three items as they would be sent all the while; saves it as a benchmark in the settings.
 */
export class BenchmarkMapping implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscription = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(
    private readonly settings: Settings,
    private readonly documents: ItemDocuments,
  ) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** @param argument the file of an Explorer's menu; else that of the editor */
  describeBenchmark = async (argument: unknown): Promise<void> => {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (!uri) {
      void notify.warning(
        vscode.l10n.t('Open a file of items, or use the command on a file in the Explorer.'),
      );
      return;
    }
    const file = await this.documents.at(uri);
    const records = await file.firstRecords(sampleRecords);
    if (records.length === 0) {
      void notify.warning(file.problems[0]?.message ?? vscode.l10n.t('There are no records in this file.'));
      return;
    }
    if (file.benchmark !== null && findBenchmark(file.benchmark.name) !== null) {
      void notify.info(vscode.l10n.t('This file holds items of {0} already.', file.benchmark.name));
      return;
    }
    await this.ask(uri, records, proposeBenchmark(records));
  };

  private async ask(
    uri: vscode.Uri,
    records: readonly JsonObject[],
    proposal: BenchmarkProposal,
  ): Promise<void> {
    const file = path.basename(uri.fsPath);
    const name = file.replace(/\..*$/, '');
    let mapping = proposedMapping(proposal);
    for (;;) {
      await this.preview(name, file, mapping, records);
      const step = await pickStep(mapping, proposal);
      if (step === undefined) return;
      if (step === 'save') break;
      mapping = (await change(mapping, step, records)) ?? mapping;
    }
    const chosen = await vscode.window.showInputBox({
      title: vscode.l10n.t('Name of the benchmark'),
      value: name,
      validateInput: (text) => {
        if (text.trim() === '') return vscode.l10n.t('A benchmark needs a name.');
        return findBenchmark(text.trim()) === null
          ? undefined
          : vscode.l10n.t('{0} is a published benchmark. Give another name.', text.trim());
      },
    });
    if (chosen === undefined) return;
    await this.settings.addBenchmark(mappingEntry(chosen.trim(), file, mapping));
    void notify.info(vscode.l10n.t('Saved as {0}. Its items can be evaluated now.', chosen.trim()));
  }

  private async preview(
    name: string,
    file: string,
    mapping: Mapping,
    records: readonly JsonObject[],
  ): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${file}.items.md` });
    this.texts.set(uri.path, mappingText(name, file, mapping, records));
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, {
      preview: true,
      preserveFocus: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function proposedMapping(proposal: BenchmarkProposal): Mapping {
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

/** The mapping as a form: what each part is, and why it was proposed. */
async function pickStep(mapping: Mapping, proposal: BenchmarkProposal): Promise<Step | undefined> {
  const pathWords = (path: string | readonly string[] | undefined): string =>
    path === undefined ? vscode.l10n.t('none') : typeof path === 'string' ? path : path.join(', ');
  const rows = parts.map((part): StepPick => {
    const proposed = proposal[part];
    const path = mapping.fields[part];
    const same = proposed !== null && pathWords(proposed.path) === pathWords(path);
    return {
      label: partWords(part),
      description: pathWords(path),
      detail: same ? `${pathWords(path)} ${proposed.reason}` : '',
      step: part,
    };
  });
  const pick = await vscode.window.showQuickPick<StepPick>(
    [
      { label: `$(check) ${vscode.l10n.t('Save')}`, description: '', detail: '', step: 'save' },
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
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return pick?.step;
}

/** The mapping with one part changed; undefined where the user did not choose. */
async function change(
  mapping: Mapping,
  step: Exclude<Step, 'save'>,
  records: readonly JsonObject[],
): Promise<Mapping | undefined> {
  if (step === 'kind') {
    const picks = kinds.map((answerKind) => ({ label: kindWords(answerKind), answerKind }));
    const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Scored as') });
    return pick && { ...mapping, answerKind: pick.answerKind };
  }
  if (step === 'domain') {
    const picks = domains.map((domain) => ({ label: domainWords(domain), domain }));
    const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Domain') });
    return pick && { ...mapping, domain: pick.domain };
  }
  const fields = [...new Set(records.flatMap((record) => fieldPaths(record)))];
  const none = { label: vscode.l10n.t('none'), description: '', path: null };
  const picks = fields.map((path) => ({ label: path, description: sampleOf(records, path), path }));
  const several = step === 'choices';
  const title = partWords(step);
  const chosen = several
    ? await vscode.window.showQuickPick(picks, { title, canPickMany: true })
    : await vscode.window.showQuickPick(step === 'question' ? picks : [none, ...picks], { title });
  if (chosen === undefined) return undefined;
  const { [step]: _old, ...others } = mapping.fields;
  const paths = (Array.isArray(chosen) ? chosen : [chosen]).flatMap(({ path }) => path ?? []);
  const [only, ...more] = paths;
  if (only === undefined) return { ...mapping, fields: others };
  return { ...mapping, fields: { ...others, [step]: more.length === 0 ? only : paths } };
}

/** Paths to the values of a record, one level deep inside its objects. */
function fieldPaths(record: JsonObject): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)]
      : [name],
  );
}

function sampleOf(records: readonly JsonObject[], field: string): string {
  const [name = '', inner] = field.split('.');
  const value = records[0]?.[name];
  const shown =
    inner !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value[inner]
      : value;
  const text = typeof shown === 'string' ? shown : shown === undefined ? '' : pythonJson(shown);
  return text.replace(/\s+/g, ' ').slice(0, 80);
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

function kindWords(kind: AnswerKind): string {
  switch (kind) {
    case 'math':
      return vscode.l10n.t('a math answer');
    case 'choice':
      return vscode.l10n.t('one of the choices');
    case 'yes-no':
      return vscode.l10n.t('yes or no');
    case 'none':
      return vscode.l10n.t('not scored');
  }
}
