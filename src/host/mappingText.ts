import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import { showHidden } from '../core/hiddenText.ts';
import { parseBenchmarks } from '../core/items/benchmarkSettings.ts';
import type { Item } from '../core/items/item.ts';
import { rightComesFirst } from '../core/items/ownChoices.ts';
import type { AnswerKind } from '../core/items/ownItem.ts';
import { readItem } from '../core/items/readItem.ts';
import type { JsonObject } from '../core/json.ts';
import { benchmarkPrompt } from '../core/prompts/benchmarkPrompt.ts';
import { promptText } from '../core/prompts/build.ts';
import { domainWords } from './domainWords.ts';
import { inLanguage } from './inLanguage.ts';

/** An entry of the setting `benchmarks` that is being made. */
export interface Mapping {
  readonly domain: Domain;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly answerKind: AnswerKind;
  readonly answerIndex?: 0 | 1;
  /** How answers of the kind are compared, where that had to be asked for. */
  readonly scoring?: JsonObject;
}

/** Items that a preview shows as they would be sent. */
const shownItems = 3;

/**
 * The entry as the setting holds it.
 *
 * @param file relative to its workspace folder, with slashes: the name alone would be that of files elsewhere too
 */
export function mappingEntry(
  name: string,
  file: string,
  mapping: Mapping,
): JsonObject & { name: string; files: string[] } {
  const { domain, fields, answerKind, answerIndex, scoring } = mapping;
  return {
    name,
    domain,
    fields: Object.fromEntries(
      Object.entries(fields).map(([part, path]) => [part, typeof path === 'string' ? path : [...path]]),
    ),
    answerKind,
    ...(answerIndex === undefined ? {} : { answerIndex }),
    ...(scoring === undefined ? {} : { scoring }),
    // What means something in a pattern stands for itself in a name.
    files: [file.replace(/[*?{}]/g, '?')],
  };
}

/** What the first records become under a mapping. */
export interface MappedRecords {
  readonly name: string;
  readonly file: string;
  readonly domain: Domain;
  /** How many records were read. */
  readonly records: number;
  readonly items: readonly Item[];
  readonly prompt: Parameters<typeof benchmarkPrompt>[2];
  /** The order options are sent in; null where there are none to choose from. */
  readonly optionOrder: 'as in the file' | 'by id' | null;
  /** What is wrong with the mapping, then with the records. */
  readonly wrong: readonly string[];
  /** Why the mapping cannot be saved; null where it can. */
  readonly fault: string | null;
}

/** Reads the first records under a mapping. It has a fault where the entry is not of the form, or nothing is an item. */
export function mappedRecords(
  name: string,
  file: string,
  mapping: Mapping,
  records: readonly JsonObject[],
): MappedRecords {
  const { own, prompts, problems } = parseBenchmarks([mappingEntry(name, file, mapping)]);
  const read = records.map((record, index) =>
    readItem(record, { file, line: index + 1, bytes: null }, { own }),
  );
  const items = read.flatMap(({ item }) => (item?.benchmark === name ? [item] : []));
  const faults = problems.map(faultWords);
  const causes = [...new Set(read.flatMap((one) => one.problems.map(({ message }) => inLanguage(message))))];
  const none =
    items.length > 0
      ? null
      : [
          vscode.l10n.t('None of the first {0} records is an item.', records.length),
          ...causes.slice(0, 1),
        ].join(' ');
  return {
    name,
    file,
    domain: mapping.domain,
    records: records.length,
    items,
    prompt: prompts.get(name),
    optionOrder:
      mapping.answerKind !== 'choice' || items.length === 0
        ? null
        : records.some((record) => rightComesFirst(mapping.fields, record))
          ? 'by id'
          : 'as in the file',
    wrong: [...faults, ...causes],
    fault: faults[0] ?? none,
  };
}

/** Why an entry cannot have this name; null where it can. */
export function nameFault(name: string, file: string, mapping: Mapping): string | null {
  const problem = parseBenchmarks([mappingEntry(name, file, mapping)]).problems[0];
  return problem === undefined ? null : faultWords(problem);
}

/** The entry is not in the settings yet, so its place in them says nothing. */
function faultWords({ field, message }: { readonly field: string; readonly message: string }): string {
  return `${field.replace(/^[^[]*\[0\]\.?/, '')}: ${inLanguage(message)}`;
}

/** What is wrong with a mapping, and the first items as they would be sent. Nothing in the text is hidden. */
export function mappingText(mapped: MappedRecords): string {
  const { name, file, domain, records, items, prompt, optionOrder, wrong } = mapped;
  const golds = items.filter(({ gold }) => gold !== null).length;
  const lines = [
    `# ${name} · ${domainWords(domain)}`,
    '',
    vscode.l10n.t(
      'Of the first {0} records of {1}, {2} are items, {3} with a gold answer.',
      records,
      file,
      items.length,
      golds,
    ),
    ...(optionOrder === null ? [] : [orderWords(optionOrder)]),
    ...wrong.slice(0, shownItems).map((words) => `- ${words}`),
    '',
    ...items
      .slice(0, shownItems)
      .flatMap((item, index) => itemLines(item, index, () => promptOf(item, prompt))),
  ];
  return lines
    .join('\n')
    .split('\n')
    .map((line) => showHidden(line))
    .join('\n');
}

function orderWords(order: NonNullable<MappedRecords['optionOrder']>): string {
  return order === 'by id'
    ? vscode.l10n.t(
        'Options are sent in an order that depends on the id alone: in that of the file the right one would always come first.',
      )
    : vscode.l10n.t('Options are sent in the order of the file.');
}

function promptOf(item: Item, changes: Parameters<typeof benchmarkPrompt>[2]): string {
  const built = benchmarkPrompt(item, { api: 'chat' }, changes);
  return built.ok ? promptText(built.prompt) : inLanguage(built.message);
}

function itemLines(item: Item, index: number, prompt: () => string): string[] {
  return [
    `## ${vscode.l10n.t('Item {0} as it would be sent', index + 1)}`,
    '',
    `${vscode.l10n.t('Id')}: ${item.id}`,
    `${vscode.l10n.t('Gold')}: ${item.gold ?? vscode.l10n.t('the item has none')}`,
    '',
    prompt(),
    '',
  ];
}
