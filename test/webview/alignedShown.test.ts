import { expect, test } from 'vitest';
import { parseTracesMemory } from '../../src/protocol.ts';
import { alignedMessage } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, traces } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const columnsOf = (...labels: string[]) =>
  labels.map((label) => column({ label, answer: `By all.\n\nBy ${label}, who says more of it.` }));

async function labels(view: TracesPage): Promise<string> {
  return (await view.page.locator('rt-column h2').allInnerTexts()).join(' ');
}

test('a column that stands aside is not shown until the reader shows it, which the host is told', async () => {
  const view = await openTraces({ width: 1600 });
  const [a, b, c] = columnsOf('a', 'b', 'c');
  await view.send({ type: 'state', state: traces([a!, b!, { ...c!, aside: true }]) });
  expect(await labels(view)).toBe('a b');
  await view.posted();
  await view.page.getByRole('button', { name: 'Columns (1 aside)' }).click();
  await view.page.getByRole('checkbox', { name: 'c' }).click();
  expect(await view.posted()).toContainEqual({ type: 'show-column', key: 'c' });
  await view.send({ type: 'state', state: traces([a!, b!, c!]) });
  expect(await labels(view)).toBe('a b c');
});

test('the measures of aligned columns are shown again after a reload, and apart from those of others', async () => {
  const view = await openTraces({ width: 1600, look: { aligned: true } });
  const measured = columnsOf('a', 'b').map((one) => ({ ...one, completionTokens: 3_498 }));
  await view.send({ type: 'state', state: traces(measured) });
  const tokens = (of: TracesPage) => of.page.getByText('3,498').first().isVisible();
  expect(await tokens(view)).toBe(false);
  await view.page.keyboard.press('m');
  expect(await tokens(view)).toBe(true);
  expect((await view.posted()).at(-1)).toMatchObject({
    type: 'look',
    look: { alignedDetails: true, brief: false },
  });
  const again = await openTraces({ width: 1600, memory: await view.memory() });
  await again.send({ type: 'state', state: traces(measured) });
  expect(await tokens(again)).toBe(true);
  // What an older version kept has neither.
  const old = { restore: 'r', questionOpen: true, promptOpen: false, folded: ['a'], aligned: true };
  expect(parseTracesMemory(old)).toMatchObject({ ...old, alignedDetails: false, takenIn: null });
});

/** Boxes of what stands at the left of a column's head and of its cell in the first row. */
async function lefts(view: TracesPage, at: number): Promise<{ head: number; cell: number }> {
  return view.page.evaluate((place) => {
    const left = (element: Element | undefined) => Math.round(element?.getBoundingClientRect().left ?? -1);
    return {
      head: left([...document.querySelectorAll('.column')][place]),
      cell: left([...document.querySelectorAll('.aligned-row:first-child .aligned-cell')][place]),
    };
  }, at);
}

async function openMany(width: number, reference: string): Promise<TracesPage> {
  const columns = columnsOf('a', 'b', 'c', 'd', 'e', 'f');
  const view = await openTraces({ width, height: 800, look: { aligned: true, reference } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns, { reference }));
  await view.settled();
  return view;
}

const scrollTo = async (view: TracesPage, left: number): Promise<void> => {
  await view.page.locator('.columns').evaluate((columns, to) => (columns.scrollLeft = to), left);
  await view.painted();
};

test('the reference stays in view while six columns scroll sideways, at either edge, head and cells alike', async () => {
  const view = await openMany(800, 'c');
  const width = (await view.page.locator('.columns').boundingBox())!.width;
  // It is the third of six, of which nearly three have room.
  expect((await lefts(view, 2)).head).toBeLessThan(width);
  for (const left of [0, 200, 600, 900]) {
    await scrollTo(view, left);
    const { head, cell } = await lefts(view, 2);
    expect(Math.abs(head - cell)).toBeLessThanOrEqual(1);
    expect(head).toBeGreaterThanOrEqual(-1);
    expect(head + 254).toBeLessThanOrEqual(width + 1);
  }
  // Each of the others can be read beside it in whole.
  for (const at of [0, 1, 3, 4, 5]) {
    const place = await view.page.evaluate((index) => {
      const columns = document.querySelector('.columns')!;
      const cell = document.querySelectorAll('.aligned-row:first-child .aligned-cell')[index]!;
      columns.scrollLeft =
        index < 2 ? index * 60 : cell.getBoundingClientRect().right + columns.scrollLeft - 700;
      return index;
    }, at);
    await view.painted();
    const seen = await view.page.evaluate((index) => {
      const cells = [...document.querySelectorAll('.aligned-row:first-child .aligned-cell')];
      const { left, right, top } = cells[index]!.getBoundingClientRect();
      const at = (x: number) => document.elementFromPoint(x, top + 8)?.closest('.aligned-cell');
      return [left + 4, right - 4].map((x) => cells.findIndex((cell) => cell === at(x)));
    }, place);
    expect(seen).toEqual([at, at]);
  }
});

test('in a narrow panel it would cover what is read beside it, and scrolls with the others', async () => {
  const view = await openMany(500, 'a');
  await scrollTo(view, 500);
  expect((await lefts(view, 0)).head).toBeLessThan(-300);
  expect(Math.abs((await lefts(view, 0)).cell - (await lefts(view, 0)).head)).toBeLessThanOrEqual(1);
  expect(await view.page.locator('.reference-stays').count()).toBe(0);
});

test('where a difference is gone to, the reference does not cover it', async () => {
  const view = await openMany(800, 'a');
  await scrollTo(view, 900);
  await view.page.keyboard.press('n');
  const cell = view.page.locator('.aligned-row[aria-current] .aligned-cell');
  await expect
    .poll(async () => {
      const [reference, other] = [(await cell.nth(0).boundingBox())!, (await cell.nth(1).boundingBox())!];
      return other.x >= reference.x + reference.width - 2 || other.x < -10;
    })
    .toBe(true);
});
