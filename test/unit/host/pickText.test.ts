import { expect, test } from 'vitest';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import { comparePick } from '../../../src/host/comparePicks.ts';
import { whichWords } from '../../../src/host/compareSides.ts';
import { endpointPickItem } from '../../../src/host/endpointPick.ts';
import { modelPicks } from '../../../src/host/modelPicks.ts';
import { pickText, pickTitle } from '../../../src/host/pickText.ts';
import { hiddenCharacters } from '../../support/hiddenCharacters.ts';
import { endpoint, savedSample } from '../results/fixtures.ts';

test.each(hiddenCharacters)('%s is shown', (_, character, words) => {
  expect(pickText(`a${character}b`)).toBe(`a${words}b`);
});

test('no icon, one line, not long', () => {
  expect(pickText('tuned $(pass) $(sync~spin) $(x')).toBe('tuned \\$(pass) \\$(sync~spin) $(x');
  expect(pickTitle('tuned $(pass)')).toBe('tuned $(pass)');
  expect(pickText('a\n\n b\tc')).toBe('a b c');
  expect(pickText('x'.repeat(500))).toHaveLength(160);
});

test.each([
  'What is the distance of the point $(0,3)$ from the origin?',
  'Let $(x+1)^2 = 4$ and $(a, b)$ be given.',
  'cost of $(x_1)',
])('the formula %s is shown without a backslash', (formula) => {
  expect(pickText(formula)).toBe(formula);
});

test.each(['point $(0,3)$', 'row $(pass)', 'let $(x)$', '\\$(pass)', '$($(pass))', '$(sync~spin)'])(
  'VS Code shows %s as it is, and no icon',
  (text) => {
    expect(rendered(pickText(text))).toBe(text);
  },
);

/** What VS Code's `renderLabelWithIcons` shows: a backslash before an icon is taken away with it. */
function rendered(label: string): string {
  return label.replace(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_, escaped, name: string) =>
    escaped ? `$(${name})` : `[icon ${name}]`,
  );
}

const text = 'tuned $(pass) \u202Egnorw';
const shown = 'tuned \\$(pass) ⟨U+202E⟩gnorw';

test("an endpoint's label and model are texts in its pick", () => {
  const row = endpointPickItem(endpoint(text, { model: `org/${text}` }), {
    role: 'tuned',
    said: undefined,
    wanted: true,
  });
  expect([row.label, row.description, row.endpoint.label]).toEqual([shown, `tuned · org/${shown}`, text]);
});

test("a saved label and its trace's reason are texts in the pick of what to compare", () => {
  const [saved] = itemTable([savedSample({ label: text, reason: text })], [], 0);
  expect(saved && comparePick({ row: saved, sample: saved.newest }, true)).toMatchObject({
    label: shown,
    detail: shown,
    picked: true,
  });
});

test('the pick of what to compare names repeat and run, and quotes without backticks', () => {
  const endedAt = ['2026-03-04T10:00:00Z', '2026-03-04T09:00:00Z'];
  const samples = endedAt.map((ended, repeat) =>
    savedSample({ repeat, endedAt: ended, reason: '`\\boxed{2}` is not 3' }),
  );
  const [row] = itemTable(samples, [], 0);
  const when = new Date('2026-03-04T10:00:00Z').toLocaleString('en', {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  expect(row && comparePick({ row, sample: row.newest }, true)).toMatchObject({
    description: expect.stringContaining(` · repeat 1 of 2 · run of ${when}`) as string,
    detail: '“\\boxed{2}” is not 3',
  });
  const [only] = itemTable(samples.slice(0, 1), [], 0);
  expect(only && whichWords(only)).toBe(`run of ${when}`);
});

test("a server's model ids are texts in the pick of models to add", () => {
  const baseUrl = 'http://127.0.0.1:8000/v1';
  const server = {
    kind: 'unknown' as const,
    origin: 'http://127.0.0.1:8000',
    slots: null,
    baseUrl,
    models: [{ id: text, context: null, maxContext: null, loaded: null }],
  };
  const added = [endpoint(text, { baseUrl, model: text })];
  expect(modelPicks(server, added)).toMatchObject([
    { label: shown, detail: `context unknown · already added as ${shown}`, model: text },
  ]);
});
