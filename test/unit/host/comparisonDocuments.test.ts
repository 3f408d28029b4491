import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { ComparisonDocuments, namesOf } from '../../../src/host/comparisonDocuments.ts';
import { commands, messages, ran, type Uri } from '../../support/vscodeWords.ts';

type Asked = Parameters<ComparisonDocuments['provideTextDocumentContent']>[0];

beforeEach(() => {
  for (const list of [ran, messages]) list.length = 0;
});

test('a text that is not in memory any more says whose it was, so that two of them differ', async () => {
  const documents = new ComparisonDocuments({
    warmUp: () => undefined,
    documents: () => Promise.resolve({ left: 'left text', right: 'right text', parts: null }),
  });
  const side = (label: string) => ({ label, head: [], reasoning: '', answer: label });
  await documents.open('item/1', [side('base'), side('tuned')]);
  const [[command, left, right] = []] = ran as [string, Uri, Uri][];
  expect(command).toBe('vscode.diff');
  const texts = (): string[] =>
    [left, right].map((uri) => documents.provideTextDocumentContent(uri as unknown as Asked));
  const gone = 'This comparison is not in memory any more. Open it again.\n';
  documents.dispose();
  expect(texts()).toEqual([`base · item∕1\n\n${gone}`, `tuned · item∕1\n\n${gone}`]);
});

test.each([
  ['base', 'tuned', ['base', 'tuned']],
  ['notes.md', 'notes.md', ['the text on the left', 'the text on the right']],
  ['a\nb', 'a b', ['the text on the left', 'the text on the right']],
  ['', 'tuned', ['the text on the left', 'the text on the right']],
])('%j and %j are called %j', (left, right, names) => {
  expect(namesOf(left, right)).toEqual(names);
});

test('long names are cut, and still differ', () => {
  const model = 'organisation/Qwen2.5-7B-Instruct-reasoning-long-context';
  for (const [left, right] of [
    [`${model}-RL`, `${model}-SFT`],
    [
      `${model} (repeat 1 of 8 · run of 1/2/26, 3:04 AM)`,
      `${model} (repeat 2 of 8 · run of 1/2/26, 3:04 AM)`,
    ],
    [`1${'x'.repeat(60)}1${'x'.repeat(60)}`, `1${'x'.repeat(60)}2${'x'.repeat(60)}`],
  ] as const) {
    const [a, b] = namesOf(left, right);
    expect(a).not.toBe(b);
    expect(Math.max(a.length, b.length)).toBeLessThanOrEqual(left.startsWith('1x') ? 130 : 60);
  }
  expect(namesOf(`${model}-RL`, `${model}-SFT`)).toEqual(['…-RL', '…-SFT']);
});

test('the thread is told the names and the final answers', async () => {
  const asked: unknown[] = [];
  const documents = new ComparisonDocuments({
    warmUp: () => undefined,
    documents: (left, right) => {
      asked.push(left, right);
      return Promise.resolve(null);
    },
  });
  const side = { head: ['a head'], reasoning: 'So', answer: '4' };
  await documents.open('', [
    { ...side, label: 'base', finalAnswer: '4' },
    { ...side, label: 'tuned' },
  ]);
  expect(asked).toEqual([
    { ...side, name: 'base', finalAnswer: '4' },
    { ...side, name: 'tuned', finalAnswer: null },
  ]);
});

const side = (label: string) => ({ label, head: [], reasoning: '', answer: label });
const kept = (
  documents: ComparisonDocuments,
  { texts } = documents as unknown as { texts: Map<string, string> },
) => [...texts.values()];

test('where one of several comparisons fails nothing is shown, and nothing kept', async () => {
  const documents = new ComparisonDocuments({
    warmUp: () => undefined,
    documents: (left, right) =>
      right.name === 'b'
        ? new Promise((_, failed) => setTimeout(() => failed(new Error('no memory')), 5))
        : Promise.resolve({ left: left.name, right: right.name, parts: null }),
  });
  await documents.open('', ['reference', 'a', 'b', 'c'].map(side));
  expect(messages).toEqual([['error', 'reference ↔ a ↔ b ↔ c could not be compared: no memory']]);
  expect([ran, kept(documents)]).toEqual([[], []]);
});

test.each([2, 3])('where the editor shows no comparison of %i texts, none is kept', async (count) => {
  const documents = new ComparisonDocuments({
    warmUp: () => undefined,
    documents: (left, right) => Promise.resolve({ left: left.name, right: right.name, parts: null }),
  });
  const sides = ['reference', 'a', 'b'].slice(0, count).map(side);
  await documents.open('', sides);
  const open = kept(documents);
  expect(open).toHaveLength(2 * (count - 1));
  const execute = vi.spyOn(commands, 'executeCommand').mockRejectedValue(new Error('no editor'));
  onTestFinished(() => execute.mockRestore());
  await documents.open('', sides);
  expect(messages.at(-1)?.[1]).toMatch(/could not be compared: no editor$/);
  expect(kept(documents)).toEqual(open);
});

test('the title and the names of the tabs are a line each, with what hides in them shown', async () => {
  const documents = new ComparisonDocuments({
    warmUp: () => undefined,
    documents: () => Promise.resolve({ left: '', right: '', parts: null }),
  });
  await documents.open('item\n1', [side('ba\u202Ese'), side('x'.repeat(400))]);
  const [[, left, right, title] = []] = ran as [string, Uri, Uri, string][];
  expect(title).toMatch(/^item 1 · ba[^\u202E]+se ↔ x+…/);
  expect(title?.length).toBeLessThan(350);
  expect(left?.path).toMatch(/^\/ba[^\u202E]+se · item 1\.md$/);
  expect(right?.path.length).toBeLessThan(200);
});

test.each([
  [null, 2],
  [9, 2],
  [200, 200],
])(
  'two that part at line %j are opened with the cursor at %j: near the top all above is in view, and no word marked',
  async (parts, line) => {
    ran.length = 0;
    const documents = new ComparisonDocuments({
      warmUp: () => undefined,
      documents: () => Promise.resolve({ left: 'left text', right: 'tuned\nright\n\ntext', parts }),
    });
    const side = (label: string) => ({ label, head: [], reasoning: '', answer: label });
    await documents.open('item', [side('base'), side('tuned')]);
    const [, , , , options] = ran[0] as [
      string,
      Uri,
      Uri,
      string,
      { selection?: { start: { line: number } } },
    ];
    expect(options.selection?.start.line).toBe(line);
  },
);
