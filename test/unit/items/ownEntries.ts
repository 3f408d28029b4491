import { expect } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import type { Item } from '../../../src/core/items/item.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { benchmarkPrompt } from '../../../src/core/prompts/benchmarkPrompt.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { decided } from '../../support/decided.ts';

/** Entries of benchmarks of one's own, and what becomes of records under them. */

export const entry = (fields: JsonObject, rest: JsonObject = {}): JsonObject => ({
  name: 'Mine',
  domain: 'other',
  fields,
  ...rest,
});
export const settings = (...entries: JsonObject[]) => {
  const read = parseBenchmarks(entries);
  expect(read.problems).toEqual([]);
  return read;
};
export const read = (record: JsonObject, setting: JsonObject, file = 'x.jsonl') =>
  readItem(record, { file, line: 3, bytes: null }, { own: settings(setting).own });
export const itemOf = (record: JsonObject, setting: JsonObject): Item => {
  const { item, problems } = read(record, setting);
  expect(problems).toEqual([]);
  return item!;
};
export const asked = (item: Item, setting?: JsonObject): string => {
  const changes = setting === undefined ? undefined : settings(setting).prompts.get(item.benchmark);
  const result = benchmarkPrompt(item, { api: 'chat' }, changes);
  return result.ok ? result.prompt.messages.map(({ content }) => content).join('\n---\n') : result.message;
};
export const scored = (item: Item, answer: string) => {
  const { value, extracted, reason } = decided(
    scoreTrace(item, { status: 'complete', flags: [], answer }, item.own?.choices ?? null),
  );
  return [value, extracted, reason];
};
