import { expect, test } from 'vitest';
import { packed, unpacked } from '../../src/core/compare/packedAlignment.ts';
import { alignedMessage, craftedMessage, textOf } from './support/alignments.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** Steps of prose with a number in each, so that none is like another. */
function steps(count: number, seed: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const words = ['tank', 'litre', 'river', 'stone', 'cloud', 'paper', 'wheel', 'light'];
    const picked = Array.from(
      { length: 12 },
      (_, word) => words[(at * 7 + word * seed + at * word) % words.length],
    );
    return `Line ${at}: ${picked.join(' ')} and $x_{${at}} + ${seed}$.`;
  });
}

function streaming(label: string, answer: string) {
  return column({
    label,
    answer,
    state: 'streaming',
    samples: [mark({ state: 'streaming', verdict: null })],
  });
}

function topRow(view: TracesPage): Promise<string> {
  return view.page.evaluate(() => {
    const { top } = document.querySelector('.aligned-rows')!.getBoundingClientRect();
    const row = [...document.querySelectorAll('.aligned-row')].find(
      (one) => one.getBoundingClientRect().bottom > top + 1,
    );
    return `${row?.querySelector('.drawn, .block')?.textContent.slice(0, 9) ?? ''} ${Math.round((row?.getBoundingClientRect().top ?? 0) - top)}`;
  });
}

test('what streams grows below the rows until the next alignment, which changes only rows that differ', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const first = ['The tank holds 84 litres.', 'Half of it is 42 litres.'];
  const start = [streaming('a', textOf(first)), streaming('b', textOf(first))];
  await view.send({ type: 'state', state: traces(start) });
  await view.send(alignedMessage(start));
  await view.settled();
  expect(await view.page.locator('.aligned-tail').isVisible()).toBe(false);
  expect(await view.page.locator('.compared').first().innerText()).toContain(
    'still growing: compared so far',
  );
  await view.page.evaluate(() => {
    document.querySelector('.aligned-row')?.setAttribute('data-kept', '');
  });
  const more = '\n\nSo 42 remain.\n\nNext';
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: more.slice(0, 10) }] });
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: more.slice(10) }] });
  const tail = view.page.locator('.aligned-tail .aligned-cell');
  expect(await tail.allInnerTexts()).toEqual(['', expect.stringMatching(/So 42 remain\.\s+Next/)]);
  const next = [start[0]!, streaming('b', textOf(first) + more)];
  await view.send(alignedMessage(next));
  await view.settled();
  expect(await view.page.locator('.aligned-tail').isVisible()).toBe(false);
  expect(await view.page.locator('.aligned-row[data-kept]').count()).toBe(1);
  expect(await view.page.locator('.aligned-body').innerText()).toContain('So 42 remain.');
  // What was all answer turns out to be reasoning: the next message has it right.
  await view.send({ type: 'deltas', deltas: [{ key: 'b', reclassify: true, answer: 'It is 42.' }] });
  expect(await view.page.locator('.aligned-row[data-kept]').count()).toBe(1);
  const moved = column({ ...next[1]!, reasoning: next[1]!.answer, answer: 'It is 42.' });
  await view.send(alignedMessage([start[0]!, moved]));
  expect(await view.page.locator('.answer-begins').count()).toBe(1);
});

test('a new alignment leaves the reader where they are', async () => {
  const view = await openTraces({ width: 1400, height: 800, look: { aligned: true } });
  const own = steps(120, 3);
  const start = [streaming('a', textOf(own)), streaming('b', textOf(own.slice(0, 100)))];
  await view.send({ type: 'state', state: traces(start) });
  await view.send(alignedMessage(start));
  await view.settled();
  const scroller = view.page.locator('.aligned-rows');
  await scroller.evaluate((element) => element.scrollTo(0, 2_400));
  await view.page.waitForTimeout(400);
  await view.settled();
  const before = await topRow(view);
  const more = `\n\n${textOf(own.slice(100))}`;
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: more }] });
  await view.send(alignedMessage([start[0]!, streaming('b', textOf(own.slice(0, 100)) + more)]));
  await view.page.waitForTimeout(400);
  expect(await topRow(view)).toBe(before);
});

test('of two traces of 200 kB only what is near the view is in the page, and the keys reach the end', async () => {
  const view = await openTraces({ width: 1400, height: 800, look: { aligned: true } });
  const left = steps(2_300, 3);
  const right = left.map((step, at) => (at % 10 === 9 ? `${step} And another word.` : step));
  const columns = [left, right].map((own, at) => column({ label: `m${at}`, answer: textOf(own) }));
  expect(columns[0]!.answer.length).toBeGreaterThan(200_000);
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  await view.settled();
  const size = () => view.page.evaluate(() => document.querySelectorAll('rt-aligned *').length);
  const rows = () => view.page.locator('.aligned-row').count();
  const atStart = [await size(), await rows()];
  expect(atStart[0]).toBeLessThan(9_000);
  expect(atStart[1]).toBeLessThan(100);
  await view.page.locator('.aligned-row').first().focus();
  await view.page.keyboard.press('End');
  await view.settled();
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toContain('step 2,300');
  await expect
    .poll(() =>
      view.page.evaluate(() => {
        const box = document.activeElement!.getBoundingClientRect();
        const outer = document.querySelector('.aligned-rows')!.getBoundingClientRect();
        return box.top >= outer.top && box.bottom <= outer.bottom + 2;
      }),
    )
    .toBe(true);
  expect(await rows()).toBeLessThan(300);
  await view.page.keyboard.press('p');
  await view.page.keyboard.press('p');
  expect(await view.page.innerText('.aligned-count')).toMatch(/ of 230$/);
});

test('of one line 20,000 times the page holds what is near the view, and its end is reached', async () => {
  const view = await openTraces({ width: 1400, height: 800, look: { aligned: true } });
  const lines = Array.from({ length: 20_000 }, () => 'Wait.');
  const columns = ['a', 'b'].map((label) => column({ label, answer: textOf(lines) }));
  const rows = lines.map((_, at) => ({ same: true, cells: [[{ number: at + 1 }], [{ number: at + 1 }]] }));
  // As the host has it, but for the offsets of 20,000 steps, which are quicker told than found here.
  const message = craftedMessage(columns, [lines.slice(0, 1), lines.slice(0, 1)], rows.slice(0, 1), [
    {},
    { identical: true },
  ]);
  const crafted = unpacked(message.aligned.aligned);
  const [row] = crafted.rows;
  const placed = lines.map((_, at) => ({
    ...row!,
    cells: row!.cells.map(([step]) => [{ ...step!, number: at + 1, start: at * 7, end: at * 7 + 7 }]),
  }));
  const aligned = { ...message.aligned, aligned: packed({ ...crafted, rows: placed }) };
  await view.send({ type: 'state', state: traces(columns) });
  await view.send({ type: 'aligned', aligned });
  await view.settled();
  expect(await view.page.evaluate(() => document.querySelectorAll('rt-aligned *').length)).toBeLessThan(
    6_000,
  );
  await view.page.locator('.aligned-row').first().focus();
  await view.page.keyboard.press('End');
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toContain('step 20,000');
  await view.page.keyboard.press('f');
  expect(await view.page.locator('.unfold').allInnerTexts()).toEqual(['20,000 same steps']);
});

test('the search goes to the row of each match, folded or not, and marks what is near', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true, foldSame: true } });
  const own = steps(80, 3);
  own[40] = 'Here is the needle.';
  const columns = ['a', 'b'].map((label) =>
    column({ label, reasoning: textOf(own), answer: 'A needle at the end.' }),
  );
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  expect(await view.page.locator('.unfold').count()).toBe(1);
  await view.page.keyboard.press('/');
  await view.page.keyboard.type('needle');
  expect(await view.page.innerText('.search-count')).toBe('1 of 4');
  expect(await view.page.locator('.unfold').count()).toBe(0);
  const at = () =>
    view.page.evaluate(() => document.querySelector('.aligned-row[aria-current]')?.ariaLabel ?? '');
  await expect.poll(at).toContain('step 41');
  const found = () =>
    view.page.evaluate(() =>
      [...(CSS.highlights.get('trace-find')?.keys() ?? [])].map((range) =>
        range instanceof Range ? range.toString() : '',
      ),
    );
  expect(await found()).toEqual(['needle']);
  await expect
    .poll(() => view.page.evaluate(() => CSS.highlights.get('trace-found')?.size ?? 0))
    .toBeGreaterThan(0);
  await view.page.keyboard.press('Enter');
  await expect.poll(at).toContain('step 81');
  await view.page.keyboard.press('Escape');
  expect(await found()).toEqual([]);
});

test('where the answer was found is a row, and without it in view that is said', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const reasoning = textOf(steps(60, 3));
  const columns = ['a', 'b'].map((label) =>
    column({ label, reasoning, answer: 'It is 42.', verdict: verdict({ range: [6, 8] }) }),
  );
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  await view.settled();
  await view.page.keyboard.press('a');
  await view.settled();
  await expect
    .poll(() =>
      view.page.evaluate(() => {
        const found = document.querySelector('.aligned-row mark');
        const box = found?.getBoundingClientRect();
        const outer = document.querySelector('.aligned-rows')!.getBoundingClientRect();
        return box !== undefined && box.top > outer.top && box.bottom < outer.bottom
          ? found?.textContent
          : null;
      }),
    )
    .toBe('42');
  await view.page.keyboard.press('e');
  expect(await view.page.evaluate(() => document.activeElement?.ariaLabel)).toContain('a: step 60');
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).click();
  await view.send(alignedMessage(columns, { part: 'reasoning' }));
  await view.page.keyboard.press('a');
  expect(await view.page.locator('[role=status].spoken').innerText()).toBe('Only the reasoning is shown');
});

test('a stream that ends keeps its rows, and a tail that was left is none', async () => {
  const view = await openTraces({ width: 1400, look: { aligned: true } });
  const start = [streaming('a', 'One.'), streaming('b', 'One.\n\nTwo')];
  await view.send({ type: 'state', state: traces(start) });
  await view.send(alignedMessage(start));
  const ends = { ...start[1]!, state: 'complete', verdict: verdict({}) } as const;
  await view.send({ type: 'column', column: headOf(ends) });
  await view.send(alignedMessage([start[0]!, ends]));
  expect(await view.page.locator('.compared').nth(1).innerText()).not.toContain('still growing');
  expect(await view.page.locator('.aligned-tail').isVisible()).toBe(false);
});
