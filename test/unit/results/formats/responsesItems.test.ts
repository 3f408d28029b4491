import { describe, expect, test } from 'vitest';
import * as v from 'valibot';

import { publishedText, textHash } from '../../../../src/core/items/identity.ts';
import { ItemTexts, itemWithin, type ItemText } from '../../../../src/core/results/formats/responsesItems.ts';
import { askedText, hasChatMarks } from '../../../../src/core/results/formats/responsesPrompt.ts';
import { resultItem } from '../../../../src/core/results/resultItem.ts';
import { absent, sharedLines } from '../../scorers/sharedData.ts';

const item = (text: string): ItemText => ({ text, textHash: textHash(text) });

describe('an item is found within what was sent for it', () => {
  const legs = item('How many legs have 8 tables with four legs each, and one with three?');
  const short = item('Evaluate $\\log_2 1$.');
  const longer = item('Evaluate $\\log_2 16$.');
  const drawn = item('[asy]draw((0,0)--(1,1));[/asy] How long is this line, from corner to corner?');
  const items = [legs, short, longer, drawn];

  test.each([
    [
      'Solve this.\nProblem: How many legs have 8 tables with four legs each, and one with three?\nAnswer:',
      legs,
    ],
    ['Problem: evaluate \\(\\log_{2} 16\\). Answer:', longer],
    ['Problem: Evaluate $\\log_2 1$.\nAnswer:', short],
    ['Q: How long is this line, from corner to corner?', drawn],
    ['How many legs have 9 tables with four legs each, and one with three?', null],
    ['', null],
  ])('%s', (input, found) => {
    expect(itemWithin(input, items)).toBe(found);
  });

  test('the longest of several, wherever they stand', () => {
    const both = `${short.text} ${legs.text} Evaluate the two.`;
    expect(itemWithin(both, items)).toBe(legs);
    expect(itemWithin(both, [short])).toBe(short);
  });

  test('a short one not within another number or word', () => {
    expect(itemWithin('Problem: Evaluate $\\log_2 16$.', [short])).toBeNull();
    expect(itemWithin('Reevaluate $\\log_2 1$', [short])).toBeNull();
  });

  test('a tiny one only where nothing else is asked', () => {
    const tiny = item('1+1=?');
    expect(itemWithin('1 + 1 = ?', [tiny])).toBe(tiny);
    expect(itemWithin('What is 1+1=? Say why.', [tiny])).toBeNull();
  });
});

describe('the last turn of the user', () => {
  test.each([
    [
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n<think>',
      'Why?',
    ],
    [
      '<|im_start|>user\nA<|im_end|>\n<|im_start|>assistant\nB<|im_end|>\n<|im_start|>user\nC<|im_end|>\n',
      'C',
    ],
    ['<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nWhy? [/INST]', 'Why?'],
    ['<bos><start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\n', 'Why?'],
    [
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nWhy?<|eot_id|><|start_header_id|>assistant',
      'Why?',
    ],
    ['<｜begin▁of▁sentence｜><｜User｜>Why?<｜Assistant｜><think>\n', 'Why?'],
    ['<|user|>\nWhy?<|end|>\n<|assistant|>\n', 'Why?'],
  ])('%s', (input, asked) => {
    expect(askedText(input)).toBe(asked);
    expect(hasChatMarks(input)).toBe(true);
  });

  test('of a plain prompt is all of it', () => {
    expect(askedText(' Why?\n')).toBe('Why?');
    expect(hasChatMarks('Why?')).toBe(false);
  });
});

const files = [
  'responses/UniReason-RL_hendrycks_math_500.jsonl',
  'items/math500.jsonl',
  'items/ifeval_input_data.jsonl',
];
const Response = v.object({ input: v.string() });
const inputsOf = (name: string): readonly string[] =>
  sharedLines(`responses/${name}.jsonl`).map((line) => askedText(v.parse(Response, line).input));

describe.skipIf(absent(...files))('published responses (skipped where ../shared/data is absent)', () => {
  const published = (name: string, field: string): readonly ItemText[] =>
    sharedLines(`items/${name}.jsonl`).map((record) => {
      const text = publishedText([v.parse(v.string(), record[field])]);
      return { text, textHash: textHash(text) };
    });

  test.each(['UniReason-RL_hendrycks_math_500', 'UniReason-SFT_hendrycks_math_500'])(
    '500 of 500 of %s are items of MATH-500, each another',
    (name) => {
      const items = published('math500', 'problem');
      const index = new ItemTexts(items);
      const found = inputsOf(name).map((input) => index.within(input)?.textHash);
      expect(found.filter((hash) => hash !== undefined)).toHaveLength(500);
      expect(new Set(found).size).toBe(500);
    },
  );

  test('540 of 541 of UniReason-RL_ifeval are items of IFEval', () => {
    const index = new ItemTexts(published('ifeval_input_data', 'prompt'));
    const found = inputsOf('UniReason-RL_ifeval').map((input) => index.within(input));
    expect(found.filter((hit) => hit !== null)).toHaveLength(540);
  });

  test('the texts are those that items are known by', () => {
    const [record] = sharedLines('items/math500.jsonl');
    const [first] = published('math500', 'problem');
    expect(resultItem({ task: 'hendrycks_math_500', id: '0', record: record ?? {} }).textHash).toBe(
      first?.textHash,
    );
  });

  test('1,000 inputs among 5,000 items take less than 2 seconds', () => {
    const real = published('math500', 'problem');
    const many = Array.from({ length: 5_000 }, (_, at) => {
      const text = `${real[at % real.length]?.text ?? ''} ${at < real.length ? '' : `variant ${at}`}`;
      return { text, textHash: String(at) };
    });
    const inputs = ['RL', 'SFT'].flatMap((kind) => inputsOf(`UniReason-${kind}_hendrycks_math_500`));
    const start = performance.now();
    const index = new ItemTexts(many);
    expect(inputs.filter((input) => index.within(input) !== null)).toHaveLength(1_000);
    const took = performance.now() - start;
    expect(took).toBeLessThan(2_000);
  });
});
