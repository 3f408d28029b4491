import { expect, test } from 'vitest';
import { useTransfer } from './support/fixture.ts';
import { transferOf } from './support/transferData.ts';
import { directAnswer, flipsOf, stateOf } from './support/transferStates.ts';

const openTransfer = useTransfer();

/** Markup, a right-to-left override, a name as long as a page, quotes that end an attribute. */
const names = [
  '<img src=x onerror="hostSide.ran.push(1)">',
  'safe\u202Egnp.exe',
  `"><script>hostSide.ran.push(2)</script>${'long'.repeat(80)}`,
];

test('names of models and benchmarks are text, whatever they hold', async () => {
  const view = await openTransfer({ width: 900 });
  const named = transferOf({ models: 4, names });
  const benchmark = '<b>Bench</b>\u200B"';
  const transfer = {
    ...named,
    models: named.models.map((model) => ({
      ...model,
      benchmarks: model.benchmarks.map((one) => (one.benchmark === 'CoQA' ? { ...one, benchmark } : one)),
      excluded: [{ benchmark: '<i>x</i>', reason: '<u>why</u>' }],
      baseFrom: '<s>file</s>',
    })),
    problems: [{ file: '/a/<em>.csv', message: '<em>Odd</em>' }],
  };
  await view.show(
    stateOf(transfer, {
      withoutBase: [names[0]!],
      unscored: [names[1]!],
      baseMissing: [{ model: names[2]!, base: names[0]!, method: null }],
      set: { added: [benchmark], removed: [] },
      otherVerdicts: { ...transfer, verdicts: 'rescored' },
    }),
  );
  await view.page.locator('button.comparison', { hasText: '<b>Bench</b>' }).first().click();
  const pair = (await view.kept())!.flips!;
  const list = flipsOf(pair);
  const items = list.items.map((item) => ({ ...item, id: `<a>${item.id}`, question: '<h1>Q</h1>\u202E' }));
  await view.send({ type: 'flips', ...pair, list: { ...list, items } });
  await view.page.locator('.suggestions button').first().click();
  const direct = (await view.kept())!.direct!;
  await view.send(directAnswer(transfer, direct.left, direct.right));
  for (const summary of await view.page.locator('summary').all()) await summary.click();
  await view.painted();
  expect(await view.page.evaluate(() => window.hostSide.ran)).toEqual([]);
  expect(await view.page.locator('rt-transfer :is(img, script, em, b, i, u, s, a, h1 h1)').count()).toBe(0);
  const text = await view.page.innerText('rt-transfer');
  for (const shown of ['<img src=x', '<b>Bench</b>', '<h1>Q</h1>', '<em>Odd</em>', '⟨U+202E⟩', '⟨U+200B⟩'])
    expect(text).toContain(shown);
  // What changes the order of reading unseen stands nowhere as it is, in names of controls neither.
  const raw = await view.page.evaluate(() =>
    [...document.querySelectorAll('rt-transfer *')].flatMap((element) => [
      ...[...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data),
      ...['title', 'aria-label', 'label'].map((name) => element.getAttribute(name) ?? ''),
    ]),
  );
  expect(raw.filter((words) => /[\u202E\u200B]/.test(words))).toEqual([]);
  const wide = await view.page.evaluate(() => {
    const root = document.querySelector('rt-transfer')!;
    return [...root.querySelectorAll('*')]
      .filter((element) => element.closest('.scroller, .spoken, [popover], .legend-entry') === null)
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  });
  expect(wide).toEqual([]);
});
