import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Column } from '../../src/protocol.ts';
import { alignedMessage, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** Columns of which the last one, or the first, goes a long way that none of the others goes. */
function detour(count: number, alone: 'first' | 'last'): Column[] {
  const shared = ['They all set out from the mill with $x = 7$.', 'And they all come home with $y = 9$.'];
  const own = Array.from(
    { length: 40 },
    (_, at) => `Nobody else says ${'so '.repeat(at % 30)}of number ${at * 31}.`,
  );
  return Array.from({ length: count }, (_, at) =>
    column({
      label: `m${at}`,
      answer: textOf(at === (alone === 'last' ? count - 1 : 0) ? [shared[0]!, ...own, shared[1]!] : shared),
    }),
  );
}

async function open(columns: Column[], width: number): Promise<TracesPage> {
  const view = await openTraces({ width, height: 900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  await view.settled();
  await view.page.locator('.aligned-rows').evaluate((rows) => rows.scrollTo(0, 500));
  await view.page.waitForTimeout(400);
  await view.settled();
  return view;
}

/**
 * Pixels of a strip of 8 px width within a gap, row by row from the top: of a pattern that goes on, each row is that
 * of 8 px above it. How many are not, and how many colours there are.
 */
async function seams(
  view: TracesPage,
  cell: Locator,
): Promise<{ readonly seams: number; readonly colours: number; readonly rows: number }> {
  const box = (await cell.boundingBox())!;
  const outer = (await view.page.locator('.aligned-rows').boundingBox())!;
  const clip = { x: Math.ceil(box.x) + 24, y: Math.ceil(outer.y) + 8, width: 8, height: 600 };
  const png = (await view.page.screenshot({ clip })).toString('base64');
  return view.page.evaluate(async (data) => {
    const image = await createImageBitmap(
      new Blob([Uint8Array.from(atob(data), (unit) => unit.charCodeAt(0))], { type: 'image/png' }),
    );
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    const row = (y: number) => context.getImageData(0, y, width, 1).data.join(' ');
    const rows = Array.from({ length: height }, (_, y) => row(y));
    return {
      seams: rows.filter((one, y) => y >= 8 && one !== rows[y - 8]).length,
      colours: new Set(rows).size,
      rows: new Set(
        [...document.querySelectorAll('.aligned-row')].filter((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        }),
      ).size,
    };
  }, png);
}

test('beside a long run that one side has alone there is one hatched gap, over rows and chapters', async () => {
  const view = await open(detour(2, 'last'), 1200);
  const gap = view.page.locator('.aligned-row:nth-child(2) > .aligned-cell.none').first();
  const found = await seams(view, gap);
  expect(found.rows).toBeGreaterThan(3);
  // It is hatched, not empty.
  expect(found.colours).toBeGreaterThan(2);
  expect(found.seams).toBe(0);
});

test('so it is in a reference that stays in view, with nothing of what it covers', async () => {
  const view = await open(detour(5, 'last'), 1000);
  await view.page.locator('.columns').evaluate((columns) => columns.scrollTo(9_999, 0));
  await view.painted();
  const gap = view.page.locator('.aligned-row:nth-child(2) > .reference-cell.none').first();
  expect(await view.page.locator('.columns.reference-away').count()).toBe(1);
  const found = await seams(view, gap);
  expect(found.colours).toBeGreaterThan(2);
  expect(found.seams).toBe(0);
});

test('where the reference covers text, the text is not seen beside its gap', async () => {
  const view = await open(detour(5, 'last'), 1000);
  // As far as the column that goes alone is below the reference.
  const covered = await view.page.evaluate(async () => {
    const columns = document.querySelector('.columns')!;
    columns.scrollTo(9_999, 0);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const cells = [...document.querySelectorAll('.aligned-row')].find((row) => {
      const { top } = row.getBoundingClientRect();
      return top > 200 && row.querySelectorAll('.none').length === 4;
    })!.children;
    const [reference, ...others] = [...cells].map((cell) => cell.getBoundingClientRect());
    const { y, height } = reference!;
    return others
      .filter(({ left, right }) => right > reference!.left + 1 && left < reference!.right - 1)
      .map(({ left, right }) => {
        const x = (Math.max(left, reference!.left) + Math.min(right, reference!.right)) / 2;
        return document.elementsFromPoint(x, y + height / 2).filter((one) => one.matches('.aligned-cell'))
          .length;
      });
  });
  expect(covered.length).toBeGreaterThan(0);
  // The reference's own cell alone.
  expect(new Set(covered)).toEqual(new Set([1]));
});
