import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { useTransfer } from './support/fixture.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { transferOf } from './support/transferData.ts';
import { directAnswer, flipsOf, stateOf } from './support/transferStates.ts';
import type { TransferPage } from './support/transferPage.ts';

const openTransfer = useTransfer();
const themeNames = Object.keys(themes).flatMap((name) => (isTheme(name) ? [name] : []));

function isTheme(name: string): name is ThemeName {
  return name in themes;
}

/** Everything open that can be. */
async function showAll(view: TransferPage): Promise<void> {
  const transfer = transferOf({ models: 3 });
  const inferred = transfer.models.map((model) => ({ ...model, baseFrom: 'the table says so' }));
  await view.show(
    stateOf(
      { ...transfer, models: inferred, problems: [{ file: '/results/a.csv', line: 3, message: 'Odd.' }] },
      {
        otherVerdicts: { ...transferOf({ models: 3, valuesOnly: 3 }), verdicts: 'rescored' },
        withoutBase: ['Stray-7B'],
        unscored: ['Mute-7B'],
        set: { added: ['CoQA'], removed: [] },
      },
    ),
  );
  await view.page.locator('button.comparison').nth(3).click();
  const pair = (await view.kept())!.flips!;
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair) });
  await view.page.locator('.flip-items input').first().check();
  await view.page.locator('.suggestions button').first().click();
  const direct = (await view.kept())!.direct!;
  await view.send(directAnswer(transfer, direct.left, direct.right));
  for (const summary of await view.page.locator('summary').all()) await summary.click();
  await view.painted();
}

test.each(themeNames)('axe finds nothing in %s', async (theme) => {
  const view = await openTransfer({ theme });
  await showAll(view);
  expect(await violations(view)).toEqual([]);
  await view.page.getByRole('button', { name: 'The table behind the chart' }).click();
  for (const menu of ['cohort-menu', 'set-menu', 'export-menu']) {
    await view.page.locator(`[popovertarget="${menu}"]`).click();
    expect(await violations(view)).toEqual([]);
    await view.page.keyboard.press('Escape');
  }
  await view.page.getByRole('button', { name: 'Words and keys' }).click();
  expect(await violations(view)).toEqual([]);
  await view.page.keyboard.press('Escape');
  await view.send({ type: 'empty', why: 'no-results', models: [], baseMissing: [], unscored: ['Mute'] });
  expect(await violations(view)).toEqual([]);
});

test.each([false, true])(
  'at 500 px nothing but tables and charts scrolls sideways (German: %s)',
  async (german) => {
    const view = await openTransfer({ width: 500, height: 900, german });
    await showAll(view);
    const wide = await view.page.evaluate(() => {
      const page = document.querySelector('rt-transfer')!;
      const right = page.getBoundingClientRect().left + page.clientWidth + 1;
      return [
        ...(document.documentElement.scrollWidth > innerWidth || page.scrollWidth > page.clientWidth
          ? ['page']
          : []),
        ...[...page.querySelectorAll('*')]
          .filter((element) => element.closest('.scroller, rt-chart, .spoken, [popover]') === null)
          .filter((element) => element.getBoundingClientRect().right > right)
          .map(
            (element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`,
          ),
      ];
    });
    expect(wide).toEqual([]);
    for (const menu of ['cohort-menu', 'set-menu', 'export-menu']) {
      await view.page.locator(`[popovertarget="${menu}"]`).click();
      const box = await view.page.locator(`#${menu}`).boundingBox();
      expect(box!.x).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width).toBeLessThanOrEqual(500);
      await view.page.keyboard.press('Escape');
    }
  },
);

test('arrow keys go through the table, Tab goes past it', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 3 })));
  const { keyboard } = view.page;
  await view.page.locator('.results [tabindex="0"]').focus();
  expect(await view.focused()).toBe('Harbour-14B-rl');
  for (let at = 0; at < 9; at += 1) await keyboard.press('ArrowRight');
  expect(await view.focused()).toMatch(/^Harbour-14B-rl on MATH-500/);
  await keyboard.press('ArrowDown');
  expect(await view.focused()).toMatch(/^Harbour-14B-sft on MATH-500/);
  for (let at = 0; at < 2; at += 1) await keyboard.press('ArrowUp');
  expect(await view.focused()).toBe('MATH-500');
  await keyboard.press('Enter');
  expect((await view.kept())?.sort).toEqual({ by: 'benchmark:MATH-500', descending: true });
  await keyboard.press('ArrowRight');
  expect(await view.focused()).toBe('Open the matrix of MATH-500');
  await keyboard.press('Control+End');
  expect(await view.focused()).toMatch(/on MC-TACO/);
  await keyboard.press('Home');
  await keyboard.press('Tab');
  expect(await view.page.evaluate(() => document.activeElement?.closest('table.results'))).toBeNull();
  await keyboard.press('Shift+Tab');
  expect(await view.page.evaluate(() => document.activeElement?.closest('table.results') !== null)).toBe(
    true,
  );
  await keyboard.press('Control+End');
  await keyboard.press('Enter');
  expect((await view.posted()).at(-1)).toMatchObject({ type: 'flips', benchmark: 'MC-TACO' });
});

test('digits go to the parts, ? to the words; charts change by arrow keys', async () => {
  const view = await openTransfer();
  await showAll(view);
  const { keyboard } = view.page;
  for (const [key, title] of [
    ['1', 'What the gain on math became'],
    ['2', 'Charts'],
    ['3', 'Models and benchmarks'],
    ['5', 'Two models directly'],
  ] as const) {
    await keyboard.press(key);
    expect(await view.focused()).toBe(title);
  }
  // Where something is typed they are digits.
  await view.page.getByLabel('Level').focus();
  await keyboard.press('2');
  expect(await view.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await view.page.getByRole('tab', { selected: true }).focus();
  await keyboard.press('ArrowRight');
  expect(await view.focused()).toBe('Index and size');
  expect((await view.kept())?.chart).toBe('index-size');
  await keyboard.press('End');
  expect(await view.lines('.charts .note')).toEqual(['No model is a checkpoint of a training run.']);
  await keyboard.press('?');
  expect(await view.page.getByRole('dialog', { name: 'Words' }).isVisible()).toBe(true);
});

test('in German the panel says nothing in English', async () => {
  const view = await openTransfer({ german: true });
  await showAll(view);
  const Bundle = v.record(v.string(), v.string());
  const text = await readFile(new URL('../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8');
  const words = v.parse(v.pipe(v.string(), v.parseJson(), Bundle), text);
  const english = new Set(Object.entries(words).flatMap(([key, said]) => (key === said ? [] : [key])));
  const said = await view.page.evaluate(() => {
    const texts: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data.trim());
      if (node instanceof Element)
        texts.push(...['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name) ?? ''));
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return texts;
  });
  expect(said).toEqual(expect.arrayContaining(['Variante', 'Zwei Modelle direkt', 'Modelle und Benchmarks']));
  expect(said.filter((one) => english.has(one))).toEqual([]);
  expect(await view.page.locator('.sentence').first().innerText()).toMatch(/^Mathematik \+\d+,\d/);
});
