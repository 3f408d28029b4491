import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import { parseBenchmarks } from '../core/items/benchmarkSettings.ts';
import type { Item } from '../core/items/item.ts';
import type { AnswerKind } from '../core/items/ownItem.ts';
import { readItem } from '../core/items/readItem.ts';
import type { JsonObject } from '../core/json.ts';
import { benchmarkPrompt } from '../core/prompts/benchmarkPrompt.ts';
import { promptText } from '../core/prompts/build.ts';
import { domainWords } from './domainWords.ts';

/** An entry of the setting `benchmarks` that is being made. */
export interface Mapping {
  readonly domain: Domain;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly answerKind: AnswerKind;
  readonly answerIndex?: 0 | 1;
}

/** Items that a preview shows as they would be sent. */
const shownItems = 3;

/** The entry as the setting holds it. */
export function mappingEntry(name: string, file: string, mapping: Mapping): JsonObject & { name: string } {
  const { domain, fields, answerKind, answerIndex } = mapping;
  return {
    name,
    domain,
    fields: Object.fromEntries(
      Object.entries(fields).map(([part, path]) => [part, typeof path === 'string' ? path : [...path]]),
    ),
    answerKind,
    ...(answerIndex === undefined ? {} : { answerIndex }),
    files: [file],
  };
}

/** What the first records become under a mapping: what is wrong with it, and items as they would be sent. */
export function mappingText(
  name: string,
  file: string,
  mapping: Mapping,
  records: readonly JsonObject[],
): string {
  const entry = mappingEntry(name, file, mapping);
  const { own, prompts, problems } = parseBenchmarks([entry]);
  const read = records.map((record, index) =>
    readItem(record, { file, line: index + 1, bytes: null }, { own }),
  );
  const items = read.flatMap(({ item }) => (item?.benchmark === name ? [item] : []));
  const golds = items.filter(({ gold }) => gold !== null).length;
  const wrong = [
    ...problems.map(({ field, message }) => `${field}: ${message}`),
    ...new Set(read.flatMap((one) => one.problems.map(({ message }) => message))),
  ];
  return [
    `# ${name} · ${domainWords(mapping.domain)}`,
    '',
    vscode.l10n.t(
      'Of the first {0} records of {1}, {2} are items, {3} with a gold answer.',
      records.length,
      file,
      items.length,
      golds,
    ),
    ...wrong.slice(0, shownItems).map((words) => `- ${words}`),
    '',
    ...items
      .slice(0, shownItems)
      .flatMap((item, index) => itemLines(item, index, () => promptOf(item, prompts.get(name)))),
  ].join('\n');
}

function promptOf(item: Item, changes: Parameters<typeof benchmarkPrompt>[2]): string {
  const built = benchmarkPrompt(item, { api: 'chat' }, changes);
  return built.ok ? promptText(built.prompt) : built.message;
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
