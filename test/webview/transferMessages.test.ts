import { expect, test } from 'vitest';
import { useTransfer } from './support/fixture.ts';
import { transferOf } from './support/transferData.ts';
import { directAnswer, flipsOf, stateOf } from './support/transferStates.ts';

const openTransfer = useTransfer();
const choice = { variant: 'v2-cohort', level: 95, cohort: null, verdicts: 'stored' } as const;

test('the view asks first; what is chosen is asked of the host', async () => {
  const view = await openTransfer();
  expect(await view.posted()).toEqual([{ type: 'ready' }]);
  const transfer = transferOf({ models: 3 });
  await view.show(stateOf(transfer, { otherVerdicts: { ...transfer, verdicts: 'rescored' } }));
  await view.page.getByRole('combobox', { name: 'Variant' }).selectOption({ label: 'v1, relative gains' });
  await view.page.getByLabel('Level').fill('97.5');
  await view.page.getByLabel('Level').press('Enter');
  await view.page.getByText('re-scored', { exact: true }).click();
  const all = { ...choice, variant: 'v1-relative', level: 97.5, verdicts: 'rescored' };
  expect(await view.posted()).toEqual([
    { type: 'choose', choice: { ...choice, variant: 'v1-relative' } },
    { type: 'choose', choice: { ...choice, variant: 'v1-relative', level: 97.5 } },
    { type: 'choose', choice: all },
  ]);
  // A level that no interval has is not asked for.
  await view.page.getByLabel('Level').fill('120');
  await view.page.getByLabel('Level').press('Enter');
  expect(await view.posted()).toEqual([]);
  expect(await view.page.getByLabel('Level').inputValue()).toBe('97.5');
});

test('models can be taken out of the cohort, and it says what that did to σ', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 3 });
  await view.show(stateOf(transfer));
  await view.posted();
  await view.page.getByRole('button', { name: 'Cohort: 3 of 3 models' }).click();
  const two = transfer.cohort.filter((model) => model !== 'Harbour-14B-sft');
  await view.page.getByRole('checkbox', { name: /^Harbour-14B-sft SFT/ }).click();
  expect(await view.posted()).toEqual([{ type: 'choose', choice: { ...choice, cohort: two } }]);
  await view.show(stateOf({ ...transfer, cohort: two, sigma: { ...transfer.sigma!, math: 1.234 } }));
  const was = transfer.sigma!.math!.toFixed(2);
  const said = `σ in points: math 1.23 (was ${was}), other reasoning`;
  expect((await view.lines('.sigma'))[0]?.startsWith(said)).toBe(true);
  expect((await view.lines('.sigma'))[0]).toContain('(as before)');
  expect(await view.lines('button[popovertarget=cohort-menu]')).toEqual(['Cohort: 2 of 3 models']);
  // A second one before the answer to the first has come.
  await view.page.getByRole('checkbox', { name: /^Harbour-14B-rl/ }).click();
  await view.page.getByRole('checkbox', { name: /^Harbour-14B-sft SFT/ }).click();
  expect((await view.posted()).at(-1)).toEqual({
    type: 'choose',
    choice: { ...choice, cohort: ['Harbour-14B-sft', 'Harbour-14B-sft-no-think'] },
  });
  await view.page.getByRole('button', { name: /default cohort/ }).click();
  expect(await view.posted()).toEqual([{ type: 'choose', choice }]);
  // σ of one model's few gains is itself uncertain.
  const meaning = async (): Promise<string> => (await view.lines('.transfer-head .meaning')).join(' ');
  expect(await meaning()).not.toContain('few gains of one model');
  await view.show(stateOf({ ...transfer, cohort: two.slice(0, 1) }));
  expect(await meaning()).toContain('few gains of one model');
});

test('benchmarks move between domains; inferred bases are accepted or changed', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 2 });
  const inferred = transfer.models.map((model) => ({ ...model, baseFrom: 'the table says so' }));
  const set = { added: ['CoQA'], removed: [] };
  await view.show(
    stateOf({ ...transfer, models: inferred }, { withoutBase: ['Stray-7B'], unscored: ['Mute'], set }),
  );
  await view.posted();
  await view.page.getByRole('button', { name: 'Benchmarks: a set of your own' }).click();
  await view.page.getByRole('combobox', { name: 'Domain of CoQA' }).selectOption({ index: 1 });
  await view.page
    .getByRole('combobox', { name: 'Domain of AIME24' })
    .selectOption({ label: 'does not count' });
  await view.page.getByRole('button', { name: 'All as in the paper again' }).click();
  await view.page.keyboard.press('Escape');
  await view.page.getByText('The bases of 2 models').click();
  await view.page.getByRole('button', { name: 'Accept', exact: true }).first().click();
  await view.page.getByRole('button', { name: 'Change…' }).nth(1).click();
  await view.page.getByRole('button', { name: 'Accept all 2' }).click();
  await view.page.getByText('1 model has no base').click();
  await view.page.getByRole('button', { name: 'Set its base…' }).click();
  await view.page.getByRole('button', { name: 'Score them' }).click();
  expect(await view.posted()).toEqual([
    { type: 'set-domain', benchmark: 'CoQA', domain: 'other' },
    { type: 'set-domain', benchmark: 'AIME24', domain: 'none' },
    { type: 'set-domain', benchmark: null, domain: 'none' },
    { type: 'accept-base', model: 'Harbour-14B-rl' },
    { type: 'set-base', model: 'Harbour-14B-sft' },
    { type: 'accept-base', model: 'Harbour-14B-rl' },
    { type: 'accept-base', model: 'Harbour-14B-sft' },
    { type: 'set-base', model: 'Stray-7B' },
    { type: 'rescore' },
  ]);
});

test('cells open the items, heads the matrix, items their traces; several are asked again', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 2 })));
  await view.posted();
  await view.page.getByRole('button', { name: 'Open the matrix of GPQA-Diamond' }).click();
  await view.page.locator('button.comparison', { hasText: 'Harbour-14B-sft on CoQA' }).click();
  const pair = { left: 'Harbour-14B', right: 'Harbour-14B-sft', benchmark: 'CoQA' };
  expect(await view.posted()).toEqual([
    { type: 'open-matrix', benchmark: 'GPQA-Diamond' },
    { type: 'flips', ...pair },
  ]);
  expect(await view.focused()).toBe('CoQA: Harbour-14B → Harbour-14B-sft');
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair) });
  const { left, right } = pair;
  await view.page.getByRole('button', { name: 'item-3', exact: true }).click();
  await view.page.getByRole('button', { name: 'item-3', exact: true }).press('d');
  await view.page.getByRole('checkbox', { name: 'Select item-3', exact: true }).press('Shift+Alt+B');
  const compare = view.page.getByRole('button', { name: 'Compare the two traces step by step (D)' });
  await view.page.locator('.flip-items li', { hasText: 'item-3' }).first().locator(compare).click();
  await view.page.getByRole('checkbox', { name: 'Select item-3', exact: true }).check();
  await view.page.getByRole('checkbox', { name: 'Select item-0', exact: true }).check();
  await view.page.getByRole('button', { name: 'Ask 2 items again…' }).click();
  await view.page.getByRole('button', { name: 'CoQA.json' }).first().click();
  expect(await view.posted()).toEqual([
    { type: 'open-item', group: 103, left, right },
    ...[1, 2, 3].map(() => ({ type: 'compare-item', group: 103, left, right })),
    { type: 'evaluate-items', groups: [103, 100], left, right },
    { type: 'open-file', file: '/results/Harbour-14B-sft/CoQA.json' },
  ]);
  await view.page.getByRole('button', { name: 'Close the items' }).click();
  expect(await view.page.locator('.flips').count()).toBe(0);
});

test('two models directly, any pair', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 4 });
  await view.show(stateOf(transfer));
  await view.posted();
  await view.page.getByRole('combobox', { name: 'From' }).selectOption({ label: 'Meadow-7B-rl' });
  await view.page
    .getByRole('combobox', { name: 'to', exact: true })
    .selectOption({ label: 'Harbour-14B-sft' });
  expect(await view.posted()).toEqual([
    { type: 'direct', left: 'Meadow-7B-rl', right: 'Harbour-14B-rl' },
    { type: 'direct', left: 'Meadow-7B-rl', right: 'Harbour-14B-sft' },
  ]);
  // An answer to the pair before is not shown for this one.
  await view.send(directAnswer(transfer, 'Meadow-7B-rl', 'Harbour-14B-rl'));
  expect(await view.lines('.direct [role=status]')).toEqual(['Comparing the items…']);
  // One that has no results any more is not waited for.
  await view.show(stateOf(transferOf({ models: 2 })));
  expect(await view.lines('.direct [role=status]')).toEqual([]);
});

test('everything is exported, and each chart as it is drawn', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 3 })));
  await view.posted();
  for (const name of ['CSV table', 'Markdown table', 'LaTeX table', 'JSON of everything, with its inputs']) {
    await view.page.getByRole('button', { name: 'Export' }).click();
    await view.page.getByRole('button', { name }).click();
  }
  expect(await view.posted()).toEqual(
    (['csv', 'markdown', 'latex', 'json'] as const).map((as) => ({ type: 'export', as })),
  );
  await view.page.getByRole('tab', { name: 'Math and elsewhere' }).click();
  await view.page.waitForTimeout(300);
  await view.page.getByRole('button', { name: 'PNG' }).click();
  await view.page.getByRole('button', { name: 'SVG' }).click();
  await view.page.waitForTimeout(500);
  const images = (await view.posted()).flatMap((one) => (one?.type === 'export-image' ? [one] : []));
  expect(images.map(({ chart, as }) => [chart, as]).sort()).toEqual([
    ['scatter', 'png'],
    ['scatter', 'svg'],
  ]);
  const data = Object.fromEntries(images.map((one) => [one.as, one.data]));
  expect(
    Buffer.from(data.png ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(data.svg).toMatch(/^(<\?xml[^>]*>\s*)?<svg/);
});

test('a mark in a chart opens what is behind it; the legend takes a model out of the drawing alone', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 3 })));
  await view.posted();
  const drill = (detail: { model: string; benchmark: string | null }): Promise<void> =>
    view.page.evaluate(
      (said) =>
        void document
          .querySelector('rt-chart')
          ?.dispatchEvent(new CustomEvent('rt-drill', { detail: said, bubbles: true })),
      detail,
    );
  await drill({ model: 'Harbour-14B-sft', benchmark: 'IFEval' });
  expect(await view.posted()).toEqual([
    { type: 'flips', left: 'Harbour-14B', right: 'Harbour-14B-sft', benchmark: 'IFEval' },
  ]);
  await drill({ model: 'Harbour-14B-sft', benchmark: null });
  expect((await view.lines('.said[data-model="Harbour-14B-sft"] table')).join(' ')).toContain('DI math =');
  const entry = view.page
    .locator('.chart-legend')
    .getByRole('button', { name: 'Harbour-14B-rl', exact: true });
  await entry.click();
  expect((await view.kept())?.hidden).toEqual(['Harbour-14B-rl']);
  expect((await view.lines('.said p'))[0]).toMatch(/^Harbour-14B-rl: math/);
  await entry.click();
  expect((await view.kept())?.hidden).toEqual([]);
  expect(await view.posted()).toEqual([]);
});

test('a file of a problem is opened, and an evaluation started', async () => {
  const view = await openTransfer();
  await view.show(
    stateOf({ ...transferOf({ models: 2 }), problems: [{ file: '/results/a.csv', message: 'Odd.' }] }),
  );
  await view.page.getByRole('button', { name: 'a.csv' }).click();
  await view.send({ type: 'empty', why: 'no-results', models: [], baseMissing: [], unscored: ['Mute'] });
  await view.page.getByRole('button', { name: 'Evaluate a benchmark…' }).click();
  await view.page.getByRole('button', { name: 'Score them' }).click();
  await view.send({ type: 'empty', why: 'no-base', models: ['Stray'], baseMissing: [], unscored: [] });
  await view.page.getByRole('button', { name: 'Set its base…' }).click();
  expect((await view.posted()).slice(1)).toEqual([
    { type: 'open-file', file: '/results/a.csv' },
    { type: 'evaluate' },
    { type: 'rescore' },
    { type: 'set-base', model: 'Stray' },
  ]);
});
