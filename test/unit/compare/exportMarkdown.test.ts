import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { brokenLines } from '../../../src/core/compare/export/brokenLines.ts';
import { comparisonMarkdown } from '../../../src/core/compare/export/comparisonMarkdown.ts';
import { ownText } from '../../../src/core/compare/ownText.ts';
import { showHidden } from '../../../src/core/hiddenText.ts';
import { hostile, recordOf } from './exportRecord.ts';

/** As VS Code's preview and GitHub read it: HTML is HTML, addresses are links. */
const reader = new MarkdownIt({ html: true, linkify: true });

const right = {
  label: 'tuned',
  reasoning:
    'We add the two numbers.\n\nOne plus one is 2, because we count on from one by one more.\n\nLet me verify: 2 - 1 = 1.',
  answer: 'The answer is \\boxed{2}.',
  extracted: '2',
  value: 1,
  sampling: { temperature: 0.6, maxTokens: 100, repeats: 2 },
  repeat: [2, 2] as const,
  endedAt: '2026-01-02T03:04:05.000Z',
};
const wrong = {
  label: 'base',
  reasoning:
    'We add the two numbers.\n\nOne plus one is 3, because we count on from one by one more.\n\nWhy not think of apples instead?',
  end: 'truncated' as const,
  byHand: 0,
};

describe('a comparison as Markdown', () => {
  it('says what is compared, then shows the steps beside each other', () => {
    const text = comparisonMarkdown(recordOf([right, wrong]));
    for (const part of [
      '# MATH-500 · algebra/1\n\n```text\nWhat is $1+1$?\n```\n\nGold answer: 2\n\n|  | tuned | base |',
      '| Model | org/model-0 | org/model-1 |',
      '| Sample | repeat 2 of 2 | – |',
      '| Sampling | T 0.6, max 100 tokens | – |',
      '| End | complete | truncated |',
      '| Ended | 2026-01-02 03:04 UTC | – |',
      '| Verdict | right | no verdict |',
      '| Verdict by hand | – | wrong |',
      '| Extracted answer | 2 | no answer found |',
      '| Steps | 4 | 3 |',
      '- Compared: reasoning and answer, step by step. The reference is **tuned**.',
      '- Final answers: ` 2 ` (**tuned**), no answer found (**base**).',
      '- **base** was truncated: it is compared as far as it goes.',
      '### Step 1 ↔ 1 · the same in all\n\n```text\nWe add the two numbers.\n```',
      '### Step 2 ↔ 2 · another value of the same thing',
      'Made with Reasoning Transfer, 2026-03-04 05:06 UTC.\n',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(
      /\*\*tuned\*\* · step 2[^\n]*\n\n```text\nOne plus one is 2, because[^`]*```\n\nOnly here: ` 2 `\n/,
    );
    expect(text).toMatch(
      /\*\*tuned\*\* · step 4 · answer[^\n]*\n\n```text\nThe answer is \\boxed\{2\}\.\n```/,
    );
    // Each text stands once in it.
    expect(text.split('We add the two numbers.').length).toBe(2);
    expect(text.split('think of apples').length).toBe(2);
  });

  it('lets no text be Markdown or HTML, and loses none', () => {
    for (const [at, text] of hostile.entries()) {
      const other = hostile[(at + 7) % hostile.length] ?? '';
      const named = { label: text, model: other, extracted: text };
      const record = recordOf(
        [
          { ...named, reasoning: `${text}\n\nAnd then ${other}` },
          { label: 'b', reasoning: `${text} twice\n\nAnd so ${other}\n\n${text}` },
        ],
        { item: { benchmark: other, id: text, question: text, gold: other } },
      );
      const tokens = reader.parse(comparisonMarkdown(record), {});
      const inline = tokens.flatMap(({ children }) => children ?? []);
      const kinds = new Set([...tokens, ...inline].map(({ type }) => type));
      for (const active of [
        'html_block',
        'html_inline',
        'link_open',
        'image',
        'blockquote_open',
        'code_block',
      ])
        expect(kinds.has(active), `${active} in ${JSON.stringify(text)}`).toBe(false);
      // What GitHub makes links of stands in texts, not in code.
      for (const { type, content } of inline)
        if (type === 'text')
          expect(content, JSON.stringify(text)).not.toMatch(/@\w|#\d|\bgh-\d|:\/\/|www\.|:\w+:/i);
      const levels = tokens.flatMap(({ type, tag }) => (type === 'heading_open' ? [tag] : []));
      expect(levels.filter((tag) => tag !== 'h3')).toEqual(['h1', 'h2', 'h2']);
      const cells = tokens.filter(({ type }) => type === 'th_open' || type === 'td_open').length;
      expect(cells % 3, JSON.stringify(text)).toBe(0);
      // Every step stands in a fence as it is, or the like of it where two are the same.
      const fences = tokens.flatMap(({ type, content }) => (type === 'fence' ? [content] : []));
      const shown = fences.join('').replace(/\s+/g, ' ');
      expect(fences[0]).toBe(`${showHidden(text)}\n`);
      record.traces.forEach(({ text: whole }, trace) => {
        for (const { start, end } of record.aligned.rows.flatMap((row) => row.cells[trace] ?? []))
          expect(shown).toContain(
            showHidden(whole.slice(...ownText(whole, [start, end])))
              .replace(/\s+/g, ' ')
              .trim(),
          );
      });
    }
  });

  it('holds no character that cannot be seen', () => {
    const all = hostile.join('\n\n');
    const text = comparisonMarkdown(recordOf([{ reasoning: all }, { reasoning: `${all}!` }]));
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200b\u2028-\u202e\u2066-\u2069]|\p{Cs}/u);
    expect(text).toContain('NUL ⟨U+0000⟩');
    expect(text).toContain('lone ⟨U+D83D⟩ high, ⟨U+DC00⟩ low, pair 😀');
  });

  it('says which trace ends, that only white space differs, and how much of the reasoning goes before the answer', () => {
    const steps = ['The legs are perpendicular.', 'The answer is 12.', 'The table is made of oak.'];
    const reasoning = steps.join('\n\n');
    const text = comparisonMarkdown(
      recordOf([
        { reasoning, answer: 'It is 12.', extracted: '12' },
        { reasoning: steps.slice(0, 2).join('\n\n'), end: 'truncated' },
        { reasoning: reasoning.replaceAll('\n', '\r\n'), answer: 'It is 12.' },
        { reasoning: steps[0] ?? '', answer: 'The answer is 12.', extracted: '12' },
      ]),
    );
    expect(text).toContain('- **model-1** ends before **model-0**, which goes on at step 3.');
    expect(text).toContain('**Here model-1 ends before model-0.**');
    expect(text).toContain('- **model-2** is the same as **model-0** but for white space.');
    const share = Math.floor((100 * ((steps[0]?.length ?? 0) + 2)) / reasoning.length);
    expect(text).toContain(
      `| Before the final answer is first stated | ${share} % of the reasoning | – | – | all of the reasoning: the answer states it first |`,
    );
    expect(text).not.toContain('never parts');
  });

  it('says what there is to say of the empty, the same and the unfinished', () => {
    const text = comparisonMarkdown(
      recordOf(
        [{ reasoning: 'One.\n\nTwo.' }, { reasoning: 'One.\n\nTwo.' }, { reasoning: '', end: 'failed' }],
        {
          reference: 1,
        },
      ),
    );
    expect(text).toContain('- **model-0** is the same as **model-1**, word for word.');
    expect(text).toContain('- **model-2** failed: it is compared as far as it goes.');
    expect(text).toContain('- **model-2** has no text here.');
    expect(text).toContain('| In common with the reference | the same, word for word | the reference | – |');
    expect(text).toContain('The reference is **model-1**.');
    expect(comparisonMarkdown(recordOf([{ reasoning: '' }, { reasoning: '' }]))).toContain(
      '## Steps\n\n## Legend',
    );
  });
});

describe('long lines', () => {
  it('are broken between words, and nothing is lost', () => {
    const line = Array.from({ length: 80 }, (_, at) => `word${at}`).join(' ');
    const broken = brokenLines(`${line}\n\n  short`);
    const lines = broken.split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
    expect(Math.min(...lines.slice(0, -3).map(({ length }) => length))).toBeGreaterThan(90);
    expect(broken.replace(/\s+/g, ' ')).toBe(`${line} short`);
    expect(lines.at(-1)).toBe('  short');
  });

  it('of Chinese are broken behind its marks', () => {
    const sentence = '我们先把两个数字相加，然后再检查一遍。';
    const lines = brokenLines(sentence.repeat(20)).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
    expect(lines.join('')).toBe(sentence.repeat(20));
  });

  it('of code, and those without a place to break them, stay', () => {
    const code = `\`\`\`js\n${'call(a, b) + '.repeat(20)}1\n\`\`\``;
    expect(brokenLines(code)).toBe(code);
    expect(brokenLines('x'.repeat(5000))).toBe('x'.repeat(5000));
    expect(brokenLines(`${' '.repeat(300)}x`)).toBe(`${' '.repeat(300)}x`);
  });

  it('are broken in the steps of the page', () => {
    const step = 'We go on to count the apples, the pears and the plums, '.repeat(6);
    const text = comparisonMarkdown(recordOf([{ reasoning: step }, { reasoning: `${step} twice` }]));
    expect(text.split('\n').filter((line) => line.startsWith('We go on') && line.length > 110)).toEqual([]);
  });
});
