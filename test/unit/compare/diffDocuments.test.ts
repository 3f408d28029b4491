import { describe, expect, test } from 'vitest';
import { DefaultLinesDiffComputer } from 'vscode-diff';
import { documentLines } from '../../../src/core/compare/documentLines.ts';
import { type DocumentTrace, traceDocuments } from '../../../src/core/compare/traceDocuments.ts';
import { words } from './documentWords.ts';

const documentsOf = (left: string, right: string, reasoning = '') =>
  traceDocuments(
    { name: 'base', head: ['base', '✓ right'], reasoning, answer: left },
    { name: 'tuned', head: ['tuned', '✗ wrong'], reasoning, answer: right },
    words,
  );
const linesOf = ({ text }: { readonly text: string }): string[] => text.split('\n');

/** Which line of the right text VS Code's own algorithm sets beside each line of the left, both 0-based. */
function besides(left: readonly string[], right: readonly string[]): Map<number, number> {
  const { changes } = new DefaultLinesDiffComputer().computeDiff([...left], [...right], {
    ignoreTrimWhitespace: true,
    computeMoves: false,
    maxComputationTimeMs: 5000,
  });
  const found = new Map<number, number>();
  let [at, to] = [1, 1];
  for (const { original, modified } of changes) {
    while (at < original.startLineNumber) found.set(at++ - 1, to++ - 1);
    [at, to] = [original.endLineNumberExclusive, modified.endLineNumberExclusive];
  }
  while (at <= left.length) found.set(at++ - 1, to++ - 1);
  return found;
}

/** Steps that share no sentence: a number in each tells what they are of. */
const subjects = 'apples bridges candles dragons engines forests gardens harbours islands jackets'.split(' ');
const plan = (at: number): string =>
  `We count the ${subjects[at % 10]} of village ${at * 37}: there are $${at * 11} + ${at * 7}$. So many ${subjects[(at * 3) % 10]} follow.`;

test('VS Code sets the headers of all pairs beside each other, though no sentence is the same', () => {
  const left = Array.from({ length: 60 }, (_, at) => `${plan(at)} It is surely so.`);
  const right = left.flatMap((step, at) => [
    step.replace('We count', 'Let me count').replace('It is surely so.', 'That seems right to me.'),
    ...(at % 7 === 0
      ? [`A detour about ${'weather '.repeat(4)}number ${at}.\n\nAnd one more, of ${at * 91} clouds.`]
      : []),
  ]);
  const documents = documentsOf(left.join('\n\n'), right.join('\n\n'));
  const [a, b] = [linesOf(documents.left), linesOf(documents.right)];
  const beside = besides(a, b);
  const headers = a.flatMap((line, at) => (/^─+ \d+ ↔ \d+( |$)/.test(line) ? [at] : []));
  expect(headers).toHaveLength(60);
  for (const at of headers) expect(b[beside.get(at) ?? -1]).toBe(a[at]);
  for (const at of headers) expect(a.filter((line) => line === a[at])).toHaveLength(1);
  // Two steps a detour: the first header stands for both, and in both documents; the second has its number alone.
  const alone = b.filter((line) => line.includes('only in tuned'));
  expect(alone).toHaveLength(9);
  expect(alone.filter((line) => a.includes(line) && /↔ \d+–\d+ /.test(line))).toEqual(alone);
  expect(b.filter((line) => /^─+ – ↔ \d+ ─+$/.test(line))).toHaveLength(9);
});

test('steps that stand alone are set beside nothing, though the other text has such steps in the same place', () => {
  const only = (side: string, at: number): string =>
    side === 'Left'
      ? `Slowly drifts ${at * 17} over gray mountains, thinks Peter; clouds bring no rain before evening.`
      : `Perhaps merchant ${at * 23} sold carpets at noon? Maria thinks so, having seen both of them leave.`;
  const text = (side: string): string =>
    Array.from({ length: 12 }, (_, at) => [plan(at), only(side, at), only(side, at + 50)].join('\n\n')).join(
      '\n\n',
    );
  const documents = documentsOf(text('Left'), text('Right'));
  const [a, b] = [linesOf(documents.left), linesOf(documents.right)];
  const beside = besides(a, b);
  const lines = (of: readonly string[], word: string): number[] =>
    of.flatMap((line, at) => (line.includes(word) ? [at] : []));
  const [lefts, rights] = [lines(a, 'only in base'), lines(b, 'only in tuned')];
  expect([lefts.length, rights.length]).toEqual([12, 12]);
  for (const at of lefts) expect(b[beside.get(at) ?? -1]).toBe(a[at]);
  const { changes } = new DefaultLinesDiffComputer().computeDiff(a, b, {
    ignoreTrimWhitespace: true,
    computeMoves: false,
    maxComputationTimeMs: 5000,
  });
  const thinking = (of: readonly string[], from: number, to: number): boolean =>
    of.slice(from - 1, to - 1).some((line) => line.includes('thinks'));
  for (const { original, modified } of changes) {
    const [left, right] = [
      thinking(a, original.startLineNumber, original.endLineNumberExclusive),
      thinking(b, modified.startLineNumber, modified.endLineNumberExclusive),
    ];
    expect(left && right).toBe(false);
  }
});

test('a step stands at its lines, a sentence a line, without lines that pad', () => {
  const { left } = documentsOf(
    'First we add. Then $a. B$ is cut.\n\n\n\n```js\nlet a = 1. B\n\nlet b;\n```',
    'Other words.',
  );
  const lines = linesOf(left);
  const [first, second] = left.steps.map(({ header, end }) => lines.slice(header + 1, end));
  expect(first).toEqual(['First we add.', 'Then $a. B$ is cut.']);
  expect(second).toEqual(['```js', 'let a = 1. B', '', 'let b;', '```']);
  expect(lines.slice(0, 2)).toEqual(['base', '✓ right']);
  expect(lines[2]).toMatch(/^tuned parts at step 1 from base at step 1\./);
  expect(lines[3]).toBe('');
});

test('a moved step says where its partner stands, and its header is not in the other document', () => {
  const steps = Array.from({ length: 8 }, (_, at) => plan(at + 1));
  const moved = [...steps.slice(1, 6), steps[0], ...steps.slice(6)];
  const { left, right } = documentsOf(steps.join('\n\n'), moved.join('\n\n'));
  const [a, b] = [linesOf(left), linesOf(right)];
  const from = a.findIndex((line) => line.includes(' → '));
  const to = b.findIndex((line) => line.includes(' ← '));
  expect(a[from]).toBe(`──── 1 → 6 · moved: line ${to + 1} of tuned ────`);
  expect(b[to]).toBe(`──── 1 ← 6 · moved: line ${from + 1} of base ────`);
});

test('headers are unique although a trace holds such lines itself', () => {
  const { left, right } = documentsOf(
    '──── 1 ↔ 1 ────\n\nWe add 2 and 3.',
    '──── 1 ↔ 1 ────\n\nWe add 2 and 3.',
  );
  expect(linesOf(left).filter((line) => line === '───── 1 ↔ 1 ─────')).toHaveLength(1);
  expect(linesOf(right)).toContain('word for word');
});

test('what disagrees, where they part and where the answer begins is marked', () => {
  const common = `${plan(1)}\n\n${plan(2)}`;
  const { left, right, parts } = documentsOf('The sum of both is $25$.', 'The sum of both is $26$.', common);
  expect(linesOf(left).filter((line) => line.includes('Answer'))).toEqual(['──────── Answer ────────']);
  expect(linesOf(right)[parts ?? -1]).toBe('──── 3 ↔ 3 · another number ────');
});

test('an empty trace says so, and the other is all its own', () => {
  const { left, right } = documentsOf('', 'Some text.');
  expect(linesOf(left)).toEqual(['base', '✓ right', 'no text', '', '──── – ↔ 1 · only in tuned ────', '']);
  expect(linesOf(right)).toContain('──── – ↔ 1 · only in tuned ────');
});

test.each([
  ['a word without an end', 'x'.repeat(100_000)],
  ['surrogate pairs', '😀'.repeat(30_000)],
  ['a code fence', `\`\`\`\n${'a b '.repeat(10_000)}\n\`\`\``],
  ['a sentence without an end', 'and so '.repeat(20_000)],
])('%s: no line passes column 10,000, and nothing is lost', (_, text) => {
  const lines = documentLines(text);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(10_000);
  expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  expect(lines.every((line) => line.isWellFormed())).toBe(true);
});

test.each([['\r\n'], ['\r'], ['\u2028']])('%j ends a line, and stands in no document', (end) => {
  expect(documentLines(`One.${end}Two. Three.${end}${end}`)).toEqual(['One.', 'Two.', 'Three.']);
});

test('the mark of a list item stays with its sentence, a formula over lines is kept', () => {
  expect(documentLines('1. First. Then $x$.')).toEqual(['1. First.', 'Then $x$.']);
  expect(documentLines('So \\[\na. B\n= c.\n\\] It is. Done.')).toEqual([
    'So \\[',
    'a. B',
    '= c.',
    '\\] It is. Done.',
  ]);
});

test('texts that only white space tells apart are said to be so, and not word for word the same', () => {
  const code = '```python\nif a:\n  b()\n```';
  const documents = documentsOf(code, code.replace('  b()', 'b()'));
  for (const document of [documents.left, documents.right]) {
    expect(linesOf(document)).toContain('but for white space');
    expect(linesOf(document)).not.toContain('word for word');
  }
  expect(linesOf(documentsOf(code, code).right)).toContain('word for word');
  expect(linesOf(documentsOf('', ' ').right)).not.toContain('word for word');
});

test('a line above the texts is cut, and no line of ours begins as it does', () => {
  const trace = {
    name: 'one',
    head: ['─'.repeat(20), `Extracted: ${'\u{1f600}'.repeat(30_000)}`],
    reasoning: '',
    answer: 'One.',
  };
  const { left } = traceDocuments(trace, trace, words);
  const lines = linesOf(left);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(501);
  expect(lines[1]).toMatch(/^Extracted: .*…$/u);
  expect(lines[1]?.isWellFormed()).toBe(true);
  expect(lines[left.steps[0]?.header ?? -1]).toMatch(/^─{21,} 1 ↔ 1/);
});

describe('the line above an answer', () => {
  const answers = (left: DocumentTrace, right: DocumentTrace): string[][] => {
    const documents = traceDocuments(left, right, words);
    return [documents.left, documents.right].map((one) =>
      linesOf(one).filter((line) => line.includes('Answer')),
    );
  };
  const trace = (name: string, reasoning: string, answer: string): DocumentTrace => ({
    name,
    head: [name],
    reasoning,
    answer,
  });

  test('is not there in texts that are no traces, nor where nothing was reasoned', () => {
    expect(answers(trace('a.md', '', plan(1)), trace('b.md', '', plan(2)))).toEqual([[], []]);
    expect(answers(trace('a', '', plan(1)), trace('b', plan(1), plan(2)))).toEqual([
      [],
      ['──────── Answer of b ────────'],
    ]);
  });

  test('says whose it is where the two begin elsewhere', () => {
    const [left, right] = [trace('a', plan(1), plan(2)), trace('b', `${plan(1)}\n\n${plan(2)}`, plan(3))];
    expect(answers(left, right)).toEqual([
      ['──────── Answer of a ────────'],
      ['──────── Answer of b ────────'],
    ]);
  });
});

test('a name that looks like a place or a rule of ours is a name', () => {
  const { left, right } = traceDocuments(
    { name: '{0} {1}', head: [], reasoning: '', answer: plan(1) },
    { name: '────── x', head: [], reasoning: '', answer: 'Nothing alike.' },
    words,
  );
  expect(linesOf(left)).toContain('─────── 1 ↔ – · only in {0} {1} ───────');
  expect(linesOf(right)).toContain('─────── – ↔ 1 · only in ────── x ───────');
});

test('where the right text ends, the line is that of what the left one goes on with', () => {
  const common = `${plan(1)}\n\n${plan(2)}`;
  const { left, right, parts } = documentsOf(`${common}\n\n${plan(3)}\n\n${plan(4)}`, common);
  expect(linesOf(right)[parts ?? -1]).toBe('──── 3–4 ↔ – · only in base ────');
  expect(linesOf(left)).toContain('──── 3–4 ↔ – · only in base ────');
});

test('where a text ends before the other goes on, a step that only moved is not named', () => {
  const [first = '', second = '', third = '', fourth = ''] = [1, 2, 3, 4].map(plan);
  const longer = [first, second, third, fourth].join('\n\n');
  const shorter = [third, first, second].join('\n\n');
  const there = documentsOf(longer, shorter);
  expect(linesOf(there.right)[there.parts ?? -1]).toBe('──── 4 ↔ – · only in base ────');
  const back = documentsOf(shorter, longer);
  expect(linesOf(back.right)[back.parts ?? -1]).toBe('──── – ↔ 4 · only in tuned ────');
});

test('marks that close a sentence stay with it', () => {
  expect(documentLines('**Find the term.** It is (so he says.) "Yes." Done.')).toEqual([
    '**Find the term.**',
    'It is (so he says.)',
    '"Yes."',
    'Done.',
  ]);
});
