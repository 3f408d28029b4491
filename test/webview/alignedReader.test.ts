import { expect, test } from 'vitest';
import { alignedMessage, textOf } from './support/alignments.ts';
import { column, traces } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

const step = (at: number) =>
  `Step ${at} of the way that both of them go, with $x_{${at}} = ${at * 7}$ in it.`;
const reasoning = textOf(Array.from({ length: 80 }, (_, at) => step(at)));
const answer = textOf(Array.from({ length: 60 }, (_, at) => `Line ${at} of the answer to it: ${at * 11}.`));
const columns = ['a', 'b'].map((label, at) =>
  column({
    label,
    reasoning: at === 0 ? reasoning : `First of all, this comes before what both say.\n\n${reasoning}`,
    answer,
  }),
);

/** What is at the top of an element that scrolls: the first words of its first step in view. */
function top(view: TracesPage, selector: string, inside: string): Promise<string> {
  return view.page.evaluate(
    ([box, part]) => {
      const scroller = document.querySelector(box!)!;
      const edge = scroller.getBoundingClientRect().top;
      const found = [...scroller.querySelectorAll(part!)].find(
        (one) => one.checkVisibility() && one.getBoundingClientRect().bottom > edge + 2,
      );
      return /(Step|Line|First) \w+/.exec(found?.textContent ?? '')?.[0] ?? '';
    },
    [selector, inside],
  );
}
/** As a reader does: that ends what scrolls the rows by itself. */
async function scrollBy(view: TracesPage, pixels: number): Promise<void> {
  await view.page.locator('.aligned-rows').hover();
  await view.page.mouse.wheel(0, pixels);
  await view.settled();
}

const topRow = (view: TracesPage) => top(view, '.aligned-rows', '.aligned-row');
const topStep = (view: TracesPage, part: 'Reasoning' | 'Answer', label: string) =>
  top(view, `[aria-label="${part} of ${label}"]`, '.step');

test('aligning the columns and taking it back keep the step in view, in the reasoning and the answer', async () => {
  const view = await openTraces({ width: 1400, height: 900 });
  await view.send({ type: 'state', state: traces(columns) });
  await view.settled();
  await view.ask('reasoning', (text) => text.scrollToStep(41));
  await expect.poll(() => topStep(view, 'Reasoning', 'a')).toBe('Step 40');
  await view.page.keyboard.press('d');
  await view.send(alignedMessage(columns));
  await expect.poll(() => topRow(view)).toBe('Step 40');
  await scrollBy(view, 300);
  await expect.poll(() => topRow(view)).not.toBe('Step 40');
  await view.page.waitForTimeout(300);
  const read = await topRow(view);
  await view.page.keyboard.press('d');
  await expect.poll(() => topStep(view, 'Reasoning', 'a')).toBe(read);
  await expect.poll(() => topStep(view, 'Reasoning', 'b')).toBe(read);
  // Further down the answer is read: there the reasoning is at its end.
  await view.page.keyboard.press('d');
  await view.send(alignedMessage(columns));
  await view.painted();
  await scrollBy(view, 2500);
  await expect.poll(() => topRow(view)).toMatch(/^Line/);
  await view.page.waitForTimeout(300);
  const line = await topRow(view);
  await view.page.keyboard.press('d');
  await expect.poll(() => topStep(view, 'Answer', 'b')).toBe(line);
  await expect.poll(() => topStep(view, 'Reasoning', 'b')).toMatch(/^Step [67]/);
});

test('another part and another reference keep the step in view', async () => {
  const view = await openTraces({ width: 1400, height: 900, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(columns) });
  await view.send(alignedMessage(columns));
  await view.settled();
  await scrollBy(view, 800);
  await view.page.waitForTimeout(300);
  const read = await topRow(view);
  expect(read).toMatch(/^Step [1-4]\d/);
  await view.page.getByRole('button', { name: 'Reasoning', exact: true }).click();
  await view.send(alignedMessage(columns, { part: 'reasoning' }));
  await expect.poll(() => topRow(view)).toBe(read);
  await view.page.getByRole('button', { name: 'Use as reference: b' }).click();
  await view.send(alignedMessage(columns, { part: 'reasoning', reference: 'b' }));
  await view.settled();
  expect(await topRow(view)).toBe(read);
  // Where the step is not, the rows begin at their first; from the answer one comes to the end of the reasoning.
  await view.page.getByRole('button', { name: 'Answer', exact: true }).click();
  await view.send(alignedMessage(columns, { part: 'answer', reference: 'b' }));
  await view.settled();
  expect(await topRow(view)).toBe('Line 0');
});

test('texts that are not seen are not drawn, and are when they are seen again, with what came meanwhile', async () => {
  const long = Array.from({ length: 6 }, (_, at) => column({ label: `m${at}`, reasoning, answer }));
  const streaming = long.map((one, at) => (at === 0 ? { ...one, state: 'streaming' as const } : one));
  const view = await openTraces({ width: 1900, look: { aligned: true, hidden: ['m5'] } });
  await view.send({ type: 'state', state: traces(streaming) });
  await view.send(alignedMessage(streaming.slice(0, 5)));
  await view.settled();
  const drawn = () =>
    view.page.evaluate(() =>
      [...document.querySelectorAll('rt-column')].map((one) => {
        const { model } = one as unknown as { model: { reasoning: { element: Element } } };
        return model.reasoning.element.querySelectorAll('.step').length;
      }),
    );
  expect(await drawn()).toEqual([0, 0, 0, 0, 0]);
  await view.send({ type: 'deltas', deltas: [{ key: 'm0', reasoning: '\n\nAnd one more step.' }] });
  expect(await drawn()).toEqual([0, 0, 0, 0, 0]);
  await view.page.keyboard.press('d');
  await view.settled();
  await expect.poll(drawn).toEqual([80, 80, 80, 80, 80]);
  expect(await view.text('Reasoning', 'm0')).toBe(`${reasoning}\n\nAnd one more step.`);
});
