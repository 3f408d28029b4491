import { expect, test } from 'vitest';
import { unpacked } from '../../src/core/compare/packedAlignment.ts';
import { columnsToRead } from '../../src/webview/traces/aligned/rowPlaces.ts';
import type { Column } from '../../src/protocol.ts';
import { alignedMessage, craftedMessage, textOf } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, mark, traces, verdict } from './support/samples.ts';
import type { ThemeName } from './support/themes.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const shared = Array.from(
  { length: 24 },
  (_, at) => `Step ${at} of a way that all of them go: $x = ${at * 7}$.`,
);
const longer = 'And here one of them says far more than the others do. '.repeat(6).trim();

/** Traces of which the last says more in one step, with everything that a head can say. */
function many(count: number): Column[] {
  return Array.from({ length: count }, (_, at) =>
    column({
      label: `model-${at}`,
      role: at === 0 ? 'base' : 'tuned',
      reasoning: textOf(
        at === count - 1 ? [shared[0]!, `${shared[1]!} ${longer}`, ...shared.slice(2)] : shared,
      ),
      answer: 'The answer is 42.',
      canJudge: true,
      completionTokens: 3_498,
      reasoningTokens: 3_000,
      ttftMs: 57,
      durationMs: 84,
      verdict: verdict({
        kind: at === 0 ? 'wrong' : 'right',
        rule: 'boxed · text',
        reason: 'no \\boxed{}; took the last formula, which is not what the item asks for',
        range: [14, 16],
      }),
      samples: at === 1 ? [mark(), mark({ verdict: 'wrong' })] : [mark()],
    }),
  );
}

async function openAligned(
  columns: readonly Column[],
  options: { width: number; height: number; theme?: ThemeName },
): Promise<TracesPage> {
  const view = await openTraces({ ...options, look: { aligned: true } });
  await view.send({ type: 'state', state: traces([...columns]) });
  await view.send(alignedMessage(columns));
  await view.settled();
  return view;
}

test.each([
  [6, 1600, 1000, 0.6],
  [2, 800, 700, 0.5],
])('with %i columns at %i by %i the rows have the room', async (count, width, height, share) => {
  const view = await openAligned(many(count), { width, height });
  const rows = (await view.page.locator('.aligned').boundingBox())!;
  expect(rows.height / height).toBeGreaterThan(share);
  expect(rows.y + rows.height).toBeLessThanOrEqual(height);
});

test('of a head stay name, role, state and verdict with the answer; m and a button bring the rest', async () => {
  const view = await openAligned(many(2), { width: 800, height: 700 });
  const head = view.page.locator('.column').first();
  const said = await head.innerText();
  for (const words of ['model-0', 'Complete', 'Wrong', '42', 'Reference']) expect(said).toContain(words);
  for (const words of ['Tokens', 'T 0.6', 'boxed', 'Gold', 'Rule']) expect(said).not.toContain(words);
  expect(await view.page.getByRole('button', { name: 'Hide model-0' }).isVisible()).toBe(true);
  expect(await view.page.locator('.samples .strip').isVisible()).toBe(true);
  expect(await view.page.locator('.item').innerText()).toContain('A tank');
  await view.page.keyboard.press('m');
  for (const words of ['Tokens', 'T 0.6', 'boxed', 'Gold', 'Rule'])
    expect(await head.innerText()).toContain(words);
  const button = view.page.getByRole('button', { name: 'Hide the measures' });
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  await button.click();
  expect(await head.innerText()).not.toContain('Tokens');
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  // Columns by themselves are shown as before.
  await view.page.keyboard.press('d');
  expect(await head.innerText()).toContain('Tokens');
});

test('in a narrow panel two columns fit, and of more the one that differs comes into view', async () => {
  const two = await openAligned(many(2), { width: 500, height: 800 });
  const fits = (view: TracesPage) =>
    view.page.evaluate(() => {
      const columns = document.querySelector('.columns')!;
      return columns.scrollWidth <= columns.clientWidth;
    });
  expect(await fits(two)).toBe(true);
  const three = await openAligned(many(3), { width: 500, height: 800 });
  expect(await fits(three)).toBe(false);
  const cell = three.page.locator('[data-item="1"] .aligned-cell').nth(2);
  expect((await cell.boundingBox())!.x).toBeGreaterThan(500);
  await three.page.keyboard.press('n');
  expect(await three.page.locator('.aligned-row[aria-current] .aligned-cell').nth(2).innerText()).toContain(
    'far more',
  );
  await expect
    .poll(async () => {
      const box = (await cell.boundingBox())!;
      return box.x >= -1 && box.x + box.width <= 501;
    })
    .toBe(true);
});

test('a row is read where it differs from the reference, else where it says anything', () => {
  const step = (state: 'same' | 'changed' | 'apart', disagrees = false) => [{ number: 1, state, disagrees }];
  const columns = ['a', 'b', 'c'].map((label) => column({ label, answer: 'One.' }));
  const message = craftedMessage(
    columns,
    [['One.'], ['One.'], ['One.']],
    [
      { cells: [step('changed'), step('changed'), step('changed', true)] },
      { cells: [step('changed'), step('same'), step('changed')] },
      { cells: [step('apart'), [], []] },
      { cells: [[], step('apart'), []] },
      { same: true, cells: [step('same'), step('same'), step('same')] },
    ],
  );
  const aligned = unpacked(message.aligned.aligned);
  const read = aligned.rows.map((_, at) => columnsToRead(aligned, at));
  expect(read).toEqual([[2], [2], [0], [1], [0, 1, 2]]);
  expect(columnsToRead(aligned, 9)).toEqual([]);
  expect(columnsToRead(null, 0)).toEqual([]);
});

test.each([1400, 445])('at %i px the menu stands at its button, in view', async (width) => {
  const view = await openAligned(many(2), { width, height: 700 });
  const button = view.page.getByRole('button', { name: 'Open, copy or save the comparison' });
  await button.click();
  const at = (await button.boundingBox())!;
  const menu = (await view.page.locator('.comparison-menu').boundingBox())!;
  expect(menu.y).toBeGreaterThanOrEqual(at.y + at.height);
  expect(menu.y).toBeLessThan(at.y + at.height + 8);
  const edges = [menu.x - at.x, menu.x + menu.width - at.x - at.width].map(Math.abs);
  expect(Math.min(...edges)).toBeLessThan(2);
  expect(menu.x).toBeGreaterThanOrEqual(0);
  expect(menu.x + menu.width).toBeLessThanOrEqual(width);
});

test.each(['dark', 'high-contrast', 'high-contrast-light'] as const)(
  'what is missing beside a longer cell is hatched in %s, and the chosen part stands out',
  async (theme) => {
    const view = await openAligned(many(2), { width: 1000, height: 800, theme });
    const found = await view.page.evaluate(() => {
      const [short, long] = [...document.querySelectorAll('[data-item="1"] .aligned-cell')];
      const missing = (cell: Element | undefined) =>
        Number.parseFloat(getComputedStyle(cell!, '::after').height);
      const [both, reasoning] = [...document.querySelectorAll('.segment')].map((one) =>
        getComputedStyle(one),
      );
      return {
        short: missing(short),
        long: missing(long),
        hatch: getComputedStyle(document.querySelector('.aligned-body')!).backgroundImage,
        chosen: [both!.color, both!.backgroundColor],
        other: [reasoning!.color, reasoning!.backgroundColor],
        page: getComputedStyle(document.body).color,
      };
    });
    expect(found.short).toBeGreaterThan(20);
    expect(found.long).toBe(0);
    // Its first colour is one that is seen.
    expect(found.hatch).toMatch(/^linear-gradient\(-45deg, (?!rgba\(0, 0, 0, 0\))/);
    expect(found.chosen).not.toEqual(found.other);
    if (theme !== 'dark') expect(found.chosen[1]).toBe(found.other[0]);
  },
);
