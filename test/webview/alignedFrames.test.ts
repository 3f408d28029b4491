import { expect, test } from 'vitest';
import { alignedMessage, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** What comes into the page frame by frame: as much as a frame has room for. */

const words = (at: number, column: number) =>
  `Step ${at}: of $x_{${at}}$ they take a half and go on, which is what all of them say here. `.repeat(
    1 + (at % 3),
  ) + (at % 7 === 0 ? `So much for ${column}.` : '');
const columns = ['a', 'b', 'c', 'd'].map((label, own) =>
  column({ label, reasoning: textOf(Array.from({ length: 400 }, (_, at) => words(at, own))) }),
);

async function open(aligned: boolean, height = 800): Promise<TracesPage> {
  const view = await openTraces({ width: 1400, height, look: { aligned } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.settled();
  return view;
}

test('texts stay in the page while columns are aligned, out of sight, and come back a column at a time', async () => {
  const view = await open(false);
  await view.page.evaluate(() => {
    for (const texts of document.querySelectorAll('.texts')) texts.setAttribute('data-kept', '');
  });
  await view.page.keyboard.press('d');
  await view.send(alignedMessage(columns));
  await view.settled();
  const kept = view.page.locator('.texts[data-kept]');
  expect(await kept.count()).toBe(4);
  expect(await view.page.locator('.texts:visible').count()).toBe(0);
  // Not to assistive technology either.
  expect(await view.aria()).not.toContain('Reasoning of a');
  const most = await view.page.evaluate(async () => {
    const seen = () => document.querySelectorAll('.texts:not(.unseen)').length;
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
    let [before, most] = [0, 0];
    while (before < 4) {
      await new Promise((done) => requestAnimationFrame(done));
      most = Math.max(most, seen() - before);
      before = seen();
    }
    return most;
  });
  expect(most).toBe(1);
  expect(await kept.count()).toBe(4);
  expect(await view.aria()).toContain('Reasoning of d');
});

test('aligned once more before all texts are back, the step in view is still known', async () => {
  const view = await open(false);
  await view.ask('reasoning', (text) => text.scrollToStep(201));
  await view.settled();
  await view.page.keyboard.press('d');
  await view.send(alignedMessage(columns));
  await view.settled();
  const top = () =>
    view.page.evaluate(() => {
      const box = document.querySelector('.aligned-rows')!.getBoundingClientRect();
      const row = document.elementFromPoint(box.left + 200, box.top + 8)?.closest('.aligned-row');
      return row?.ariaLabel?.split(';')[0] ?? '';
    });
  await expect.poll(top).toContain('a: step 201,');
  await view.page.locator('.aligned-rows').hover();
  await view.page.mouse.wheel(0, 4_000);
  await view.page.waitForTimeout(400);
  await view.settled();
  const read = await top();
  expect(read).not.toContain('step 201,');
  await view.page.evaluate(() => {
    for (let turn = 0; turn < 2; turn += 1)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
  });
  await view.send(alignedMessage(columns));
  await view.settled();
  await expect.poll(top).toBe(read);
});

test('rows come half a view at first, and a chapter a frame ahead of who reads on', async () => {
  const view = await open(true, 1_600);
  const message = alignedMessage(columns);
  const seen = await view.page.evaluate(async (data) => {
    const came = () => document.querySelectorAll('.aligned-chapter').length;
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    window.dispatchEvent(new MessageEvent('message', { data }));
    const atOnce = came();
    const first: number[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      await frame();
      first.push(came());
    }
    const scroller = document.querySelector('.aligned-rows')!;
    let fresh = 0;
    const watch = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof Element && node.matches('.aligned-chapter')) fresh += 1;
    });
    watch.observe(document.querySelector('.aligned-body')!, { childList: true });
    const later: number[] = [];
    for (let turn = 0; turn < 90; turn += 1) {
      fresh = 0;
      scroller.scrollTop += 60;
      await frame();
      later.push(fresh);
    }
    return { atOnce, first, later };
  }, message);
  expect(seen.atOnce).toBe(0);
  const whole = seen.first.at(-1) ?? 0;
  const [begun = 0] = seen.first.filter((count) => count > 0);
  expect(begun).toBeLessThanOrEqual(whole / 2);
  // Of what is in view all, then one after the other.
  const more = seen.first.map((count, at) => count - (seen.first[at - 1] ?? 0)).filter((count) => count > 0);
  expect(more.length).toBeGreaterThan(3);
  expect(Math.max(...more.slice(2))).toBe(1);
  expect(Math.max(...seen.later)).toBe(1);
});

test('what was never laid out is guessed to be about as high as it is', async () => {
  const view = await open(true);
  await view.send(alignedMessage(columns));
  const heights = await view.page.evaluate(() => {
    const body = document.querySelector('.aligned-body')!.getBoundingClientRect().height;
    const rows = [...document.querySelectorAll('.aligned-row:not([hidden])')];
    const mean = rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0) / rows.length;
    return { body, mean };
  });
  expect(heights.body / (400 * heights.mean)).toBeGreaterThan(0.6);
  expect(heights.body / (400 * heights.mean)).toBeLessThan(1.7);
});
