import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { parseEndpoints, parseModels } from '../../../src/core/endpointSettings.ts';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';

const Snippets = v.object({
  items: v.object({
    defaultSnippets: v.pipe(
      v.array(v.object({ label: v.string(), body: v.record(v.string(), v.unknown()) })),
      v.minLength(1),
    ),
  }),
});
const List = v.object({ items: v.object({ properties: v.record(v.string(), v.unknown()) }) });
const Manifest = v.object({
  contributes: v.object({
    configuration: v.object({ properties: v.record(v.string(), v.looseObject({ order: v.number() })) }),
  }),
});
const manifest = v.parse(
  Manifest,
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')),
);
const settings = manifest.contributes.configuration.properties;

/** What VS Code writes for a snippet: the first of several choices, the proposed text, else `typed`. */
function written(body: unknown): unknown {
  const text = JSON.stringify(body)
    .replace(/"\^\$\{\d+:([^}]*)\}"/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\}/g, 'typed');
  return JSON.parse(text);
}

test.each([
  ['endpoints', parseEndpoints],
  ['models', parseModels],
  ['benchmarks', parseBenchmarks],
] as const)('what the snippets of %s write is accepted', (name, parse) => {
  const { items } = v.parse(Snippets, settings[`reasoningTransfer.${name}`]);
  for (const { label, body } of items.defaultSnippets) {
    expect([label, ...parse([written(body)]).problems]).toEqual([label]);
    const known = Object.keys(v.parse(List, settings[`reasoningTransfer.${name}`]).items.properties);
    expect(known).toEqual(expect.arrayContaining(Object.keys(body)));
  }
});

test('a snippet with a wrong field would be found', () => {
  expect(parseModels([written({ model: '${1:a}', methods: '${2|rl,sft|}' })]).problems).toHaveLength(1);
});

test('settings stand in an order of their own, each in its place', () => {
  const orders = Object.values(settings).map(({ order }) => order);
  expect(orders).toEqual(orders.map((_, place) => place + 1));
});

test.each(['package.nls.json', 'package.nls.de.json'])('%s says which patterns are not accepted', (file) => {
  const words = v.parse(
    v.looseObject({ 'benchmarks.answerPattern': v.string() }),
    JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')),
  )['benchmarks.answerPattern'];
  const named = { '`(?=…)`': '(?=a)b', '`(?<=…)`': '(?<=a)b', '`\\1`': '(a)\\1' };
  for (const [name, answerPattern] of Object.entries(named)) {
    expect(words).toContain(name);
    const entry = { name: 'Mine', domain: 'math', fields: { question: 'q', answer: 'a' }, answerPattern };
    expect(parseBenchmarks([entry]).problems).toHaveLength(1);
  }
});
