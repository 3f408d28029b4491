import { existsSync, readFileSync } from 'node:fs';

import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import {
  endsInOpenTag,
  ReasoningSplitter,
  splitReasoning,
  type TextEvent,
  TextParts,
} from '../../../src/core/traces/reasoning.ts';

function show(text: string): string {
  const { reasoning, answer, state } = splitReasoning(text);
  return `${state} | ${reasoning} | ${answer}`;
}

/** Feeds the pieces one after another; gives what a reader of the events has at the end. */
function stream(
  pieces: readonly string[],
  startsOpen = false,
): { parts: TextParts; events: TextEvent[]; state: string } {
  const parts = new TextParts();
  const events: TextEvent[] = [];
  const splitter = new ReasoningSplitter((event) => {
    parts.apply(event);
    events.push(event);
  }, startsOpen);
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return { parts, events, state: splitter.state };
}

const harmony =
  '<|channel|>analysis<|message|>Six sevens.<|end|><|start|>assistant<|channel|>final<|message|>It is 42.<|return|>';
const texts: [name: string, text: string, shown: string][] = [
  ['no tag', 'It is 42.', 'none |  | It is 42.'],
  ['opener and closer', '<think>\nSix sevens.\n</think>\n\nIt is 42.', 'closed | Six sevens.\n | It is 42.'],
  ['white space before the opener', '\n\n<think>Six sevens.</think>42', 'closed | Six sevens. | 42'],
  ['a closer without its opener', 'Six sevens.</think>42', 'closed | Six sevens. | 42'],
  ['nothing to think about', '<think>\n\n</think>\n\nIt is 42.', 'closed |  | It is 42.'],
  ['an opener never closed', '<think>Six sevens, or', 'open | Six sevens, or | '],
  ['nothing after the closer', 'Six sevens.</think>\n', 'closed | Six sevens. | '],
  ['the last closer of two', 'one</think>two</think>three', 'closed | one\n\ntwo | three'],
  [
    'thinking twice',
    '<think>one</think>\ntwo\n<think>three</think>four',
    'closed | one\n\ntwo\nthree | four',
  ],
  ['thinking again and not closing', '<think>one</think>two\n<think>three', 'open | one\n\ntwo\nthree | '],
  ['an opener inside the reasoning', '<think>a <think> b</think>c', 'closed | a <think> b | c'],
  ['an opener in mid-line', 'Okay. <think>Six</think>42', 'closed | Okay. Six | 42'],
  ['an opener in mid-line never closed', 'Okay. <think> so it is 42', 'open | Okay. so it is 42 | '],
  ['the same of Kimi', 'Okay. ◁think▷ so it is 42', 'open | Okay. so it is 42 | '],
  ['the same after an answer', '<think>one</think>42 <think>or', 'open | one\n\n42 or | '],
  ['a mention of the tag in code', 'Write `<think>` first.', 'none |  | Write `<think>` first.'],
  ['code with backticks in it', 'Write ``a ` <think> b``.', 'none |  | Write ``a ` <think> b``.'],
  ['a block of code', '42:\n```xml\n<think>\n```\nso', 'none |  | 42:\n```xml\n<think>\n```\nso'],
  ['a block on one line', '```<think>``` is it', 'none |  | ```<think>``` is it'],
  ['an opener after code', 'So `x` <think>42', 'open | So `x` 42 | '],
  ['an opener after a block of code', '```\nx\n```\n<think>42', 'open | ```\nx\n```\n42 | '],
  ['an opener right behind a block', '```\nx\n``` <think>42', 'open | ```\nx\n``` 42 | '],
  ['code that is never closed', 'So ` <think>42', 'open | So ` 42 | '],
  ['code that is closed on the next line', 'So ` <think>42\n`', 'open | So ` 42\n` | '],
  ['backticks of another number', 'So `` <think>42` x', 'open | So `` 42` x | '],
  ['a mention, then an opener', 'So `<think>` <think>42', 'open | So `<think>` 42 | '],
  ['code that goes on too long', `So \` <think>${'4'.repeat(200)}\``, `open | So \` ${'4'.repeat(200)}\` | `],
  ['a mention of the closer in code', 'So `<think>a</think>42', 'closed | So `a | 42'],
  ['other tags', 'if a<b then <thin> and </thin>', 'none |  | if a<b then <thin> and </thin>'],
  ['an unfinished tag at the end', 'It is 42.</thin', 'none |  | It is 42.</thin'],
  ['a preamble', 'Let me see.\n<think>Six sevens.</think>42', 'closed | Let me see.\nSix sevens. | 42'],
  ['Kimi', '◁think▷Six sevens.◁/think▷It is 42.', 'closed | Six sevens. | It is 42.'],
  ['Kimi without the opener', 'Six sevens.◁/think▷It is 42.', 'closed | Six sevens. | It is 42.'],
  [
    'Granite',
    'Here is my thought process: Six sevens. Here is my response: 42',
    'closed | Six sevens.  | 42',
  ],
  [
    'Granite, shortened',
    "Here's my thought process:\nSix sevens.\nHere's my response:\n42",
    'closed | Six sevens.\n | 42',
  ],
  ['Granite unclosed', 'Here is my thought process: Six', 'open | Six | '],
  [
    'a sentence of the kind in the answer',
    'So: Here is my response: 42',
    'none |  | So: Here is my response: 42',
  ],
  ['harmony', harmony, 'closed | Six sevens. | It is 42.'],
  ['harmony from its start token', `<|start|>assistant${harmony}`, 'closed | Six sevens. | It is 42.'],
  ['harmony without reasoning', '<|channel|>final<|message|>It is 42.<|return|>', 'none |  | It is 42.'],
  ['harmony without a final message', '<|channel|>analysis<|message|>Six.<|end|>', 'closed | Six. | '],
  ['harmony cut in its reasoning', '<|channel|>analysis<|message|>Six sev', 'open | Six sev | '],
  [
    'harmony with a tool call between',
    '<|channel|>analysis<|message|>Six.<|end|><|start|>assistant<|channel|>commentary to=python <|constrain|>json<|message|>{}<|call|><|start|>assistant<|channel|>final<|message|>42',
    'closed | Six.\n\n{} | 42',
  ],
  ['white space alone', ' \n', 'none |  |  \n'],
  ['nothing', '', 'none |  | '],
];

describe('a whole response', () => {
  test.each(texts)('%s', (_name, text, shown) => {
    expect(show(text)).toBe(shown);
  });
});

describe('the same while it streams', () => {
  test.each(texts)('%s, character by character', (_name, text) => {
    const { parts, state } = stream(Array.from(text));
    expect({ reasoning: parts.reasoning, answer: parts.answer, state }).toEqual(splitReasoning(text));
  });

  test.each(texts)('%s, split at every place', (_name, text) => {
    for (let at = 1; at < text.length; at += 1) {
      const { parts, state } = stream([text.slice(0, at), text.slice(at)]);
      expect({ reasoning: parts.reasoning, answer: parts.answer, state }).toEqual(splitReasoning(text));
    }
  });
});

test('any text is split the same however it comes', () => {
  const pieces = [
    '<think>',
    '</think>',
    '`',
    '``',
    '```',
    '\n',
    ' ',
    'a',
    '◁think▷',
    '◁/think▷',
    '<',
    'x'.repeat(199),
  ];
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48271) % 0x7fffffff) % below;
  const states = new Set<string>();
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: 1 + next(14) }, () => pieces[next(pieces.length)]).join('');
    const cut = Array.from({ length: 3 }, () => next(text.length)).sort((a, b) => a - b);
    const { parts, state } = stream([0, ...cut].map((from, index) => text.slice(from, cut[index])));
    expect({ text, reasoning: parts.reasoning, answer: parts.answer, state }).toEqual({
      text,
      ...splitReasoning(text),
    });
    states.add(state);
  }
  expect(states.size).toBe(3);
});

test('a long text of nothing but mentions of the tag is split', () => {
  const text = '`<think>` '.repeat(30_000);
  expect(splitReasoning(text)).toEqual({ reasoning: '', answer: text, state: 'none' });
});

test('text is given out as soon as it cannot be a tag any more', () => {
  const { events } = stream(['<th', 'ink>a', ' <', 'b', ' </thi', 'nk>', '\n\n', 'c']);
  expect(
    events.map((event) =>
      event.type === 'answer-was-reasoning' ? event.type : `${event.type} "${event.text}"`,
    ),
  ).toEqual(['reasoning "a"', 'reasoning " "', 'reasoning "<b"', 'reasoning " "', 'answer "c"']);
});

test('a closer without its opener hands over what was answer so far', () => {
  const { events } = stream(['six', ' sevens', '</think>', '42']);
  expect(events.map(({ type }) => type)).toEqual(['answer', 'answer', 'answer-was-reasoning', 'answer']);
});

test('a prompt that ends in the opener', () => {
  expect(['Q?\n<think>\n', 'Q?◁think▷', 'Q?<think></think>', 'Q?'].map(endsInOpenTag)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const { parts, state } = stream(['six sevens</thi', 'nk>42'], true);
  expect([parts.reasoning, parts.answer, state]).toEqual(['six sevens', '42', 'closed']);
});

const responses = new URL(
  '../../../../shared/data/responses/UniReason-SFT_hendrycks_math_500.jsonl',
  import.meta.url,
);
test.skipIf(!existsSync(responses))(
  `346 of 500 published responses close a reasoning they did not open (skipped where ../shared/data/responses is absent)`,
  () => {
    const Line = v.object({ output: v.string() });
    const outputs = readFileSync(responses, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => v.parse(Line, JSON.parse(line)).output);
    const split = outputs.map((output) => splitReasoning(output));
    expect(outputs).toHaveLength(500);
    expect(split.filter(({ state }) => state === 'closed')).toHaveLength(346);
    expect(split.filter(({ answer }) => answer.includes('</think>'))).toHaveLength(0);
    for (const [index, output] of outputs.entries()) {
      const pieces = output.match(/[^]{1,7}/g) ?? [];
      const { parts, state } = stream(pieces);
      expect({ reasoning: parts.reasoning, answer: parts.answer, state }).toEqual(split[index]);
    }
  },
);
