import { expect, test } from 'vitest';
import { largeMatrix, matrixColumn, matrixData, matrixItem } from '../unit/results/matrixData.ts';
import { useMatrix } from './support/fixture.ts';
import { everyCell } from './support/matrices.ts';
import type { MatrixPage } from './support/matrixPage.ts';

const openMatrix = useMatrix();

/** By row, what its cells say, as a screen reader finds them. */
function cells(view: MatrixPage): Promise<string[][]> {
  return view.page
    .locator('.grid tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent.trim().replace(/\s+/g, ' '))),
    );
}

async function rowNames(view: MatrixPage): Promise<string[]> {
  return (await cells(view)).map(([name]) => name?.split(':')[0] ?? '');
}

async function choose(view: MatrixPage, name: string, words: string): Promise<void> {
  await view.page.getByRole('combobox', { name }).selectOption({ label: words });
  await view.painted();
}

test('the view asks first, and says in a table what its cells show, the base first', async () => {
  const view = await openMatrix();
  expect(await view.posted()).toEqual([{ type: 'ready' }]);
  await view.show(everyCell());
  expect(await view.page.locator('.grid').ariaSnapshot()).toMatchInlineSnapshot(`
    "- grid "Items and models":
      - rowgroup:
        - row "Item reasoner-7B, base, score 50.0 %, 4 items reasoner-rl-7B, tuned, score 62.5 %, 4 items, 10.0 % truncated reasoner-sft-7B, tuned, mean 50.0 %, 2 of the items shown, 25.0 % truncated":
          - columnheader "Item"
          - columnheader "reasoner-7B, base, score 50.0 %, 4 items"
          - columnheader "reasoner-rl-7B, tuned, score 62.5 %, 4 items, 10.0 % truncated"
          - columnheader "reasoner-sft-7B, tuned, mean 50.0 %, 2 of the items shown, 25.0 % truncated"
      - rowgroup:
        - 'row "litres: A tank holds 84 litres. Half of it is let out. How many litres remain? wrong right 3 of 4, 1 truncated right, learned"':
          - 'rowheader "litres: A tank holds 84 litres. Half of it is let out. How many litres remain?"'
          - gridcell "wrong"
          - gridcell "right 3 of 4, 1 truncated"
          - gridcell "right, learned"
        - 'row "wells: How many wells? wrong right, learned wrong, truncated"':
          - 'rowheader "wells: How many wells?"'
          - gridcell "wrong"
          - gridcell "right, learned"
          - gridcell "wrong, truncated"
        - 'row "cans: How many cans? right wrong, forgotten no score, 2 samples"':
          - 'rowheader "cans: How many cans?"'
          - gridcell "right"
          - gridcell "wrong, forgotten"
          - gridcell "no score, 2 samples"
        - row "drops right right no sample":
          - rowheader "drops"
          - gridcell "right"
          - gridcell "right"
          - gridcell "no sample""
  `);
});

test('a share of the parts of an answer is no number of right samples', async () => {
  const view = await openMatrix();
  const items = [matrixItem('1'), ...['2', '3'].map((id) => matrixItem(id, { benchmark: 'Other' }))];
  const samples = [[[0.75, 0.5, 1, 0.75]], [[1, 1, 1, 0]], [[0.5, 1]]] as const;
  const benchmarks = [
    { name: 'Tanks', items: 1, partial: true },
    { name: 'Other', items: 2, partial: false },
  ];
  await view.show({ ...matrixData([matrixColumn('a')], items, samples, benchmarks), benchmark: null });
  expect((await cells(view)).map(([, cell]) => cell)).toEqual([
    '75 % right, 4 samples',
    'right 3 of 4',
    // Whatever was said of its benchmark.
    '75 % right, 2 samples',
  ]);
});

test('items are sorted and filtered, counted, and the heads say whose mean they show', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  const heads = () => view.page.locator('.grid thead th').allInnerTexts();
  expect((await heads())[1]).toBe('reasoner-7B, base, score 50.0 %, 4 items');
  await choose(view, 'Show', 'learned: base wrong, tuned right');
  expect(await view.page.innerText('.shown-count')).toBe('2 of 4 items');
  expect(await rowNames(view)).toEqual(['litres', 'wells']);
  expect((await heads())[1]).toBe('reasoner-7B, base, mean 0.0 %, 2 of the items shown, 0.0 % truncated');
  expect(await view.page.innerText('[role=status]')).toBe('2 of 4 items');
  await choose(view, 'Flips of', 'reasoner-rl-7B');
  expect(await rowNames(view)).toEqual(['wells']);
  await view.page.getByRole('button', { name: 'Show all items' }).click();
  await choose(view, 'Sort', 'most forgotten first');
  expect(await rowNames(view)).toEqual(['cans', 'drops', 'litres', 'wells']);
  await view.page.getByRole('searchbox').fill('how MANY');
  await view.painted();
  expect(await rowNames(view)).toEqual(['cans', 'litres', 'wells']);
  await view.page.getByRole('searchbox').fill('nothing has this');
  await view.painted();
  expect(await view.page.innerText('.stage')).toContain('No item is like this.');
  expect(await view.page.innerText('[role=status]')).toBe('0 of 4 items');
});

test('items are chosen by their own fields, whose values are counted', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.page.getByRole('button', { name: 'Fields' }).click();
  const level = view.page.getByRole('combobox', { name: 'level' });
  expect(await level.locator('option').allInnerTexts()).toEqual(['any', 'Level 2 (2)', 'Level 10 (2)']);
  await level.selectOption({ label: 'Level 2 (2)' });
  await view.page.getByRole('combobox', { name: 'subject' }).selectOption({ label: 'Tanks (3)' });
  await view.page.keyboard.press('Escape');
  await view.painted();
  expect(await rowNames(view)).toEqual(['litres', 'drops']);
  await view.page.getByRole('button', { name: 'level: Level 2' }).click();
  await view.painted();
  expect(await rowNames(view)).toEqual(['litres', 'cans', 'drops']);
  // Data in which no item has the value show all again, rather than nothing.
  await view.show(matrixData([matrixColumn('a')], [matrixItem('new')], [[[1]]]));
  expect(await rowNames(view)).toEqual(['new']);
});

test('another benchmark is asked of the host; its items begin at the top, without the fields of the last', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.page.getByRole('searchbox').fill('wells');
  await view.posted();
  await choose(view, 'Benchmark', 'Wells & more (1,200)');
  await choose(view, 'Benchmark', 'All benchmarks');
  expect(await view.posted()).toEqual([
    { type: 'benchmark', benchmark: 'Wells & more' },
    { type: 'benchmark', benchmark: null },
  ]);
  expect(await view.page.getAttribute('.stage', 'aria-busy')).toBe('true');
  await view.show({ ...everyCell(), benchmark: null });
  expect(await view.page.getAttribute('.stage', 'aria-busy')).toBe('false');
  expect(await view.page.innerText('.shown-count')).toBe('4 items');
});

test('where no base is known, nothing is said of flips', async () => {
  const view = await openMatrix();
  await view.show(matrixData([matrixColumn('a'), matrixColumn('b')], [matrixItem('1')], [[[1], [0]]]));
  const options = await view.page.locator('.matrix-bar option').allInnerTexts();
  expect(options.filter((words) => /forgot|learned/.test(words))).toEqual([]);
  expect(await view.page.getByRole('combobox', { name: 'Flips of' }).count()).toBe(0);
});

test('keys go from cell to cell, and what they reach comes into view', async () => {
  const view = await openMatrix({ width: 700, height: 600 });
  await view.show(largeMatrix(2_000, 40));
  const press = async (...keys: string[]): Promise<string | null> => {
    for (const key of keys) await view.page.keyboard.press(key);
    await view.painted();
    return view.page.evaluate(() => {
      const cell = document.activeElement;
      const row = cell?.closest('tr')?.getAttribute('aria-rowindex');
      return `${row} ${cell?.getAttribute('aria-colindex')}`;
    });
  };
  await view.page.locator('.grid [tabindex="0"]').focus();
  expect(await press('ArrowDown', 'ArrowRight', 'ArrowRight')).toBe('3 3');
  expect(await press('ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp')).toBe('2 2');
  expect(await press('End')).toBe('2 41');
  expect((await view.scrolled()).left).toBeGreaterThan(500);
  expect(await press('Home')).toBe('2 1');
  const page = Number((await press('PageDown'))?.split(' ')[0]);
  expect(page).toBeGreaterThan(8);
  expect(await press('PageUp')).toBe('2 1');
  expect(await press('Control+End')).toBe('2001 41');
  const { top, left } = await view.scrolled();
  expect(top).toBeGreaterThan(39_000);
  expect(left).toBeGreaterThan(500);
  expect(await press('Control+Home')).toBe('2 1');
  expect((await view.scrolled()).top).toBe(0);
  expect(await view.page.locator('.grid tbody tr').count()).toBeLessThan(20);
  expect(await view.page.getAttribute('.grid', 'aria-rowcount')).toBe('2001');
});

test('Enter and a click open the traces of an item, with the model of the cell', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.posted();
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter'])
    await view.page.keyboard.press(key);
  await view.painted();
  expect(await view.posted()).toEqual([
    { type: 'open-item', item: 'ref wells', model: null },
    { type: 'open-item', item: 'ref wells', model: 'rl' },
  ]);
  const box = await view.page.locator('canvas').first().boundingBox();
  const place = { x: 1_190, y: box!.y + 30 };
  // Beyond the last column there is nothing.
  await view.page.mouse.click(place.x, place.y + 200);
  const cell = await cellPlace(view, 2, 1);
  await view.page.mouse.click(cell.x, cell.y);
  expect(await view.posted()).toEqual([{ type: 'open-item', item: 'ref cans', model: 'rl' }]);
  expect(await view.focused()).toBe('wrong, forgotten');
});

test('D, the key of the host, and the button below compare the item of the cell', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.posted();
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'd', 'ArrowRight', 'ArrowRight', 'Shift+Alt+B', 'Shift+D', 'Control+d'])
    await view.page.keyboard.press(key);
  await view.painted();
  await view.page.getByRole('button', { name: 'Compare', exact: true }).click();
  expect(await view.posted()).toEqual([
    { type: 'compare-item', item: 'ref wells', model: null },
    { type: 'compare-item', item: 'ref wells', model: 'rl' },
    { type: 'compare-item', item: 'ref wells', model: 'rl' },
  ]);
});

/** The middle of a cell of three columns at 1,200 px, whose gutter is 660 px wide; its row by the place of the table's own: it lies where the cell with the focus is drawn. */
async function cellPlace(view: MatrixPage, row: number, column: number): Promise<{ x: number; y: number }> {
  const first = await view.page.evaluate(() => {
    const { left, top } = document.querySelector('.behind')!.getBoundingClientRect();
    return { left, top };
  });
  const at = await view.page.evaluate(
    () => document.querySelector('.grid [tabindex="0"]')?.closest('tr')?.ariaRowIndex,
  );
  return { x: 660 + 120 * column + 60, y: first.top + (row - (Number(at) - 2)) * 20 + 10 };
}

test('items are selected by keys and by their boxes, and can be asked again', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.posted();
  await view.page.locator('.grid [tabindex="0"]').focus();
  const press = async (key: string): Promise<string> => {
    await view.page.keyboard.press(key);
    await view.painted();
    return view.page.evaluate(() => document.querySelector('.selected-count')?.textContent ?? '');
  };
  expect(await press('Space')).toBe('1 selected');
  expect(await view.page.innerText('[role=status]')).toBe('1 selected');
  expect(await press('Shift+ArrowDown')).toBe('2 selected');
  expect(await press('Shift+ArrowDown')).toBe('3 selected');
  expect(await press('Shift+ArrowUp')).toBe('2 selected');
  expect(await press('Control+a')).toBe('4 selected');
  expect(await view.page.locator('.grid tr[aria-selected=true]').count()).toBe(4);
  expect(await press('Escape')).toBe('');
  expect(await view.page.innerText('[role=status]')).toBe('None selected');
  expect(await press('Space')).toBe('1 selected');
  const { y } = await cellPlace(view, 3, 0);
  await view.page.mouse.click(10, y);
  await choose(view, 'Show', 'learned: base wrong, tuned right');
  expect(await view.page.innerText('.selected-count')).toBe('2 selected, 1 of them not shown');
  await view.page.getByRole('button', { name: 'Ask 2 items again…' }).click();
  expect(await view.posted()).toEqual([{ type: 'evaluate-items', items: ['ref wells', 'ref drops'] }]);
});

test('the pointer is told what is under it, and the line below the cell with the keyboard', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.page.locator('.grid [tabindex="0"]').focus();
  const { x, y } = await cellPlace(view, 0, 1);
  await view.page.mouse.move(x, y);
  await view.painted();
  const tip = await view.page.innerText('.tip');
  expect(tip).toContain('reasoner-rl-7B: right 3 of 4, 1 truncated');
  expect(tip).toContain('How many litres remain?');
  expect(tip).toContain('Gold: 42');
  expect(tip).toContain('subject: Tanks · level: Level 2');
  await view.page.mouse.move(x, y - 40);
  await view.painted();
  expect(await view.page.innerText('.tip')).toContain('tuned · from reasoner-7B');
  await view.page.mouse.move(x, 5);
  await view.painted();
  expect(await view.page.locator('.tip').isVisible()).toBe(false);
  await view.page.keyboard.press('ArrowRight');
  await view.painted();
  expect(await view.page.innerText('.place')).toContain('reasoner-7B wrong · litres');
});

test('the list of keys and marks opens, and typing in a field is typing', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  await view.page.keyboard.press('/');
  await view.page.keyboard.type('w?');
  await view.painted();
  expect(await view.page.locator('.field').inputValue()).toBe('w?');
  expect(await view.page.locator('dialog').isVisible()).toBe(false);
  await view.page.locator('.shown-count').click();
  await view.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await view.page.keyboard.press('?');
  expect(await view.page.getByRole('dialog').innerText()).toContain('Forgotten: the base is right');
  await view.page.keyboard.press('Escape');
  expect(await view.page.locator('dialog').isVisible()).toBe(false);
});

test('models without a column are counted with why, and named in the tooltip', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  expect(await view.page.locator('.left-out').count()).toBe(0);
  const unsaved = Array.from({ length: 31 }, (_, at) => ({
    model: `tabled-${at}`,
    why: 'no-samples' as const,
  }));
  await view.show(everyCell({ leftOut: [{ model: 'asked\u202E', why: 'no-scores' }, ...unsaved] }));
  const left = view.page.locator('.left-out');
  expect((await left.innerText()).split('\n')[0]).toContain(
    '31 models left out: only their summaries are saved · 1 model left out: its samples have no scores',
  );
  const names = (await left.getAttribute('title'))?.split('\n') ?? [];
  expect([names[0], names[1], names[29], names[30]]).toEqual([
    'asked⟨U+202E⟩',
    'tabled-0',
    'tabled-28',
    'and 2 more',
  ]);
});

test('heads have a line for roles only where one is known', async () => {
  const view = await openMatrix();
  const top = async (): Promise<number> => {
    await view.painted();
    return view.page.locator('.behind').evaluate((behind) => behind.getBoundingClientRect().top);
  };
  const columns = [matrixColumn('a'), matrixColumn('b', { role: 'base' })];
  await view.show(matrixData(columns, [matrixItem('1')], [[[1], [0]]]));
  const withRoles = await top();
  await view.show(matrixData(columns.slice(0, 1), [matrixItem('1')], [[[1]]]));
  expect(withRoles - (await top())).toBe(15);
});
