import { expect, test } from 'vitest';
import { hiddenCharacters, seenText } from '../support/hiddenCharacters.ts';
import { column, headOf, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

/** Each tries to run, fetch, restyle or hide something. `hostSide.ran` would tell. */
const attacks = [
  '<script>hostSide.ran.push("script")</script>',
  '<img src="https://attack.invalid/a.png" onerror="hostSide.ran.push(\'img\')">',
  '<svg onload="hostSide.ran.push(\'svg\')"><use href="https://attack.invalid/b.svg#x"/></svg>',
  '<iframe srcdoc="<script>parent.hostSide.ran.push(1)</script>"></iframe>',
  '<style>@import "https://attack.invalid/c.css"; .verdict { display: none }</style>',
  '<link rel="stylesheet" href="https://attack.invalid/d.css">',
  '<a href="javascript:hostSide.ran.push(\'link\')">Right</a>',
  '<a href="command:workbench.action.quit">Right</a>',
  '[Right](command:workbench.action.quit) ![x](https://attack.invalid/e.png)',
  '</div></rt-column><rt-traces onclick="hostSide.ran.push(1)">',
  '<div class="verdict verdict-right"><strong>Right</strong></div>',
  '${hostSide.ran.push("template")} {{hostSide.ran.push(1)}}',
  '<!-- --><![CDATA[x]]><?lit$0$?>',
  '{"type":"state"}',
  '\\href{javascript:hostSide.ran.push(1)}{x} \\includegraphics{https://attack.invalid/f.png}',
];

test('nothing in any text runs, fetches or becomes an element, wherever it stands', async () => {
  const view = await openTraces();
  const text = attacks.join('\n');
  const all = column({
    label: text,
    key: text,
    model: text,
    note: text,
    state: 'failed',
    sampling: text,
    flags: [text],
    prompt: text,
    samples: [mark({ words: text }), mark({ words: text })],
    reasoning: text,
    answer: text,
    verdict: verdict({ extracted: text, gold: text, reason: text, range: [3, text.length - 3] }),
  });
  const streaming = column({ label: 'b', state: 'streaming', note: text });
  const item = {
    key: text,
    benchmark: text,
    domain: text,
    id: text,
    question: text,
    gold: text,
    place: text,
  };
  await view.send({ type: 'state', state: traces([all, streaming], { item, progress: text }) });
  await view.page.getByRole('button', { name: 'Prompt' }).click();
  await view.send({
    type: 'deltas',
    deltas: text.split(' ').map((word, at) => ({ key: 'b', answer: at === 0 ? word : ` ${word}` })),
  });
  await view.send({ type: 'column', column: headOf(column({ label: 'b', verdict: all.verdict })) });
  await view.settled();

  const found = await view.page.evaluate(() => ({
    ran: window.hostSide.ran,
    links: document.querySelectorAll('a, img, iframe, object, embed, form:not([method=dialog]), base').length,
    scripts: document.scripts.length,
    styles: document.querySelectorAll('style, link').length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    inText: document.querySelectorAll('.model-text :is(.verdict, [onclick], [href], [src], style, button)')
      .length,
    verdicts: document.querySelectorAll('.verdict').length,
  }));
  expect(found).toEqual({ ran: [], links: 0, scripts: 1, styles: 1, handlers: 0, inText: 0, verdicts: 2 });
  expect(await view.text('Answer', 'b')).toBe(text);
  expect(await view.page.locator('.published').last().innerText()).toContain(text);
});

test('hidden characters are seen in every text, cut anywhere while it streams', async () => {
  const view = await openTraces();
  const sneaky = 'a\u202Ekcatta\u2069\r\nz\u200B\u{E0041}\u001B[31m 🎉\rb';
  const seen = 'a⟨U+202E⟩kcatta⟨U+2069⟩\nz⟨U+200B⟩⟨U+E0041⟩⟨U+001B⟩[31m 🎉⟨U+000D⟩b';
  const still = column({ label: sneaky, key: 'still', answer: sneaky });
  const streaming = column({ label: 'streaming', state: 'streaming' });
  await view.send({ type: 'state', state: traces([still, streaming]) });
  // One UTF-16 unit at a time: pairs and line ends arrive in halves.
  for (const unit of Array.from({ length: sneaky.length }, (_, at) => sneaky.slice(at, at + 1))) {
    await view.send({ type: 'deltas', deltas: [{ key: 'streaming', reasoning: unit }] });
  }
  expect(await view.text('Reasoning', 'streaming')).toBe(
    seen.replace('⟨U+200B⟩⟨U+E0041⟩', '⟨U+200B⟩⟨U+E0041⟩'),
  );
  expect(await view.page.locator('h2').first().innerText()).toBe(seen.replace('\n', ' '));
  await view.mode('raw');
  expect(await view.page.locator('.model-text').first().textContent()).toBe(seen);
  expect(await view.page.locator('.model-text').first().locator('.hidden-char').count()).toBe(4);
});

test('every character that hides or turns text is a mark, in a title and in an answer', async () => {
  const view = await openTraces();
  const hidden = hiddenCharacters.map(([, character]) => character).join('|');
  const marks = hiddenCharacters.map(([, , words]) => words).join('|');
  const label = `${seenText}${hidden}`;
  await view.send({ type: 'state', state: traces([column({ label, answer: label })]) });
  const heading = view.page.locator('h2').first();
  expect(await heading.textContent()).toBe(`${seenText}${marks}`);
  expect(await heading.getAttribute('title')).toBe(`${seenText}${marks}`);
  await view.mode('raw');
  const answer = view.page.locator('.model-text').last();
  expect(await answer.textContent()).toBe(`${seenText}${marks}`);
  expect(await answer.locator('.hidden-char').count()).toBe(hiddenCharacters.length);
});

test('a carriage return or half a pair at the very end is shown when the trace ends', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'a', state: 'streaming' })]) });
  await view.send({ type: 'deltas', deltas: [{ key: 'a', answer: 'end\r' }] });
  expect(await view.text('Answer', 'a')).toBe('end');
  await view.send({ type: 'column', column: headOf(column({ label: 'a' })) });
  expect(await view.text('Answer', 'a')).toBe('end⟨U+000D⟩');
});

test('a line without an end is laid out in pieces and stays whole', async () => {
  const view = await openTraces();
  const line = '🎉x'.repeat(60_000);
  await view.send({
    type: 'state',
    state: traces([column({ label: 'saved', answer: line }), column({ label: 'live', state: 'streaming' })]),
  });
  for (let at = 0; at < line.length; at += 9_001) {
    await view.send({ type: 'deltas', deltas: [{ key: 'live', answer: line.slice(at, at + 9_001) }] });
  }
  expect(await view.text('Answer', 'saved')).toBe(line);
  expect(await view.text('Answer', 'live')).toBe(line);
  await view.mode('raw');
  const longest = await view.page
    .locator('.block')
    .evaluateAll((blocks) => Math.max(...blocks.map((block) => block.textContent.length)));
  expect(longest).toBeLessThan(4_100);
});

test('model text stays inside its border, whatever it holds', async () => {
  const view = await openTraces();
  const tower = 'Z' + '\u0300'.repeat(400);
  const wide = 'x'.repeat(200_000);
  await view.send({
    type: 'state',
    state: traces([
      column({
        label: 'a',
        reasoning: tower,
        answer: wide,
        verdict: verdict({ extracted: wide.slice(0, 5_000) }),
      }),
      column({ label: 'b', state: 'streaming' }),
    ]),
  });
  const overflow = await view.page.evaluate(() =>
    [...document.querySelectorAll('.model-text')].map((text) => ({
      clipped: getComputedStyle(text).contain,
      sideways: text.scrollWidth > text.clientWidth,
    })),
  );
  expect(overflow).toEqual([
    { clipped: 'strict', sideways: false },
    { clipped: 'strict', sideways: false },
  ]);
  expect(await view.text('Answer', 'a')).toBe(wide);
  const verdictHeight = await view.page
    .locator('.verdict')
    .first()
    .evaluate((box) => box.clientHeight);
  expect(verdictHeight).toBeLessThan(140);
});
