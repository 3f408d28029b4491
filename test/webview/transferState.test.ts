import { expect, test } from 'vitest';
import { useTransfer } from './support/fixture.ts';
import { transferOf } from './support/transferData.ts';
import { directAnswer, flipsOf, stateOf } from './support/transferStates.ts';
import type { TransferPage } from './support/transferPage.ts';

const openTransfer = useTransfer();

async function scrollTo(view: TransferPage, top: number): Promise<void> {
  await view.page.evaluate((to) => document.querySelector('rt-transfer')?.scrollTo({ top: to }), top);
  await view.painted();
}

function scrolled(view: TransferPage): Promise<number> {
  return view.page.evaluate(() => document.querySelector('rt-transfer')?.scrollTop ?? -1);
}

/** The models of the table, from the top. */
async function rows(view: TransferPage): Promise<string[]> {
  return (await view.page.locator('.results .model button').allInnerTexts()).map((text) => text.trim());
}

test('sorted by any column: the largest first, then the smallest, then by base and method again', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 5 });
  await view.show(stateOf(transfer));
  const byBase = [
    'Harbour-14B-rl',
    'Harbour-14B-sft',
    'Harbour-14B-sft-no-think',
    'Meadow-7B-rl',
    'Meadow-7B-distilled',
  ];
  expect(await rows(view)).toEqual(byBase);
  expect((await view.lines('.results .base')).length).toBe(2);
  const value = (name: string): number => transfer.models.find(({ model }) => model === name)!.ti.non.value!;
  const falling = [...byBase].sort((a, b) => value(b) - value(a));
  const head = view.page.getByRole('columnheader', { name: 'TI non' });
  for (const [order, sorted] of [
    [falling, 'descending'],
    [falling.toReversed(), 'ascending'],
    [byBase, 'none'],
  ] as const) {
    await head.getByRole('button').click();
    expect(await rows(view)).toEqual(order);
    expect(await head.getAttribute('aria-sort')).toBe(sorted);
  }
  // What a model was not asked comes last, in both directions.
  const missing = view.page
    .getByRole('columnheader', { name: /^HeadQA/ })
    .getByRole('button', { name: 'HeadQA', exact: true });
  for (let times = 0; times < 2; times += 1) {
    await missing.click();
    expect((await rows(view)).at(-1)).toBe('Meadow-7B-distilled');
  }
});

test('one base can be looked at alone; the cohort stays', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 5 })));
  await view.posted();
  await view.page.getByRole('combobox', { name: 'Base' }).selectOption({ label: 'Meadow-7B' });
  expect(await rows(view)).toEqual(['Meadow-7B-rl', 'Meadow-7B-distilled']);
  expect((await view.lines('.said p')).length).toBe(2);
  expect(await view.lines('button[popovertarget=cohort-menu]')).toEqual(['Cohort: 5 of 5 models']);
  expect(await view.posted()).toEqual([]);
});

test('hidden and reloaded, the view is as it was and asks for what was open', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 5 });
  await view.show(stateOf(transfer));
  await view.page.getByRole('combobox', { name: 'Variant' }).selectOption({ label: 'v2, σ of each model' });
  await view.show(stateOf({ ...transfer, variant: 'v2-per-model', sigma: null }));
  await view.page.getByRole('tab', { name: 'Base to tuned' }).click();
  await view.page.getByRole('button', { name: 'The table behind the chart' }).click();
  await view.page.getByRole('columnheader', { name: 'ΔR non' }).getByRole('button').click();
  await view.page.getByRole('button', { name: 'Harbour-14B-sft → Harbour-14B-rl' }).click();
  await view.page.locator('button.comparison', { hasText: 'Harbour-14B-rl on CoQA' }).click();
  const order = await rows(view);
  const pair = { left: 'Harbour-14B', right: 'Harbour-14B-rl', benchmark: 'CoQA' };
  const direct = { left: 'Harbour-14B-sft', right: 'Harbour-14B-rl' };
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair) });
  await view.send(directAnswer(transfer, direct.left, direct.right));
  await scrollTo(view, 700);
  const kept = await view.kept();
  expect(kept).toMatchObject({
    choice: { variant: 'v2-per-model', level: 95, cohort: null, verdicts: 'stored' },
    chart: 'slopes',
    chartTable: true,
    sort: { by: 'delta:non', descending: true },
    flips: pair,
    direct,
    scroll: 700,
  });

  const again = await openTransfer({ memory: kept });
  expect(await again.posted()).toEqual([{ type: 'ready', choice: kept!.choice }]);
  await again.show(stateOf({ ...transfer, variant: 'v2-per-model', sigma: null }));
  expect(await again.posted()).toEqual([
    { type: 'flips', ...pair },
    { type: 'direct', ...direct },
  ]);
  expect(await rows(again)).toEqual(order);
  expect(await again.page.getByRole('tab', { selected: true }).innerText()).toBe('Base to tuned');
  expect(await scrolled(again)).toBe(700);
});

test('what an older version kept is not forced on what is shown', async () => {
  const view = await openTransfer({ memory: { choice: { variant: 'v3' } } });
  expect(await view.posted()).toEqual([{ type: 'ready' }]);
  await view.show(stateOf(transferOf({ models: 2 })));
  expect((await rows(view)).length).toBe(2);
});

test('new data come in place: scroll, focus, sort, selection and filters stay', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 3 })));
  await view.page.getByRole('columnheader', { name: 'ΔR non' }).getByRole('button').click();
  await view.page.locator('button.comparison', { hasText: 'Harbour-14B-sft on CoQA' }).click();
  const pair = { left: 'Harbour-14B', right: 'Harbour-14B-sft', benchmark: 'CoQA' };
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair, 24) });
  await view.page.getByRole('button', { name: 'Tides' }).click();
  await view.page.getByRole('checkbox', { name: 'Select item-3', exact: true }).check();
  await view.page.getByRole('button', { name: 'item-3', exact: true }).focus();
  await view.posted();
  const top = await scrolled(view);
  const item = view.page.getByRole('button', { name: 'item-3', exact: true });
  const place = (await item.boundingBox())!.y;

  // While intervals are computed, what is open is not read again; once they are there, it is.
  await view.show(stateOf(transferOf({ models: 5, valuesOnly: 5 }), { pending: true }));
  expect(await view.posted()).toEqual([]);
  await view.show(stateOf(transferOf({ models: 5 })));
  expect(await view.posted()).toEqual([{ type: 'flips', ...pair }]);
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair, 30) });
  expect((await rows(view)).length).toBe(5);
  expect(await view.page.getByRole('columnheader', { name: 'ΔR non' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  expect(await view.focused()).toBe('item-3');
  expect(await view.page.getByRole('checkbox', { name: 'Select item-3', exact: true }).isChecked()).toBe(
    true,
  );
  expect(await view.lines('.flips-bar [role=status]')).toEqual(['6 of 30 items']);
  // Two models more stand above; what is read stays where it is.
  expect(await scrolled(view)).toBeGreaterThan(top);
  expect(Math.abs((await item.boundingBox())!.y - place)).toBeLessThan(2);
  // An item that is gone is selected no more.
  await view.send({ type: 'flips', ...pair, list: { ...flipsOf(pair, 2) } });
  await view.page.getByRole('button', { name: 'Ask again…' }).waitFor();
});

test('the focus stays in the table though its row has gone', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 5 })));
  await view.page.locator('button.comparison', { hasText: 'Meadow-7B-distilled on CoQA' }).focus();
  await view.show(stateOf(transferOf({ models: 2 })));
  expect(await view.page.evaluate(() => document.activeElement?.closest('table.results') !== null)).toBe(
    true,
  );
});

test('a command shows a model, a benchmark or both', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 9 })));
  await view.page.getByRole('combobox', { name: 'Base' }).selectOption({ label: 'Meadow-7B' });
  await view.posted();
  await view.send({ type: 'reveal', model: 'Quarry-merged', benchmark: null });
  expect(await view.focused()).toMatch(/^other method · base Quarry/);
  expect((await view.lines('.said[data-model="Quarry-merged"] table')).join(' ')).toContain('DI math =');
  await view.send({ type: 'reveal', model: 'Harbour-14B-sft', benchmark: 'IFEval' });
  expect(await view.posted()).toEqual([
    { type: 'flips', left: 'Harbour-14B', right: 'Harbour-14B-sft', benchmark: 'IFEval' },
  ]);
  await view.send({ type: 'reveal', model: null, benchmark: 'IFEval' });
  expect(await view.focused()).toBe('Models and benchmarks');
  expect(await view.page.getByRole('columnheader', { name: /^IFEval/ }).getAttribute('aria-sort')).toBe(
    'descending',
  );
});

test('what re-scored verdicts do to each index stands beside its gains', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 2 });
  const first = transfer.models[0]!;
  const other = {
    ...transfer,
    verdicts: 'rescored' as const,
    models: [{ ...first, ti: { ...first.ti, non: { ...first.ti.non, value: 12.34 } } }, transfer.models[1]!],
  };
  await view.show(stateOf(transfer, { otherVerdicts: other }));
  await view.page.getByText('re-scored verdicts change the index of 1 model').click();
  expect((await view.lines('.difference tbody tr')).join(' ')).toBe(
    'Harbour-14B-rl +14.8 +6.1 +5.1 67.9 24.3 → 12.3',
  );
});

test('more models than fit are folded', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 12 })));
  expect((await view.lines('.said p')).length).toBe(6);
  await view.page.getByRole('button', { name: 'Show all 12 models' }).click();
  expect((await view.lines('.said p')).length).toBe(12);
});
