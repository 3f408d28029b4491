import { expect, test } from 'vitest';
import type { MatrixData } from '../../src/core/results/matrix.ts';
import { largeMatrix, matrixColumn, matrixData, matrixItem } from '../unit/results/matrixData.ts';
import { useMatrix } from './support/fixture.ts';
import { everyCell } from './support/matrices.ts';
import type { MatrixPage } from './support/matrixPage.ts';
import { themes } from './support/themes.ts';

const openMatrix = useMatrix();

async function scrollTo(view: MatrixPage, top: number, left = 0): Promise<void> {
  await view.page.evaluate(
    ([y, x]) => document.querySelector('.scroller')?.scrollTo({ top: y ?? 0, left: x ?? 0 }),
    [top, left],
  );
  await view.painted();
}

/** With other items before, between and after. */
function grown(data: MatrixData): MatrixData {
  const more = largeMatrix(data.items.length + 5, data.columns.length);
  const items = [
    ...Array.from({ length: 5 }, (_, at) => matrixItem(`new ${at}`, { question: 'A new one.' })),
    ...data.items,
  ];
  return { ...more, items, benchmarks: data.benchmarks };
}

test('hidden and reloaded, the view is as it was', async () => {
  const data = largeMatrix(1_000, 40);
  const view = await openMatrix();
  await view.show(data);
  await view.page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'hardest first' });
  await view.page.getByRole('searchbox').fill('algebra');
  await view.page.getByRole('button', { name: 'Shapes beside the colours' }).click();
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Space']) await view.page.keyboard.press(key);
  await scrollTo(view, 2_345, 321);
  const said = await view.focused();
  const kept = await view.kept();
  expect(kept).toMatchObject({ benchmark: 'Tanks', left: 321, shapes: true, selected: [expect.anything()] });

  const again = await openMatrix({ memory: kept });
  expect(await again.posted()).toEqual([{ type: 'ready', benchmark: 'Tanks' }]);
  await again.show(data);
  await again.painted();
  expect(await again.scrolled()).toEqual({ top: 2_345, left: 321 });
  expect(await again.page.innerText('.shown-count')).toBe('334 of 1,000 items');
  expect(await again.page.innerText('.selected-count')).toBe('1 selected');
  expect(await again.page.getAttribute('button[aria-pressed]', 'aria-pressed')).toBe('true');
  expect(await again.page.locator('.grid [tabindex="0"]').innerText()).toBe(said);
  expect(await again.kept()).toEqual(kept);
});

test('what an older version kept, or another benchmark, is not forced on what is shown', async () => {
  const view = await openMatrix({ memory: { query: 'none' } });
  expect(await view.posted()).toEqual([{ type: 'ready' }]);
  await view.show(everyCell());
  const kept = await view.kept();
  const other = await openMatrix({
    memory: { ...kept, benchmark: 'Wells', query: { ...kept!.query, text: 'x', fields: { a: 'b' } } },
  });
  await other.show(everyCell());
  expect(await other.page.innerText('.shown-count')).toBe('4 items');
});

test('new data come in place: the item at the top, the cell and the selection stay', async () => {
  const data = largeMatrix(1_000, 6);
  const view = await openMatrix({ width: 1_000 });
  await view.show(data);
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['PageDown', 'ArrowRight', 'ArrowRight', 'Space']) await view.page.keyboard.press(key);
  await scrollTo(view, 407);
  const before = await view.kept();
  await view.show(grown(data));
  expect((await view.scrolled()).top).toBe(507);
  const after = await view.kept();
  expect([after?.top, after?.cell, after?.selected]).toEqual([before?.top, before?.cell, before?.selected]);
  expect(await view.page.innerText('.shown-count')).toBe('1,005 items');
  // The focus is in the cell still, wherever that is now.
  expect(await view.page.evaluate(() => document.activeElement?.getAttribute('aria-colindex'))).toBe('3');
  // An item that has gone takes its place with it, and nothing else.
  await view.show(everyCell());
  expect(await view.page.locator('.selected-count').count()).toBe(0);
  expect(await view.page.locator('.grid tbody tr').count()).toBe(4);
  await view.page.keyboard.press('ArrowDown');
  expect(await view.page.evaluate(() => document.activeElement?.closest('tr')?.ariaRowIndex)).toBe('3');
});

test('where there is nothing, the host says why, and what comes later is shown', async () => {
  const view = await openMatrix();
  await view.send({ type: 'empty', message: 'No results in <this> folder.' });
  expect(await view.page.innerText('main')).toContain('No results in <this> folder.');
  await view.show(everyCell());
  expect(await view.page.locator('.grid tbody tr').count()).toBe(4);
  await view.show(matrixData([], [], []));
  expect(await view.page.innerText('main')).toContain('No item is like this.');
  await view.send({ type: 'empty', message: 'Gone.' });
  await view.show(everyCell());
  expect(await color(view, 0, 1, [10, 10])).not.toBe(await color(view, 0, 1, [500, 10]));
});

/** What is drawn in a cell of `everyCell` at 1,200 px, from its corner; the columns are 120 px wide, the gutter 660. */
async function color(
  view: MatrixPage,
  row: number,
  column: number,
  [x, y]: readonly [number, number],
): Promise<string> {
  return view.page.evaluate(
    ([atRow, atColumn, dx, dy]) => {
      const canvas = document.querySelector('canvas');
      const behind = document.querySelector('.behind')!.getBoundingClientRect().top;
      const top = behind - canvas!.getBoundingClientRect().top;
      const ratio = devicePixelRatio;
      const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
      const [left, down] = [660 + 120 * atColumn + dx, top + 20 * atRow + dy];
      copy.drawImage(canvas!, -Math.floor(left * ratio), -Math.floor(down * ratio));
      return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).join(' ');
    },
    [row, column, x, y] as const,
  );
}

test('cells have the colour of their rate, marks in a corner and the middle, in the colours of the theme', async () => {
  const view = await openMatrix({ width: 1_200 });
  await view.show(everyCell());
  const background = '31 31 31';
  const [right, wrong] = [await color(view, 3, 0, [20, 10]), await color(view, 0, 0, [20, 10])];
  const partly = await color(view, 0, 1, [20, 10]);
  expect(new Set([right, wrong, partly, background]).size).toBe(4);
  // No sample, and one without a score, which has a dash.
  expect(await color(view, 3, 2, [20, 10])).toBe(background);
  expect(await color(view, 2, 2, [20, 10])).toBe(background);
  expect(await color(view, 2, 2, [60, 10])).not.toBe(background);
  // Learned has a mark in its middle, truncated one in its corner.
  expect(await color(view, 1, 1, [20, 10])).toBe(right);
  expect(await color(view, 1, 1, [59, 10])).not.toBe(right);
  expect(await color(view, 3, 1, [59, 10])).toBe(right);
  expect(await color(view, 0, 1, [117, 2])).not.toBe(partly);
  expect(await color(view, 3, 1, [117, 2])).toBe(right);
  await view.page.evaluate((variables) => {
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(name, value);
  }, themes.light.variables);
  await view.painted();
  expect(await color(view, 3, 2, [20, 10])).toBe('255 255 255');
  expect(await color(view, 3, 0, [20, 10])).not.toBe(right);
});

test('in high contrast, and where it is asked for, shapes tell right from wrong', async () => {
  const view = await openMatrix({ theme: 'high-contrast' });
  await view.show(everyCell());
  const disc = [53, 10] as const;
  const black = '0 0 0';
  // Right is a disc, wrong a ring, neither an area.
  expect(await color(view, 3, 0, disc)).not.toBe(black);
  expect(await color(view, 0, 0, disc)).toBe(black);
  expect(await color(view, 0, 0, [53, 4])).not.toBe(black);
  expect(await color(view, 3, 0, [20, 10])).toBe(black);
  // What is right in part is full from below.
  expect(
    [await color(view, 0, 1, [53, 14]), await color(view, 0, 1, [53, 6])].map((one) => one === black),
  ).toEqual([false, true]);
  const shapes = view.page.getByRole('button', { name: 'Shapes beside the colours' });
  expect(await shapes.getAttribute('aria-pressed')).toBe('true');
  await shapes.click();
  await view.painted();
  expect(await color(view, 3, 0, [20, 10])).not.toBe(black);
});

test('the canvas is as fine as the screen and follows the size of the window', async () => {
  const view = await openMatrix();
  await view.show(everyCell());
  const pixels = () =>
    view.page.evaluate(() => {
      const canvas = document.querySelector('canvas')!;
      const { width, height } = canvas.getBoundingClientRect();
      return [canvas.width / width, canvas.height / height];
    });
  const session = await view.page.context().newCDPSession(view.page);
  for (const [width, ratio] of [
    [1_200, 2],
    [400, 1.25],
  ] as const) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 700,
      deviceScaleFactor: ratio,
      mobile: false,
    });
    await expect
      .poll(async () => (await pixels()).every((found) => Math.abs(found - ratio) < 0.01))
      .toBe(true);
  }
});

test('ids, questions, labels and fields are text, whatever they hold', async () => {
  const view = await openMatrix();
  const evil = '<img src=x onerror="alert(1)">\u202Etxt.exe';
  const columns = [
    matrixColumn('a', { label: evil, model: evil, role: 'base' }),
    matrixColumn(evil, { base: 'a' }),
  ];
  const item = matrixItem(evil, {
    ref: '__proto__',
    benchmark: evil,
    question: evil,
    gold: evil,
    fields: { [evil]: evil, constructor: 'x' },
  });
  const other = matrixItem('2', { fields: { [evil]: 'y', constructor: 'x' } });
  const third = matrixItem('3', { fields: { [evil]: evil } });
  await view.show(
    matrixData(
      columns,
      [item, other, third],
      [
        [[1], [0]],
        [[1], [0]],
        [[1], [0]],
      ],
    ),
  );
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowRight', 'Space']) await view.page.keyboard.press(key);
  await view.page.mouse.move(500, 400);
  await view.page.getByRole('button', { name: 'Fields' }).click();
  expect(await view.page.locator('img').count()).toBe(0);
  const words = await view.page.evaluate(() => document.body.textContent);
  expect(words).toContain('⟨U+202E⟩');
  expect(words).not.toContain('\u202E');
});
