import { expect, test } from 'vitest';
import { parseFromTraces, type Column, type FromTraces, type TracesState } from '../../src/protocol.ts';
import { useTraces } from './support/fixture.ts';
import { column, headOf, mark, traces } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const one = (label: string, change: Partial<Column> = {}): Column =>
  column({ label, answer: `By all.\n\nBy ${label}, who says more of it.`, ...change });
const running = (label: string): Column =>
  one(label, { state: 'streaming', samples: [mark({ state: 'streaming', verdict: null })] });
const columnsOf = (names: string): Column[] => Array.from(names).map((label) => one(label));
const another = { ...traces([]).item, key: 'item-32' };

const openAligned = (): Promise<TracesPage> => openTraces({ width: 1600, look: { aligned: true } });

/** Shows columns, named by letters, and tells which are shown. */
async function shows(
  view: TracesPage,
  columns: string | readonly Column[],
  change: Partial<TracesState> = {},
): Promise<string> {
  const all = typeof columns === 'string' ? columnsOf(columns) : columns;
  await view.send({ type: 'state', state: traces(all, change) });
  return shown(view);
}

const shown = async (view: TracesPage): Promise<string> =>
  (await view.page.locator('rt-column h2').allInnerTexts()).join('');

/** The columns of the menu that stand aside, as it says. */
async function aside(view: TracesPage): Promise<string> {
  const names = await view.page.locator('#columns-menu .columns-name').allTextContents();
  return names.flatMap((name) => /^\s*(\S+)\s+stands aside\s*$/.exec(name)?.[1] ?? []).join('');
}

async function check(view: TracesPage, name: string): Promise<void> {
  await view.page.getByRole('button', { name: /^Columns/ }).click();
  await view.page.getByRole('checkbox', { name: new RegExp(`^${name}( stands aside)?$`) }).click();
  await view.page.keyboard.press('Escape');
}

const hide = (view: TracesPage, name: string): Promise<void> =>
  view.page.getByRole('button', { name: `Hide ${name}` }).click();

/** What the host is asked to align by now, as it would take it. */
async function asked(view: TracesPage): Promise<string | undefined> {
  const last = (await view.posted())
    .map((message) => parseFromTraces(message))
    .findLast((message): message is FromTraces & { type: 'align' } => message?.type === 'align');
  return last?.align?.columns.join('');
}

test('two that are compared stay two when five columns arrive, and the menu says which stand aside', async () => {
  const view = await openTraces({ width: 1600 });
  expect(await shows(view, 'ab')).toBe('ab');
  await view.page.keyboard.press('d');
  expect(await shows(view, 'cabde')).toBe('ab');
  expect(await aside(view)).toBe('cde');
  expect(await asked(view)).toBe('ab');
  await check(view, 'd');
  expect([await shown(view), await aside(view)]).toEqual(['abd', 'ce']);
  // What is hidden by the reader does not stand aside, and takes nothing in.
  await hide(view, 'b');
  expect([await shown(view), await aside(view)]).toEqual(['ad', 'ce']);
  await hide(view, 'd');
  expect(await shown(view)).toBe('a');
  expect(await view.page.innerText('.aligned')).toContain('Two columns are needed');
});

test('one click on the bar compares what stands aside too, as far as there is room', async () => {
  const view = await openAligned();
  const bar = view.page.locator('.aligned-bar');
  expect(await shows(view, 'ab')).toBe('ab');
  expect(await bar.innerText()).not.toContain('aside');
  expect(await shows(view, 'abc')).toBe('ab');
  expect(await bar.innerText()).toContain('c stands aside: it is not compared');
  await bar.getByRole('button', { name: 'Compare it too' }).click();
  expect([await shown(view), await asked(view)]).toEqual(['abc', 'abc']);
  expect(await bar.innerText()).not.toContain('aside');
  // What the reader hid is no offer, and six have room.
  await hide(view, 'c');
  expect(await bar.innerText()).not.toContain('aside');
  expect(await shows(view, 'abcdefghi')).toBe('ab');
  // One is hidden, and stands aside no more than the two that are compared.
  expect(await bar.innerText()).toContain('6 columns stand aside: they are not compared');
  expect(await bar.locator('p[title]').getAttribute('title')).toBe('d, e, f, g, h, i');
  expect(await view.page.getByRole('button', { name: 'Columns (1 hidden, 6 aside)' }).count()).toBe(1);
  await bar.getByRole('button', { name: 'Compare 4 of them' }).click();
  expect([await shown(view), await aside(view)]).toEqual(['abdefg', 'hi']);
  const noRoom = '2 columns stand aside: no more than 6 are compared; hide some to choose';
  expect(await bar.innerText()).toContain(noRoom);
  expect(await bar.getByRole('button', { name: /^Compare/ }).count()).toBe(0);
  // Room for one of two, then for the last.
  await hide(view, 'b');
  await bar.getByRole('button', { name: 'Compare 1 of them' }).click();
  expect(await shown(view)).toBe('adefgh');
  expect(await bar.innerText()).toContain(
    'i stands aside: no more than 6 columns are compared; hide some to',
  );
  await hide(view, 'd');
  await bar.getByRole('button', { name: 'Compare it too' }).click();
  expect(await shown(view)).toBe('aefghi');
  expect(await bar.innerText()).not.toContain('aside');
  expect(await view.page.getByRole('button', { name: 'Columns (3 hidden)' }).count()).toBe(1);
});

test('who compares what stands aside from the keyboard stays in the bar', async () => {
  const view = await openAligned();
  await shows(view, 'ab');
  await shows(view, 'abc');
  await view.page.getByRole('button', { name: 'Compare it too' }).focus();
  await view.page.keyboard.press('Enter');
  expect(await shown(view)).toBe('abc');
  expect(await view.page.locator('.aligned-bar :focus').innerText()).toBe('Both');
});

test('columns that come later do not join on the next item, nor after a reload', async () => {
  const view = await openAligned();
  expect(await shows(view, 'abc')).toBe('abc');
  await hide(view, 'c');
  expect(await shows(view, 'abcd')).toBe('ab');
  expect(await shows(view, 'bea', { item: another })).toBe('ba');
  const again = await openTraces({ width: 1600, memory: await view.memory() });
  expect(await shows(again, 'a')).toBe('a');
  expect(await shows(again, 'abd')).toBe('ab');
  await check(again, 'd');
  expect(await shows(again, 'abcdf')).toBe('abd');
  expect(await aside(again)).toBe('f');
});

test('of an item that has one of two compared all are shown, and what comes later stands aside there too', async () => {
  const view = await openAligned();
  expect(await shows(view, 'ab')).toBe('ab');
  expect(await shows(view, 'ade', { item: another })).toBe('ade');
  expect(await asked(view)).toBe('ade');
  expect(await shows(view, 'adef', { item: another })).toBe('ade');
  await check(view, 'f');
  await hide(view, 'd');
  expect(await shown(view)).toBe('aef');
  expect(await shows(view, 'abdef')).toBe('ab');
  expect(await shows(view, 'g', { item: another })).toBe('g');
});

test('what runs is shown with what is compared, and stays when it is over', async () => {
  const view = await openAligned();
  expect(await shows(view, 'abc')).toBe('abc');
  await hide(view, 'c');
  expect(await shows(view, [...columnsOf('abc'), running('d')])).toBe('abd');
  expect(await shows(view, 'abcde')).toBe('abd');
  // It stood aside before.
  await view.send({ type: 'column', column: headOf(running('e')) });
  expect(await shown(view)).toBe('abde');
  // What the reader hid stays hidden.
  await view.send({ type: 'column', column: headOf(running('c')) });
  expect(await shown(view)).toBe('abde');
});

test('what the reader asks for is shown, once for each asking', async () => {
  const view = await openAligned();
  expect(await shows(view, 'ab', { askedAt: 5 })).toBe('ab');
  expect(await shows(view, 'abc', { askedAt: 5 })).toBe('ab');
  expect(await shows(view, 'abc', { askedAt: 6 })).toBe('abc');
  expect(await shows(view, 'abcd', { askedAt: 6 })).toBe('abc');
  const column = { key: 'd', at: 7 };
  expect(await shows(view, 'abcd', { askedAt: 7, asked: column })).toBe('abcd');
  expect(await shows(view, 'abcde', { askedAt: 7, asked: column })).toBe('abcd');
  // A webview that was hidden and comes back was not asked anew.
  const again = await openTraces({ width: 1600, memory: await view.memory() });
  expect(await shows(again, 'abcde', { askedAt: 7, asked: column })).toBe('abcd');
});

test('where columns are not aligned none stands aside, and from then on all that are shown are compared', async () => {
  const view = await openAligned();
  await shows(view, 'ab');
  expect(await shows(view, 'abcd')).toBe('ab');
  await view.page.keyboard.press('d');
  expect([await shown(view), await aside(view)]).toEqual(['abcd', '']);
  await hide(view, 'b');
  expect(await shows(view, 'abcde')).toBe('acde');
  await view.page.keyboard.press('d');
  expect(await shown(view)).toBe('acde');
  expect(await shows(view, 'abcdef')).toBe('acde');
});

test('of eight columns six are aligned, the reference and those asked for among them', async () => {
  const view = await openTraces({ width: 1600, look: { aligned: true, reference: 'h' } });
  const bar = view.page.locator('.aligned-bar');
  expect(await shows(view, 'abcdefgh')).toBe('abcdeh');
  expect([await asked(view), await aside(view)]).toEqual(['abcdeh', 'fg']);
  expect(await bar.innerText()).toContain('2 columns stand aside: no more than 6 are compared');
  await check(view, 'g');
  expect([await shown(view), await aside(view)]).toEqual(['abcdgh', 'ef']);
  await hide(view, 'b');
  expect([await shown(view), await asked(view)]).toEqual(['acdegh', 'acdegh']);
  expect(await bar.innerText()).toContain('f stands aside: no more than 6 columns are compared');
  await view.send({ type: 'column', column: headOf(running('f')) });
  expect(await shown(view)).toBe('acdfgh');
  await hide(view, 'a');
  expect(await shown(view)).toBe('cdefgh');
  expect(await bar.innerText()).not.toContain('aside');
  await view.page.keyboard.press('d');
  expect(await shown(view)).toBe('cdefgh');
});

test('more than six columns are nothing that the host aligns', () => {
  const align = (columns: string): unknown =>
    parseFromTraces({ type: 'align', align: { columns: Array.from(columns), reference: 'a', part: 'both' } });
  expect(align('abcdef')).not.toBeNull();
  expect(align('abcdefg')).toBeNull();
});
