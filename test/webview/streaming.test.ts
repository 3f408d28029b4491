import { expect, test } from 'vitest';
import type { Delta } from '../../src/protocol.ts';
import { column, headOf, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();
const labels = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Words and line ends that differ by column and place, so that a lost or doubled one shows. */
function piece(label: string, at: number): string {
  return `${label}${at}${at % 17 === 16 ? '\n' : ' '}`;
}

test('six columns lose nothing of what streams, and finished steps are never touched again', async () => {
  const view = await openTraces({ width: 1900 });
  await view.send({
    type: 'state',
    state: traces(labels.map((label) => column({ label, state: 'streaming' }))),
  });
  await view.mode('raw');
  const count = 6_000;
  const touched = await view.page.evaluate(
    async ({ names, total }) => {
      // The view's own side: which steps change, frame by frame.
      let late = 0;
      const watch = new MutationObserver((records) => {
        for (const { target } of records) {
          const step = (target instanceof Element ? target : target.parentElement)?.closest('.step');
          if (step?.nextElementSibling?.nextElementSibling) late += 1;
        }
      });
      watch.observe(document.body, { childList: true, characterData: true, subtree: true });
      let at = 0;
      while (at < total) {
        const deltas: Delta[] = [];
        for (let step = 0; step < 40; step += 1, at += 1) {
          const end = at % 17 === 16 ? '\n' : ' ';
          for (const name of names) {
            const text = `${name}${at}${end}`;
            deltas.push(at < total / 2 ? { key: name, reasoning: text } : { key: name, answer: text });
          }
        }
        window.dispatchEvent(new MessageEvent('message', { data: { type: 'deltas', deltas } }));
        await new Promise((done) => requestAnimationFrame(done));
      }
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      watch.disconnect();
      return { late, blocks: document.querySelectorAll('.block').length };
    },
    { names: labels, total: count },
  );
  expect(touched.late).toBe(0);
  expect(touched.blocks).toBeGreaterThan(60);
  const half = count / 2;
  for (const label of labels) {
    const words = (from: number) => Array.from({ length: half }, (_, at) => piece(label, from + at)).join('');
    expect(await view.text('Reasoning', label)).toBe(words(0));
    expect(await view.text('Answer', label)).toBe(words(half));
  }
});

test('paints at most once a frame, however many messages come in it', async () => {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', state: 'streaming', answer: '.' })]),
  });
  await view.mode('raw');
  const changes = await view.page.evaluate(async () => {
    const text = document.querySelector('[aria-label="Answer of a"] .block');
    if (text === null) throw new Error('no answer');
    let records = 0;
    const watch = new MutationObserver(() => (records += 1));
    watch.observe(text, { childList: true, characterData: true, subtree: true });
    for (let at = 0; at < 50; at += 1) {
      const data = { type: 'deltas', deltas: [{ key: 'a', answer: 'x' }] };
      window.dispatchEvent(new MessageEvent('message', { data }));
      await Promise.resolve();
    }
    const before = records;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return { before, after: records, shown: text.textContent };
  });
  expect(changes).toEqual({ before: 0, after: 1, shown: '.' + 'x'.repeat(50) });
});

test('follows the end while the reader is there, and leaves the reader who scrolled up', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'a', state: 'streaming' })]) });
  const grow = () =>
    view.send({ type: 'deltas', deltas: [{ key: 'a', reasoning: 'another line\n'.repeat(100) }] });
  const text = view.page.locator('[aria-label="Reasoning of a"]');
  const place = () =>
    text.evaluate(({ scrollTop, clientHeight, scrollHeight }) => ({
      top: scrollTop,
      atEnd: scrollTop + clientHeight >= scrollHeight - 1,
    }));
  await grow();
  await grow();
  expect((await place()).atEnd).toBe(true);
  await text.evaluate((element) => (element.scrollTop = 120));
  await view.painted();
  await grow();
  expect(await place()).toEqual({ top: 120, atEnd: false });
  await text.focus();
  await view.page.keyboard.press('End');
  await expect.poll(async () => (await place()).atEnd).toBe(true);
  await view.painted();
  await grow();
  expect((await place()).atEnd).toBe(true);
  // The answer takes room from the reasoning; its reader is still at its end.
  await view.send({ type: 'deltas', deltas: [{ key: 'a', answer: 'So it is 42.' }] });
  await view.painted();
  expect((await place()).atEnd).toBe(true);
});

test('a saved trace opens at its start, and Show brings the marked answer into view', async () => {
  const view = await openTraces();
  const answer = 'a line of the answer\n'.repeat(300) + 'It is 42.';
  const range = [answer.length - 3, answer.length - 1] as const;
  const saved = column({
    label: 'a',
    reasoning: 'thought\n'.repeat(300),
    answer,
    verdict: verdict({ range }),
  });
  await view.send({ type: 'state', state: traces([saved]) });
  const tops = () => view.page.locator('.model-text').evaluateAll((all) => all.map((text) => text.scrollTop));
  expect(await tops()).toEqual([0, 0]);
  await view.page.getByRole('button', { name: 'Show where the answer of a was found' }).click();
  await expect
    .poll(() =>
      view.page.locator('mark').evaluate((mark) => {
        const box = mark.closest('.model-text')!.getBoundingClientRect();
        const place = mark.getBoundingClientRect();
        return place.top >= box.top && place.bottom <= box.bottom;
      }),
    )
    .toBe(true);
});

test('a state that comes again leaves a text that only grew where it is', async () => {
  const view = await openTraces();
  const before = column({ label: 'a', state: 'streaming', reasoning: 'line\n'.repeat(400) });
  await view.send({ type: 'state', state: traces([before]) });
  const text = view.page.locator('[aria-label="Reasoning of a"]');
  await text.evaluate((element) => (element.scrollTop = 200));
  await view.painted();
  const after = { ...before, reasoning: before.reasoning + 'more\n' };
  await view.send({ type: 'state', state: traces([after]) });
  expect(await text.evaluate((element) => element.scrollTop)).toBe(200);
  expect(await view.text('Reasoning', 'a')).toBe(after.reasoning);
  await view.send({ type: 'state', state: traces([{ ...before, reasoning: 'another item' }]) });
  expect(await view.text('Reasoning', 'a')).toBe('another item');
});

test('a trace of 200 kB streams and ends whole', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'a', state: 'streaming' })]) });
  const line = 'The next step follows from the one before it, as can be checked by hand.\n';
  const whole = line.repeat(Math.ceil(200_000 / line.length));
  const deltas: Delta[] = [];
  for (let at = 0; at < whole.length; at += 7) deltas.push({ key: 'a', reasoning: whole.slice(at, at + 7) });
  for (let at = 0; at < deltas.length; at += 300) {
    await view.send({ type: 'deltas', deltas: deltas.slice(at, at + 300) });
  }
  await view.send({ type: 'column', column: headOf(column({ label: 'a' })) });
  expect(await view.text('Reasoning', 'a')).toBe(whole);
});

test('the text of another item is out of sight at once, and out of the page soon', async () => {
  const view = await openTraces();
  const long = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}.`).join('\n\n');
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer: long('Old') })]) });
  await view.settled();
  await view.ask('answer', (text) => text.jumpToEnd());
  await view.settled();
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer: 'New.' })]) });
  const texts = view.page.locator('.model-text');
  expect(await texts.innerText()).toBe('New.');
  expect(await texts.evaluate((one) => [one.scrollTop, one.scrollHeight - one.clientHeight])).toEqual([0, 0]);
  await expect.poll(() => texts.evaluate((one) => one.textContent)).toBe('New.');
});
