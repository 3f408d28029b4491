import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { answerKinds } from '../../../src/core/items/ownItem.ts';
import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import { answerParts, scoringOptions } from '../../../src/core/scorers/own/options.ts';
import { entry, itemOf, read } from './ownEntries.ts';

const of = (answerKind: string, scoring?: JsonValue, fields: JsonObject = { question: 'q', answer: 'a' }) =>
  entry(fields, { answerKind, ...(scoring === undefined ? {} : { scoring }) });

describe('scoring in the setting', () => {
  test.each<[JsonObject]>([
    [of('exact')],
    [of('exact', {})],
    [of('exact', { from: 'last line', ignoreCase: true })],
    [of('number', { tolerance: 0.01, relative: true, from: 'whole' })],
    [of('pattern', { pattern: 'Answer: (.*)', match: 'first' })],
    [of('judge', { endpoint: 'big', prompt: '{{question}} {{ gold }} {{answer}}', maxTokens: 9 })],
    [of('judge', { endpoint: 'big' }, { question: 'q' })],
  ])('%j is taken', (value) => {
    expect(parseBenchmarks([value]).problems).toEqual([]);
  });

  test.each<[JsonObject, string]>([
    [of('number', { tolerance: -1 }), 'scoring.tolerance: This must not be negative.'],
    [of('number', { tolerance: '1' }), 'scoring.tolerance: This must be a number.'],
    [
      of('exact', { tolerance: 1 }),
      'scoring.tolerance: Answers of the kind "exact" have no such option. There are: from, ignoreCase.',
    ],
    [of('exact', { from: 'end' }), 'scoring.from: This must be "whole", "last line", "boxed" or "stated".'],
    [of('exact', { ignoreCase: 1 }), 'scoring.ignoreCase: This must be true or false.'],
    [of('math', { from: 'whole' }), 'scoring: Answers of the kind "math" have no options. Take this out.'],
    [of('exact', 7), 'scoring: This must be an object.'],
    [of('pattern'), 'scoring.pattern: This is missing.'],
    [of('pattern', { pattern: '' }), 'scoring.pattern: This must not be empty.'],
    [
      of('pattern', { pattern: '(?=a)' }),
      'scoring.pattern: Look-around is not supported here: say what stands before and behind, and put the answer in ().',
    ],
    [of('pattern', { pattern: 'a', match: 'all' }), 'scoring.match: This must be "first" or "last".'],
    [of('judge', {}), 'scoring.endpoint: This is missing.'],
    [of('judge', { endpoint: ' ' }), 'scoring.endpoint: This must not be empty.'],
    [
      of('judge', { endpoint: 'b', prompt: '{{question}}' }),
      'scoring.prompt: This must hold {{answer}}: without it every answer would be judged alike.',
    ],
    [
      of('judge', { endpoint: 'b', prompt: '{{answer}} {{target}}' }),
      'scoring.prompt: This must hold no placeholders but {{question}}, {{gold}} and {{answer}}.',
    ],
    [of('judge', { endpoint: 'b', maxTokens: 0 }), 'scoring.maxTokens: This must be at least 1.'],
    [
      of('exact', undefined, { question: 'q' }),
      'fields.answer: This is missing: without the right answer nothing can be scored ("answerKind": "none").',
    ],
    [of('same'), `answerKind: This must be one of ${answerKinds.join(', ')}.`],
  ])('%j is refused by its field', (value, message) => {
    expect(parseBenchmarks([value]).problems.map((each) => `${each.field}: ${each.message}`)).toEqual([
      `reasoningTransfer.benchmarks[0].${message}`,
    ]);
  });

  test('a published benchmark has none', () => {
    expect(parseBenchmarks([{ name: 'MATH-500', scoring: {} }]).problems).toMatchObject([
      {
        field: 'reasoningTransfer.benchmarks[0].scoring',
        message: expect.stringMatching(/^A published/) as string,
      },
    ]);
  });
});

describe('gold answers', () => {
  const gold = (kind: string, a: JsonValue, rest: JsonObject = {}): unknown => {
    const item = itemOf({ q: 'Q?', a }, { ...of(kind), ...rest });
    return [item.gold, item.own?.scored.answer];
  };

  test('are the texts of a list, each as a pattern finds it', () => {
    expect(gold('exact', 'Paris')).toEqual(['Paris', ['Paris']]);
    expect(gold('f1', ['Paris', 7, true])).toEqual(['Paris / 7 / true', ['Paris', '7', 'true']]);
    expect(gold('contains', ['= a', '= b'], { answerPattern: '= (.)' })).toEqual(['a / b', ['a', 'b']]);
    expect(gold('number', ['#### 1,000', 2])).toEqual(['1,000 / 2', ['1,000', '2']]);
    expect(gold('json', { b: [1], a: null })).toEqual(['{"b":[1],"a":null}', { b: [1], a: null }]);
    expect(gold('json', '[1, 2]')).toEqual(['[1,2]', [1, 2]]);
    expect(gold('json', 'Paris')).toEqual(['"Paris"', 'Paris']);
    expect(gold('json', false)).toEqual(['false', false]);
  });

  test.each<[string, JsonValue, string]>([
    ['exact', [], 'the answer, as text or a number, or a list of answers'],
    ['exact', ['a', null], 'the answer, as text or a number, or a list of answers'],
    ['number', 'none', 'a number, or a list of them'],
    ['number', '3 of 4', 'a number, or a list of them'],
    ['json', '{"a": oops}', 'a JSON value, or a text that writes one'],
    ['json', null, 'a JSON value, or a text that writes one'],
  ])('of the kind %s: %j says nothing', (kind, a, wanted) => {
    const { item, problems } = read({ q: 'Q?', a }, of(kind));
    expect(item?.gold).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([
      `No gold answer: "a" should hold ${wanted}. Until it does, the item can be asked, but not scored.`,
    ]);
  });
});

test('the editor completes the kinds and options that there are', () => {
  const Schema = v.object({
    enum: v.optional(v.array(v.string())),
    markdownEnumDescriptions: v.optional(v.array(v.string())),
    properties: v.optional(v.record(v.string(), v.looseObject({ enum: v.optional(v.array(v.string())) }))),
  });
  const Manifest = v.object({
    contributes: v.object({
      configuration: v.object({
        properties: v.looseObject({
          'reasoningTransfer.benchmarks': v.object({
            items: v.object({ properties: v.looseObject({ answerKind: Schema, scoring: Schema }) }),
          }),
        }),
      }),
    }),
  });
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const settings = v.parse(Manifest, JSON.parse(text)).contributes.configuration.properties;
  const { answerKind, scoring } = settings['reasoningTransfer.benchmarks'].items.properties;
  expect(answerKind.enum).toEqual(answerKinds);
  expect(answerKind.markdownEnumDescriptions).toHaveLength(answerKinds.length);
  const options = new Set(Object.values(scoringOptions).flatMap(({ entries }) => Object.keys(entries)));
  expect(new Set(Object.keys(scoring.properties ?? {}))).toEqual(options);
  expect(scoring.properties?.from?.enum).toEqual(answerParts);
});
