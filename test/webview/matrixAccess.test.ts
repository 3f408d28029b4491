import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { largeMatrix } from '../unit/results/matrixData.ts';
import { useMatrix } from './support/fixture.ts';
import { everyCell } from './support/matrices.ts';
import type { MatrixPage } from './support/matrixPage.ts';
import { themes, type ThemeName } from './support/themes.ts';

const openMatrix = useMatrix();
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(view: MatrixPage): Promise<string[]> {
  await view.page.evaluate(axeSource);
  const found = await view.page.evaluate(async () => (await window.axe.run()).violations);
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in %s', async (theme) => {
  const view = await openMatrix({ theme });
  await view.show(everyCell());
  expect(await violations(view)).toEqual([]);
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowRight', 'Space']) await view.page.keyboard.press(key);
  await view.page.getByRole('button', { name: 'Fields' }).click();
  await view.page.getByRole('combobox', { name: 'subject' }).selectOption({ label: 'Tanks (3)' });
  expect(await violations(view)).toEqual([]);
  await view.page.keyboard.press('Escape');
  await view.page.getByRole('button', { name: 'Marks and keys' }).click();
  expect(await violations(view)).toEqual([]);
  await view.page.keyboard.press('Escape');
  await view.page.getByRole('searchbox').fill('nothing has this');
  await view.painted();
  expect(await violations(view)).toEqual([]);
});

test.each([false, true])('at 400 px nothing but the matrix scrolls sideways (German: %s)', async (german) => {
  const view = await openMatrix({ width: 400, height: 700, german });
  await view.show(largeMatrix(200, 40));
  await view.page.locator('.grid [tabindex="0"]').focus();
  await view.page.keyboard.press('Space');
  await view.painted();
  const wide = await view.page.evaluate(() =>
    [...document.querySelectorAll('html, body, .matrix-bar, .matrix-bar :not(.spoken)')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).display !== 'inline' && element.tagName !== 'SELECT')
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`),
  );
  expect(wide).toEqual([]);
  const stage = await view.page.locator('.stage').boundingBox();
  expect(stage?.height).toBeGreaterThan(380);
});

test('the cell with the keyboard lies where it is drawn', async () => {
  const view = await openMatrix();
  await view.show(largeMatrix(500, 40));
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['Control+End', 'ArrowUp']) await view.page.keyboard.press(key);
  await view.painted();
  const behind = await view.page.locator('.behind').boundingBox();
  const stage = await view.page.locator('.stage').boundingBox();
  expect(behind!.x).toBeGreaterThan(stage!.x + stage!.width - 80);
  expect(behind!.y).toBeGreaterThan(stage!.y + stage!.height - 80);
  expect(behind!.y).toBeLessThan(stage!.y + stage!.height);
});

test('in German the matrix says nothing in English', async () => {
  const view = await openMatrix({ german: true });
  await view.show(everyCell());
  await view.page.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowRight', 'Space']) await view.page.keyboard.press(key);
  await view.page.getByRole('searchbox').fill('tank');
  await view.page.mouse.move(720, 300);
  await view.painted();
  const bundle = JSON.parse(
    await readFile(new URL('../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const english = new Set(Object.entries(bundle).flatMap(([key, words]) => (key === words ? [] : [key])));
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
  expect(said).toEqual(expect.arrayContaining(['Sortierung', '1 von 4 Aufgaben', 'Tasten']));
  expect(said.filter((text) => english.has(text))).toEqual([]);
});
