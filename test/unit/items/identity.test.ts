import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fallbackId, matchingText, textHash } from '../../../src/core/items/identity.ts';
import type { Item } from '../../../src/core/items/item.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { ownItems, without } from './ownItems.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const itemOf = (record: JsonObject): Item | null =>
  readItem(record, { file: 'aime24.jsonl', line: 1, bytes: null }).item;
const idOf = (record: JsonObject): string | undefined => itemOf(record)?.id;

describe('matching text', () => {
  test('is letters and digits, NFKC, lower case, without drawings', () => {
    expect(matchingText('Let $X_{1} = ½$.\n[asy]\ndraw((0,0)--(1,1));\n[/asy] Find Ｘ²!')).toBe(
      'letx112findx2',
    );
    expect(matchingText('a [asy] b [/asy] c [asy] d [/asy] e')).toBe('ace');
    expect(matchingText('Straße, 東京, ΑΒΓ')).toBe('straße東京αβγ');
  });

  test('two layouts of one text have one hash; another text has another', () => {
    expect(textHash('Find  $7 \\cdot 9$.')).toBe(textHash('find \\(7\\cdot 9\\)'));
    expect(textHash('Find 7')).toBe(sha('find7'));
    expect(textHash('Find 7')).not.toBe(textHash('Find 8'));
    expect(textHash('+ +')).not.toBe(textHash('- -'));
  });
});

describe('ids', () => {
  test('are the published ones, as text with the digits of the source', () => {
    const ids = Object.entries(ownItems).map(([name, record]) => `${name}: ${idOf(record) ?? 'none'}`);
    const short = (id: string): string => id.replace(/:([0-9a-f]{12})$/, ':<hash>');
    expect(ids.map(short).join('\n')).toBe(
      [
        'math500: own/prealgebra/1.json',
        'aime24Capital: 2024-X-1',
        'aime24Evalchemy: own-0',
        'aimePlain: AIME24:<hash>',
        'olympiad: 4001',
        'liveCodeBench: own_1_A',
        'gpqa: own0001',
        'acpMcq: 9007199254740993',
        'acpBool: -9007199254740995',
        'headQa: 7',
        'coqa: own-story-1',
        'ifeval: 11',
        'haluQa: HaluEval:<hash>',
        'haluDialogue: HaluEval:<hash>',
        'haluSummary: HaluEval:<hash>',
        'mcTaco: MC-TACO:<hash>',
      ].join('\n'),
    );
  });

  test('without a published id, are 12 digits of the hash of the text as published', () => {
    expect(idOf(ownItems.aimePlain)).toBe(`AIME24:${sha('Find $7 \\cdot 9$.').slice(0, 12)}`);
    expect(fallbackId('MATH-500', 'x')).toBe(`MATH-500:${sha('x').slice(0, 12)}`);
    expect(idOf(without(ownItems.headQa, 'qid'))).toMatch(/^HeadQA:[0-9a-f]{12}$/);
    expect(idOf({ ...ownItems.coqa, id: '' })).toMatch(/^CoQA:[0-9a-f]{12}$/);
  });

  test('tell candidates of one question apart', () => {
    const pairs: [JsonObject, JsonObject][] = [
      [ownItems.mcTaco, { ...ownItems.mcTaco, answer: 'two years' }],
      [ownItems.haluQa, { ...ownItems.haluQa, answer: 'At 0 °C.' }],
      [ownItems.haluDialogue, { ...ownItems.haluDialogue, response: 'In Sweden.' }],
      [ownItems.haluSummary, { ...ownItems.haluSummary, summary: 'It was dry.' }],
    ];
    for (const [one, other] of pairs) expect(idOf(one)).not.toBe(idOf(other));
  });

  test("HeadQA's exam is the task: qid counts within one exam", () => {
    expect(itemOf(ownItems.headQa)).toMatchObject({ task: 'Own exam 1', id: '7' });
    expect(itemOf(without(ownItems.headQa, 'name'))).toMatchObject({ task: null, id: '7' });
  });
});
