import { expect, test } from 'vitest';
import type { Column } from '../../src/protocol.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { violations } from './support/axe.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();
/** One column of every kind there is to look at. */
function every(): Column[] {
  const answer = `${'A line of the answer.\n'.repeat(60)}It is 42. user\u202Etxt`;
  const at = answer.indexOf('42');
  return [
    column({
      label: 'right-7b',
      model: 'org/Right-7B',
      role: 'base',
      sample: 1,
      samples: [mark(), mark({ verdict: 'wrong' }), mark({ state: 'streaming', verdict: null }), mark()],
      reasoning: 'A line of the reasoning.\n'.repeat(80),
      answer,
      flags: ['the server ignores part of the sampling'],
      completionTokens: 900,
      reasoningTokens: 700,
      ttftMs: 40,
      durationMs: 9_000,
      verdict: verdict({ range: [at, at + 2] }),
    }),
    column({ label: 'wrong', answer: '41', verdict: verdict({ kind: 'wrong', value: 0, extracted: '41' }) }),
    column({ label: 'going', state: 'streaming', reasoning: 'Thinking.\n'.repeat(90) }),
    column({ label: 'cut', state: 'truncated', note: 'The trace was cut at the token limit of 512.' }),
    column({ label: 'failed', state: 'failed', note: 'Connection refused.' }),
    column({ label: 'queued', state: 'queued', note: '2 ahead' }),
  ];
}

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in %s', async (theme) => {
  const view = await openTraces({ theme, width: 1900 });
  const progress = '1 of 3 items · 2 running';
  await view.send({ type: 'state', state: traces(every(), { position: [1, 3], progress }) });
  expect(await violations(view)).toEqual([]);
  await view.page.getByRole('button', { name: 'Question' }).click();
  await view.page.getByRole('button', { name: 'Prompt' }).click();
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).first().click();
  expect(await violations(view)).toEqual([]);
  await view.send({ type: 'empty', message: 'The file of this trace is gone.' });
  expect(await violations(view)).toEqual([]);
});

test('at 400 px only the columns scroll sideways, and each can be read', async () => {
  const view = await openTraces({ width: 400, height: 700 });
  const long = { ...traces([]).item, question: 'q'.repeat(600), id: 'x'.repeat(200), gold: 'g'.repeat(200) };
  await view.send({
    type: 'state',
    state: traces(every(), { item: long, position: [1, 3], progress: 'running' }),
  });
  const sizes = await view.page.evaluate(() => {
    const wide = (element: Element) => element.scrollWidth > element.clientWidth;
    const columns = document.querySelector('.columns');
    if (columns === null) throw new Error('no columns');
    return {
      page: wide(document.documentElement) || wide(document.body),
      // A ring that turns has corners outside of its box, which are clipped.
      header: [...document.querySelectorAll('header, header :not(.ring, .ring *)')]
        .filter(wide)
        .map((element) => element.className),
      columns: wide(columns),
      widths: [...document.querySelectorAll('.column')].map((column) => Math.round(column.clientWidth)),
    };
  });
  expect(sizes).toMatchObject({ page: false, header: [], columns: true });
  for (const width of sizes.widths) {
    expect(width).toBeGreaterThan(240);
    expect(width).toBeLessThanOrEqual(400);
  }
  await view.page.getByRole('heading', { name: 'queued' }).scrollIntoViewIfNeeded();
  const place = await view.page.getByRole('heading', { name: 'queued' }).boundingBox();
  expect(place?.x).toBeGreaterThanOrEqual(0);
  expect(place?.x).toBeLessThan(300);
});

test('all columns share the heights of their rows, so that texts stand side by side', async () => {
  const view = await openTraces({ width: 1900 });
  await view.send({ type: 'state', state: traces(every()) });
  for (const row of ['.verdict', '.texts']) {
    const tops = await view.page
      .locator(row)
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
    expect(new Set(tops).size, `${row} at ${tops.join(', ')}`).toBe(1);
  }
});

test('everything can be reached and used with the keyboard, in reading order, with a visible focus', async () => {
  const view = await openTraces({ width: 1400 });
  const shown = [
    column({ label: 'a', reasoning: 'r\n'.repeat(200), answer: 'x 42', verdict: verdict({ range: [2, 4] }) }),
    column({ label: 'b', state: 'waiting' }),
  ];
  await view.send({ type: 'state', state: traces(shown, { position: [1, 3] }) });
  await view.posted();
  const reached: string[] = [];
  for (let press = 0; press < 30; press += 1) {
    await view.page.keyboard.press('Tab');
    const stop = await view.page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return null;
      const inner = active.shadowRoot?.activeElement ?? active;
      const { outlineStyle, outlineWidth } = getComputedStyle(inner);
      const name = active.getAttribute('aria-label') ?? active.textContent.trim();
      return `${name}${outlineStyle === 'solid' && outlineWidth === '1px' ? '' : ' (no focus ring)'}`;
    });
    if (stop === null) break;
    reached.push(stop);
  }
  expect(reached).toEqual([
    'tanks.jsonl:3',
    'Cancel all',
    'Previous item',
    'Next item',
    'Search in all columns',
    'Align step by step',
    'Texts as they came, not rendered',
    'Hide the measures',
    'Columns',
    'Keys',
    'Question',
    'Prompt',
    'Evaluate again: a',
    'Open as text: a',
    'Copy the trace of a',
    'Pin a to the left',
    'Hide a',
    'Show where the answer of a was found',
    'Reasoning',
    'Jump to the end of the reasoning of a',
    'Copy the reasoning of a',
    'Reasoning of a',
    'Copy the answer of a',
    'Answer of a',
    'Cancel b',
    'Open as text: b',
    'Copy the trace of b',
    'Pin b to the left',
    'Hide b',
  ]);
  await view.page.getByRole('button', { name: 'Cancel b' }).focus();
  await view.page.keyboard.press('Enter');
  expect(await view.posted()).toEqual([{ type: 'cancel', key: 'b' }]);
  // The button goes; the reader's place stays in the toolbar, on what does no harm if pressed once more.
  await view.send({ type: 'column', column: headOf(column({ label: 'b', state: 'cancelled' })) });
  expect(await view.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Copy the trace of b',
  );
  await view.send({ type: 'progress', progress: '1 running', runsElsewhere: true });
  await view.page.getByRole('button', { name: 'Cancel all' }).focus();
  await view.send({ type: 'progress', progress: null, runsElsewhere: false });
  expect(await view.page.evaluate(() => document.activeElement?.textContent.trim())).toBe('tanks.jsonl:3');
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).focus();
  await view.page.keyboard.press('Space');
  expect(await view.page.locator('[aria-label="Reasoning of a"]').isVisible()).toBe(false);
});

test('says when a column ends and how, once, and never its tokens', async () => {
  const view = await openTraces();
  const labels = ['a', 'b', 'c', 'd'];
  await view.send({
    type: 'state',
    state: traces([
      column({ label: 'saved', verdict: verdict({}) }),
      ...labels.map((label) => column({ label, state: 'streaming' })),
    ]),
  });
  await view.page.evaluate(() => {
    const status = document.querySelector('[role=status]');
    if (status === null) throw new Error('no status');
    const said = (window.hostSide.ran = [status.textContent]);
    new MutationObserver(() => said.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const end = (change: Partial<Column> & { label: string }) =>
    view.send({ type: 'column', column: headOf(column(change)) });
  await view.send({ type: 'deltas', deltas: labels.map((key) => ({ key, answer: 'token ' })) });
  await end({ label: 'a', state: 'streaming', completionTokens: 5 });
  await end({ label: 'a', verdict: verdict({}) });
  await end({ label: 'a', verdict: verdict({}), durationMs: 5 });
  await end({ label: 'b', verdict: verdict({ kind: 'wrong', value: 0 }) });
  await end({ label: 'c', state: 'failed', note: 'Connection refused.' });
  await end({ label: 'd', state: 'truncated', verdict: verdict({ kind: 'none', value: null }) });
  expect(await view.page.evaluate(() => window.hostSide.ran)).toEqual([
    '',
    'a: complete, right',
    'b: complete, wrong',
    'c: failed',
    'd: truncated, no score',
  ]);
});
