import { expect, test } from 'vitest';
import type { TracesState } from '../../src/protocol.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const labels = Array.from({ length: 12 }, (_, at) => `model-${at}`);

function state(asked: TracesState['asked'], change: Partial<TracesState> = {}): TracesState {
  return traces(
    labels.map((label) => column({ label, answer: `by ${label}` })),
    { asked, ...change },
  );
}

/** The marked column, where its left edge is, and whether the focus is in it. */
async function marked(view: TracesPage): Promise<string> {
  await view.painted();
  return view.page.evaluate(() => {
    const [section, ...more] = document.querySelectorAll('.column[aria-current=true]');
    if (section === undefined || more.length > 0) return `${more.length} more`;
    const { left, right } = section.getBoundingClientRect();
    const seen = left >= 0 && right <= innerWidth + 1 ? 'seen' : `at ${left}`;
    const focus = section.contains(document.activeElement) ? 'focus' : 'no focus';
    return `${section.querySelector('h2')?.textContent.trim()} ${seen} ${focus}`;
  });
}

test('the column that was asked for is marked and comes into view, on one item after another', async () => {
  const view = await openTraces({ width: 800 });
  await view.send({ type: 'state', state: state({ key: 'model-9', at: 1 }) });
  expect(await marked(view)).toBe('model-9 seen focus');
  expect(await view.page.locator('[role=status]').innerText()).toBe('model-9');
  const other = { ...state(null).item, key: 'another', id: 'another' };
  await view.send({ type: 'state', state: state({ key: 'model-2', at: 2 }, { item: other }) });
  expect(await marked(view)).toBe('model-2 seen focus');
  await view.send({ type: 'state', state: state(null) });
  expect(await view.page.locator('.column.asked').count()).toBe(0);
});

test('what the host says again moves nothing; what is asked for again comes back into view', async () => {
  const view = await openTraces({ width: 800 });
  const asked = { key: 'model-9', at: 1 };
  await view.send({ type: 'state', state: state(asked) });
  await view.page.locator('.columns').evaluate((columns) => (columns.scrollLeft = 0));
  await view.send({ type: 'state', state: state(asked) });
  expect(await marked(view)).toMatch(/^model-9 at \d+/);
  await view.send({ type: 'state', state: state({ ...asked, at: 2 }) });
  expect(await marked(view)).toBe('model-9 seen focus');
});

test('a hidden column that is asked for is shown, and does not lie under a pinned one', async () => {
  const view = await openTraces({ width: 800 });
  await view.send({ type: 'state', state: state(null) });
  await view.page.getByRole('button', { name: 'Pin model-11 to the left' }).click();
  await view.page.getByRole('button', { name: 'Hide model-4' }).click();
  await view.page.locator('.columns').evaluate((columns) => (columns.scrollLeft = 9_999));
  await view.send({ type: 'state', state: state({ key: 'model-4', at: 1 }) });
  expect(await marked(view)).toBe('model-4 seen focus');
  const [pinned, asked] = await view.page.evaluate(() =>
    ['.column.stays', '.column.asked'].map((name) => {
      const { left, right } = document.querySelector(name)!.getBoundingClientRect();
      return { left, right };
    }),
  );
  expect(asked!.left).toBeGreaterThanOrEqual(pinned!.right - 1);
});

test('the column that it is to be read against is shown beside it, hidden before or not', async () => {
  const view = await openTraces({ width: 800 });
  const pair = { ...state(null), columns: state(null).columns.slice(3, 5) };
  await view.send({ type: 'state', state: pair });
  await view.page.getByRole('button', { name: 'Hide model-3' }).click();
  expect(await view.page.locator('.column').count()).toBe(1);
  await view.send({ type: 'state', state: { ...pair, asked: { key: 'model-4', beside: 'model-3', at: 1 } } });
  expect(await marked(view)).toBe('model-4 seen focus');
  const edges = await view.page
    .locator('.column')
    .evaluateAll((columns) => columns.map((column) => column.getBoundingClientRect().left >= 0));
  expect(edges).toEqual([true, true]);
});

test('keys go on from the column that was asked for; one that is not here changes nothing', async () => {
  const view = await openTraces({ width: 800 });
  await view.send({ type: 'state', state: state({ key: 'model-5', at: 1 }) });
  await marked(view);
  await view.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await view.page.keyboard.press('c');
  expect(await view.posted()).toContainEqual({ type: 'copy', key: 'model-5', part: 'all' });
  await view.send({ type: 'state', state: state({ key: 'gone', at: 2 }) });
  expect(await view.page.locator('.column.asked').count()).toBe(0);
});
