import { expect, test } from 'vitest';
import { alignedMessage, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** Steps with formulas, of one to four lines; every fifth says something else in each column. */
function steps(count: number, seed: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const words = `Step ${at}: of $x_{${at}} = \\frac{${at}}{7}$ they take a half and go on. `;
    return words.repeat(1 + (at % 4)) + (at % 5 === 0 ? `So much for ${seed + at}.` : '');
  });
}

async function openLong(count: number, raw = false): Promise<TracesPage> {
  const columns = ['a', 'b', 'c'].map((label, at) =>
    column({ label, answer: textOf(steps(count, at * count)) }),
  );
  const view = await openTraces({ width: 1400, height: 800, look: { aligned: true, raw } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  await view.settled();
  return view;
}

test('however far it is scrolled, the page holds what is near the view, and no frame shows an empty place', async () => {
  const view = await openLong(900);
  const { empty, most, end } = await view.page.evaluate(async () => {
    const scroller = document.querySelector('.aligned-rows')!;
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const { left, top, bottom } = scroller.getBoundingClientRect();
    const empty: string[] = [];
    let most = 0;
    // Down fast, then in leaps.
    for (let turn = 0; turn < 160; turn += 1) {
      scroller.scrollTop += turn < 120 ? 220 : 2_000;
      await painted();
      for (let y = top + 4; y < bottom - 4; y += 60) {
        const there = document.elementFromPoint(left + 200, y);
        if (there?.closest('.aligned-row') === null)
          empty.push(`${turn} ${Math.round(y - top)} ${there.className}`);
      }
      most = Math.max(most, document.querySelectorAll('rt-aligned *').length);
    }
    return { empty, most, end: scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2 };
  });
  expect(end).toBe(true);
  expect(empty).toEqual([]);
  expect(most).toBeLessThan(12_000);
  // Where it comes to rest, formulas are drawn.
  await view.settled();
  expect(await view.page.locator('.aligned-row .katex').count()).toBeGreaterThan(20);
});

test('scrolled up over rows that were never laid out, what is in view moves as far as it is scrolled', async () => {
  const view = await openLong(300, true);
  await view.page.locator('.aligned-row').first().focus();
  await view.page.keyboard.press('End');
  await view.settled();
  await view.page.waitForTimeout(500);
  await view.page.locator('.aligned-rows').hover();
  await view.page.mouse.wheel(0, -300);
  await view.page.waitForTimeout(500);
  const moved = await view.page.evaluate(async () => {
    const scroller = document.querySelector('.aligned-rows')!;
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const { top, height } = scroller.getBoundingClientRect();
    const inView = () =>
      [...document.querySelectorAll('.aligned-row')].find(
        (row) => row.getBoundingClientRect().top > top + 0.2 * height,
      )!;
    const found: number[] = [];
    for (let turn = 0; turn < 120; turn += 1) {
      const row = inView();
      const before = row.getBoundingClientRect().top;
      scroller.scrollBy({ top: -60, behavior: 'instant' });
      await painted();
      found.push(Math.round(row.getBoundingClientRect().top - before));
    }
    return found;
  });
  expect(moved.filter((pixels) => Math.abs(pixels - 60) > 2)).toEqual([]);
});

test('the row that has the focus stays in the page, and the keys go on from there', async () => {
  const view = await openLong(300);
  await view.page.locator('.aligned-row').nth(2).focus();
  const scroller = view.page.locator('.aligned-rows');
  await scroller.evaluate((element) => element.scrollTo(0, 9_000));
  await view.settled();
  const label = () => view.page.evaluate(() => document.activeElement?.ariaLabel ?? '');
  expect(await label()).toContain('step 3,');
  await view.page.keyboard.press('ArrowDown');
  expect(await label()).toContain('step 4,');
  expect(await scroller.evaluate((element) => element.scrollTop)).toBeLessThan(1_000);
});

test('where no row was gone to, the keyboard comes in where the reader is', async () => {
  const view = await openLong(300);
  await view.page.locator('.aligned-rows').evaluate((element) => element.scrollTo(0, 9_000));
  await view.settled();
  await view.painted();
  const stops = await view.page.evaluate(() => {
    const box = document.querySelector('.aligned-rows')!.getBoundingClientRect();
    return [...document.querySelectorAll('.aligned-row[tabindex="0"]')].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top - box.height && top < box.bottom + box.height;
    });
  });
  expect(stops).toEqual([true]);
});

test('where the reader comes to rest, what is at the top stays there while formulas are drawn', async () => {
  const view = await openLong(300);
  const tops = await view.page.evaluate(async () => {
    const scroller = document.querySelector('.aligned-rows')!;
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    scroller.scrollTo(0, 9_000);
    // So long it counts as scrolled, in which the browser alone keeps what is in view.
    await new Promise((done) => setTimeout(done, 150));
    await painted();
    const { top } = scroller.getBoundingClientRect();
    const row = [...document.querySelectorAll('.aligned-row')].find(
      (one) => one.getBoundingClientRect().bottom > top + 1,
    )!;
    const found: number[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      found.push(row.getBoundingClientRect().top - top);
      await painted();
    }
    return found;
  });
  await view.settled();
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(3);
});
