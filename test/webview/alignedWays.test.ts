import { expect, test } from 'vitest';
import { cells, current, openTanks } from './support/alignedTanks.ts';
import { craftedMessage, type CraftedRow, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

test('keys and buttons lead from difference to difference, and say where one is', async () => {
  const view = await openTanks(openTraces);
  const spoken = () => view.page.locator('[role=status].spoken').innerText();
  expect(await view.page.innerText('.aligned-count')).toBe('4 differences');
  const went: number[] = [];
  for (let press = 0; press < 5; press += 1) {
    await view.page.keyboard.press('n');
    went.push(await current(view));
  }
  // Rows of steps without a partner that follow each other are one; after the last comes the first.
  expect(went).toEqual([1, 2, 4, 5, 1]);
  expect(await spoken()).toBe('Difference 1 of 4');
  expect(await view.page.innerText('.aligned-count')).toBe('1 of 4');
  expect(await view.page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('true');
  await view.page.keyboard.press('p');
  expect(await current(view)).toBe(5);
  await view.page.keyboard.press('x');
  expect(await current(view)).toBe(1);
  expect(await spoken()).toBe('Disagreement: 1 of 1');
  await view.page.keyboard.press('g');
  expect(await current(view)).toBe(2);
  expect(await spoken()).toBe('Here they first differ');
  await view.page.getByRole('button', { name: 'Next difference' }).click();
  expect(await current(view)).toBe(4);
});

test('arrows go from row to row, and a moved step leads to its partner', async () => {
  const view = await openTanks(openTraces);
  await view.page.locator('.aligned-row').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await view.page.keyboard.press(key);
  expect(await current(view)).toBe(1);
  await view.page.keyboard.press('End');
  expect(await current(view)).toBe(6);
  await view.page.getByRole('button', { name: 'Go to the partner of step 3 of base: step 4' }).click();
  expect(await current(view)).toBe(5);
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toBe(
    'tuned: step 4, moved, its partner is step 3',
  );
});

test('what is the same folds to a line that opens on a click and on Enter, and that is kept', async () => {
  const own = ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.'];
  const columns = ['a', 'b'].map((label) => column({ label, answer: textOf(own) }));
  const same = (number: number): CraftedRow => ({ same: true, cells: [[{ number }], [{ number }]] });
  const change = (number: number): CraftedRow => ({
    cells: [[{ number, state: 'changed' }], [{ number, state: 'changed', similarity: 0.5 }]],
  });
  const message = craftedMessage(
    columns,
    [own, own],
    [same(1), same(2), same(3), change(4), same(5), change(6)],
  );
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(message);
  expect(await cells(view)).toHaveLength(6);
  await view.page.keyboard.press('f');
  expect(await view.posted()).toContainEqual({
    type: 'look',
    look: expect.objectContaining({ foldSame: true }) as unknown,
  });
  expect(await view.page.locator('.unfold').allInnerTexts()).toEqual(['3 same steps', '1 same step']);
  expect(await cells(view)).toHaveLength(4);
  await view.page.getByRole('button', { name: '3 same steps' }).click();
  expect(await cells(view)).toHaveLength(6);
  await view.page.locator('.folded-rows').focus();
  await view.page.keyboard.press('Enter');
  expect(await cells(view)).toHaveLength(6);
  expect(await view.page.locator('.unfold').count()).toBe(0);
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toContain('a: step 5');
  await view.page.getByRole('button', { name: 'Fold what is the same' }).click();
  await view.page.getByRole('button', { name: 'Fold what is the same' }).click();
  await expect.poll(() => view.page.locator('.unfold').count()).toBe(2);
});
