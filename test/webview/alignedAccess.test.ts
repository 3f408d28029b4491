import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Column } from '../../src/protocol.ts';
import { alignedMessage, textOf } from './support/alignments.ts';
import { violations } from './support/axe.ts';
import { useTraces } from './support/fixture.ts';
import { column, traces, verdict } from './support/samples.ts';
import { themes, type ThemeName } from './support/themes.ts';

const openTraces = useTraces();

const common = ['Setup: the tank holds 84 litres.', 'Half of it is let out, which is 42 litres.'];
function every(): Column[] {
  const answer = 'The answer is 42.';
  return [
    column({
      label: 'base-7b',
      role: 'base',
      reasoning: textOf([
        ...common,
        'Wait, let me check: $42 + 42 = 84$.',
        'A road not taken by the other one.',
      ]),
      answer,
      verdict: verdict({ range: [14, 16] }),
    }),
    column({
      label: 'tuned-7b',
      role: 'tuned',
      reasoning: textOf([...common, 'Wait, let me check: $41 + 42 = 83$.', common[0]!, 'user\u202Etxt.exe']),
      answer: 'The answer is 41.',
      verdict: verdict({ kind: 'wrong', value: 0, extracted: '41' }),
    }),
    column({ label: 'cut', state: 'truncated', reasoning: textOf(common) }),
    column({ label: 'silent-7b' }),
  ];
}

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in %s', async (theme) => {
  const view = await openTraces({ theme, width: 1900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(every()) });
  await view.send(alignedMessage(every()));
  await view.settled();
  await view.page.keyboard.press('n');
  await view.page.keyboard.press('f');
  await view.settled();
  expect(await violations(view)).toEqual([]);
  await view.page.getByRole('button', { name: 'Open, copy or save the comparison' }).click();
  expect(await violations(view)).toEqual([]);
});

test('it is a grid: rows that say column, step and state, and a status that says where one is', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const pair = every().slice(0, 2);
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  await view.settled();
  const aria = await view.aria('rt-aligned');
  expect(aria).toMatch(/^- grid "Traces step by step":\n +- rowgroup:/);
  expect(aria).toContain('row "base-7b: step 1, the same; tuned-7b: step 1, the same"');
  expect(aria).toContain('tuned-7b: step 5, only here');
  const counted = await view.page.evaluate(() => ({
    rows: document.querySelector('[role=grid]')?.ariaRowCount,
    // One row is in the order of the keyboard.
    stops: document.querySelectorAll('.aligned-row[tabindex="0"]').length,
  }));
  expect(Number(counted.rows)).toBeGreaterThan(3);
  expect(counted.stops).toBe(1);
});

test('what came since is the last row of the grid, and counted', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const pair = ['a', 'b'].map((label) => column({ label, answer: textOf(common), state: 'streaming' }));
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  const counted = () =>
    view.page.evaluate(() => [
      document.querySelector('[role=grid]')?.ariaRowCount,
      document.querySelector('.aligned-tail:not([hidden])')?.ariaRowIndex,
    ]);
  expect(await counted()).toEqual(['2', undefined]);
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: '\n\nMore.' }] });
  expect(await counted()).toEqual(['3', '3']);
});

test.each(['Open, copy or save the comparison', 'Columns'])(
  'that "%s" opens a dialog is said, and whether it is open',
  async (name) => {
    const view = await openTraces({ width: 1400, look: { aligned: true } });
    const pair = every().slice(0, 2);
    await view.send({ type: 'state', state: traces(pair) });
    await view.send(alignedMessage(pair));
    const button = view.page.getByRole('button', { name, exact: true });
    const state = () => button.evaluate((one) => [one.ariaHasPopup, one.ariaExpanded]);
    expect(await state()).toEqual(['dialog', 'false']);
    await button.click();
    await expect.poll(state).toEqual(['dialog', 'true']);
    // A second press closes it, and so does Escape.
    await button.click();
    await expect.poll(state).toEqual(['dialog', 'false']);
    await button.click();
    await expect.poll(state).toEqual(['dialog', 'true']);
    await view.page.keyboard.press('Escape');
    await expect.poll(state).toEqual(['dialog', 'false']);
  },
);

test.each([500, 1600])(
  'at %i px only the columns scroll sideways, with the rows under them',
  async (width) => {
    const view = await openTraces({ width, height: 800, look: { aligned: true } });
    const six = Array.from({ length: 6 }, (_, at) =>
      column({ label: `model-${at}`, answer: textOf(common) }),
    );
    await view.send({ type: 'state', state: traces(six) });
    await view.send(alignedMessage(six));
    await view.settled();
    await view.page.locator('.columns').evaluate((columns) => columns.scrollTo(9_999, 0));
    // The reference's cells follow its head with the next frame.
    await view.painted();
    const sizes = await view.page.evaluate(() => {
      const left = (element: Element) => Math.round(element.getBoundingClientRect().left);
      return {
        page: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        heads: [...document.querySelectorAll('.column')].map(left),
        cells: [...document.querySelectorAll('.aligned-row:first-child')][0]
          ? [...document.querySelector('.aligned-row')!.children].map(left)
          : [],
        map: getComputedStyle(document.querySelector('.minimap')!).display,
      };
    });
    expect(sizes.page).toBe(false);
    expect(sizes.cells).toEqual(sizes.heads);
    expect(sizes.map).toBe(width === 500 ? 'none' : 'block');
  },
);

test('the map has a band where steps are not the same, follows the theme, and leads to a place', async () => {
  const view = await openTraces({ width: 1400, height: 700, look: { aligned: true } });
  const own = Array.from({ length: 150 }, (_, at) => `Step ${at} of a long way through the woods ${at * 7}.`);
  const other = own.map((step, at) => (at >= 140 ? `Nothing here is like it: ${'abc'.repeat(at)}` : step));
  const pair = [own, other].map((list, at) => column({ label: `m${at}`, answer: textOf(list) }));
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  await view.settled();
  const colours = () =>
    view.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.minimap canvas')!;
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      const seen = new Set<string>();
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255) seen.add(data.slice(at, at + 3).join(' '));
      return [...seen];
    });
  const dark = await colours();
  // Added and deleted, as the theme has them.
  expect(dark).toContain('46 160 67');
  expect(dark).toContain('248 81 73');
  await view.page.evaluate(() => {
    document.documentElement.style.setProperty('--vscode-editorGutter-addedBackground', '#010203');
  });
  await expect.poll(colours).toContain('1 2 3');
  const map = view.page.locator('.minimap');
  expect(await map.getAttribute('aria-hidden')).toBe('true');
  const bottom = await view.page.evaluate(
    () => document.querySelector('.minimap-view')!.getBoundingClientRect().bottom,
  );
  const box = (await map.boundingBox())!;
  await view.page.mouse.click(box.x + 20, Math.min(box.y + box.height - 4, bottom + 60));
  await expect
    .poll(() => view.page.evaluate(() => document.querySelector('.aligned-rows')!.scrollTop))
    .toBeGreaterThan(100);
  await expect
    .poll(() =>
      view.page.evaluate(() => document.querySelector('.minimap-view')!.getBoundingClientRect().bottom),
    )
    .toBeGreaterThan(bottom + 20);
});

test('nothing of a trace is more than text, and what is copied is its source without our words', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const bad = [
    '<img src=x onerror="window.hostSide.ran.push(1)"> and $\\frac{1}{2}$.',
    '<script>window.hostSide.ran.push(2)</script>',
    '[link](javascript:alert(1)) `</div>` \u0000 \ud800',
    '$\\href{javascript:alert(1)}{x}$ \u05d0\u05d1 e\u0301',
  ];
  const pair = [
    column({ label: '<b>a</b>\u202E', answer: textOf(bad) }),
    column({ label: 'b', answer: textOf([...bad, 'and <i>more</i>']) }),
  ];
  await view.send({ type: 'state', state: traces(pair) });
  await view.send(alignedMessage(pair));
  await view.settled();
  const found = await view.page.evaluate(() => ({
    elements: document.querySelectorAll('rt-aligned :is(img, script, a, b, i)').length,
    ran: window.hostSide.ran,
    label: document.querySelector('.aligned-row')?.ariaLabel ?? '',
  }));
  expect(found).toMatchObject({ elements: 0, ran: [] });
  expect(found.label).toContain('⟨U+202E⟩');
  const copied = await view.page.evaluate(() => {
    const cell = document.querySelector('.aligned-row .aligned-cell')!;
    getSelection()?.selectAllChildren(cell);
    const event = new ClipboardEvent('copy', {
      clipboardData: new DataTransfer(),
      cancelable: true,
      bubbles: true,
    });
    document.dispatchEvent(event);
    return event.clipboardData?.getData('text/plain');
  });
  expect(copied?.trim()).toBe(bad[0]);
});

test('in German it says nothing in English', async () => {
  const view = await openTraces({ german: true, width: 1900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(every()) });
  await view.send(alignedMessage(every()));
  await view.settled();
  const file = new URL('../../l10n/bundle.l10n.de.json', import.meta.url);
  const bundle = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  const english = new Set(Object.entries(bundle).flatMap(([key, words]) => (key === words ? [] : [key])));
  const said = await view.page.evaluate(() =>
    [...document.querySelectorAll('.aligned-bar, .compared, .aligned')].flatMap((part) => {
      const inside = [...part.querySelectorAll('*')];
      return [
        ...inside.flatMap(({ childNodes }) =>
          [...childNodes].flatMap((node) => (node instanceof Text ? [node.data.trim()] : [])),
        ),
        ...inside.flatMap((one) => [one.ariaLabel ?? '', one.getAttribute('title') ?? '']),
      ];
    }),
  );
  expect(said.filter((words) => english.has(words))).toEqual([]);
  expect(said).toContain('Referenz');
  expect(said.some((words) => words.startsWith('base-7b: Schritt 1, '))).toBe(true);
});
