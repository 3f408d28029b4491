import { expect, test } from 'vitest';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** What is marked as found in the page: texts from the top, then formulas. */
function marked(view: TracesPage): Promise<string[]> {
  return view.page.evaluate(() => [
    ...[...(CSS.highlights.get('trace-found')?.keys() ?? [])]
      .filter((range) => range instanceof Range)
      .map((range) => range.toString()),
    ...[...document.querySelectorAll<HTMLElement>('[data-found]')].map(
      (formula) => `formula ${formula.dataset.source ?? ''}`,
    ),
  ]);
}

async function search(view: TracesPage, query: string): Promise<void> {
  await view.page.keyboard.press('/');
  await view.page.keyboard.type(query);
}

test('every match in view is marked, in prose, over the borders of bold, and in formulas', async () => {
  const view = await openTraces();
  const answer = 'A needle, a nee**dle** and a NEEDLE.\n\nBut $needle^2$ is none, nor is nee\n\ndle.';
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer })]) });
  await view.settled();
  await search(view, 'needle');
  // Where markdown stands between, the text as it came has no match: it is not counted, but a reader sees it.
  await expect.poll(() => marked(view)).toEqual(['needle', 'needle', 'NEEDLE', 'formula $needle^2$']);
  await view.mode('raw');
  await expect.poll(() => marked(view)).toEqual(['needle', 'NEEDLE', 'needle']);
  await view.page.locator('.search input').focus();
  await view.page.keyboard.press('Escape');
  await expect.poll(() => marked(view)).toEqual([]);
});

test('far from the view nothing is marked until the reader is there', async () => {
  const view = await openTraces();
  const filler = Array.from({ length: 600 }, (_, at) => `Line ${at}.`).join('\n\n');
  const answer = `The first needle.\n\n${filler}\n\nThe other needle.\n\n${filler}`;
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer })]) });
  await view.settled();
  await search(view, 'needle');
  await expect.poll(() => marked(view)).toHaveLength(1);
  await view.ask('answer', (text) => text.scrollToStep(600));
  await view.settled();
  await expect
    .poll(() =>
      view.page.evaluate(() =>
        [...(CSS.highlights.get('trace-found')?.keys() ?? [])].map((range) =>
          range instanceof Range ? (range.startContainer.textContent ?? '') : '',
        ),
      ),
    )
    .toContain('The other needle.');
});

test('what streams is marked as it comes', async () => {
  const view = await openTraces();
  const state = traces([column({ label: 'a', state: 'streaming', answer: 'one ' })]);
  await view.send({ type: 'state', state });
  await search(view, 'two');
  for (const piece of ['t', 'w', 'o, two', ' and more\n\nTWO']) {
    await view.send({ type: 'deltas', deltas: [{ key: 'a', answer: piece }] });
  }
  await expect.poll(() => marked(view)).toEqual(['two', 'two', 'TWO']);
});

test('a column that leaves takes its marks along, and the search closed it has none when it is back', async () => {
  const view = await openTraces();
  const both = traces([
    column({ label: 'a', answer: 'A needle.' }),
    column({ label: 'b', answer: 'A Needle.' }),
  ]);
  await view.send({ type: 'state', state: both });
  await view.settled();
  await search(view, 'needle');
  await expect.poll(() => marked(view)).toEqual(['needle', 'Needle']);
  await view.page.getByRole('button', { name: 'Hide b' }).click();
  await expect.poll(() => marked(view)).toEqual(['needle']);
  await view.page.locator('.search input').focus();
  await view.page.keyboard.press('Escape');
  await view.page.getByRole('button', { name: 'Columns (1 hidden)' }).click();
  await view.page.getByRole('checkbox', { name: 'b' }).click();
  await expect.poll(() => marked(view)).toEqual([]);
});

test('of a text that is nothing but matches, no more are marked than can be painted', async () => {
  const view = await openTraces();
  const answer = Array.from({ length: 2_000 }, () => '**a** a').join(' ');
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer })]) });
  await view.settled();
  await search(view, 'a');
  await expect.poll(async () => (await marked(view)).length).toBe(400);
  expect(await view.page.innerText('.search-count')).toBe('1 of 4,000');
});
