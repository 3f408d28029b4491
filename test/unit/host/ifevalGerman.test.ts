import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';
import { inLanguage } from '../../../src/host/inLanguage.ts';
import { speak } from '../../support/german.ts';

beforeEach(() => {
  speak('de');
});
afterEach(() => {
  speak('en');
});

async function german(id: string, kwargs: JsonObject, answer: string): Promise<string> {
  const record = { instruction_id_list: [id], kwargs: [kwargs] };
  const { checks, reason } = await settle(ifEvalAnswer.score({ record, answer, choices: null }), noHelp);
  return inLanguage(checks?.[0]?.reason ?? reason);
}

const atLeast = { relation: 'at least', num_words: 3 };

it.each<[string, JsonObject, string, string]>([
  ['length_constraints:number_words', atLeast, 'a', 'Wörter: verlangt waren mindestens 3; 1 gefunden'],
  [
    'keywords:frequency',
    { keyword: 'it', frequency: 1, relation: 'less than' },
    'it',
    'das Wort „it“: verlangt waren weniger als 1; 1 gefunden',
  ],
  [
    'detectable_format:multiple_sections',
    { section_spliter: 'Day', num_sections: 2 },
    'Day 1',
    'Abschnitte wie „Day 1“: verlangt waren mindestens 2; 1 gefunden',
  ],
  [
    'keywords:existence',
    { keywords: ['a', 'b'] },
    'a',
    'verlangt waren die Stichwörter "a", "b"; nicht gefunden: "b"',
  ],
  [
    'combination:two_responses',
    {},
    'a',
    'verlangt waren zwei verschiedene Antworten mit ****** dazwischen; 1 gefunden',
  ],
  [
    'startend:end_checker',
    { end_phrase: 'Any words; 3 found' },
    'a; b',
    'verlangt war „Any words; 3 found“ am Ende; am Ende steht „a; b“',
  ],
  [
    'language:response_language',
    { language: 'de' },
    'a',
    'verlangt war die Sprache „de“; sie war nicht zu erkennen, was als befolgt zählt: es ist hier nicht verfügbar',
  ],
  ['punctuation:no_comma', {}, 'a,', 'verlangt waren keine Kommas; 1 gefunden'],
  ['punctuation:no_dash', {}, 'a,', 'die Anweisung punctuation:no_dash ist nicht bekannt'],
])('%s %j says in German what was asked and found', async (id, kwargs, answer, words) => {
  expect(await german(id, kwargs, answer)).toBe(words);
});
