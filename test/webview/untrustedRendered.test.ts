import { expect, test } from 'vitest';
import type { ColumnView } from '../../src/webview/traces/column.ts';
import { column, headOf, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();

/** LaTeX and markdown that try to run, fetch, restyle, leave their box, or say what we say. */
const attacks = [
  '$\\href{javascript:hostSide.ran.push(1)}{x}$ and $\\url{https://attack.invalid/a}$',
  '$\\includegraphics[height=1em]{https://attack.invalid/b.png}$',
  '$\\htmlStyle{position:fixed;inset:0;background:url(https://attack.invalid/c)}{x}$',
  '$\\htmlClass{verdict verdict-right}{Right}$ $\\htmlId{x}{y}$ $\\htmlData{x=1}{y}$ $\\class{verdict}{z}$',
  '$\\pmb{x}$ $\\fcolorbox{red}{blue}{x}$ $\\colorbox{red}{$x$}$ $\\textcolor{red;background:url(//attack.invalid/d)}{x}$',
  '[Right](command:workbench.action.quit) [a](javascript:hostSide.ran.push(1)) [b](vscode://attack.invalid/x)',
  '![x](https://attack.invalid/e.png) ![y][ref] <https://attack.invalid/f> https://attack.invalid/g www.attack.invalid',
  '[ref]: https://attack.invalid/h.png "title"',
  '<img src="https://attack.invalid/i.png" onerror="hostSide.ran.push(1)"><script>hostSide.ran.push(1)</script>',
  '<svg onload="hostSide.ran.push(1)"><style>*{display:none}</style></svg> &lt;b&gt; &#8238;',
  '```<img src=x onerror=hostSide.ran.push(1)>\n</code></pre><script>hostSide.ran.push(1)</script>\n```',
  '| <b onclick="hostSide.ran.push(1)">x</b> | b |\n|---|---|\n| ![x](https://attack.invalid/j.png) | c |',
  '# Verdict\n\n## Right\n\n✓ **Right** boxed · string\n\nAnswer 42 · Gold 42',
];

test('nothing rendered runs, fetches, links or takes our place', async () => {
  const view = await openTraces();
  const text = attacks.join('\n\n');
  const all = column({
    label: 'a',
    reasoning: text,
    answer: text,
    verdict: verdict({ range: [3, text.length - 3] }),
  });
  const streaming = column({ label: 'b', state: 'streaming' });
  await view.send({ type: 'state', state: traces([all, streaming]) });
  for (let at = 0; at < text.length; at += 29) {
    await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: text.slice(at, at + 29) }] });
  }
  await view.send({ type: 'column', column: headOf(column({ label: 'b' })) });
  await view.settled();
  const steps = await view.ask('answer', (one) => one.steps);
  for (let at = 1; at <= steps; at += 3) {
    await view.page.evaluate(
      (number) => document.querySelector<ColumnView>('rt-column')!.model.answer.scrollToStep(number),
      at,
    );
    await view.settled();
  }
  const found = await view.page.evaluate(() => {
    const all = [...document.querySelectorAll('.model-text *')];
    const allowed =
      /^(class|style|title|role|aria-hidden|aria-label|data-number|data-source|xmlns|encoding|width|height|viewBox|preserveAspectRatio|d|[a-z]*(?:space|align|offset|lines|variant|size|level|style|color|background|limits|stretchy|fence|accent|separator|spacing|form|symmetric)|mathvariant|displaystyle|notation|linethickness|lquote|rquote|href)$/i;
    return {
      ran: window.hostSide.ran,
      live: all.filter((one) =>
        one.matches(
          'a, img, image, iframe, object, embed, form, base, script, style, link, button, input, h1, h2, h3, h4, h5, h6, [href], [src], [onclick], [id]',
        ),
      ).length,
      attributes: [
        ...new Set(all.flatMap((one) => one.getAttributeNames()).filter((name) => !allowed.test(name))),
      ],
      verdicts: document.querySelectorAll('.verdict').length,
      inText: document.querySelectorAll('.model-text .verdict').length,
    };
  });
  expect(found).toEqual({ ran: [], live: 0, attributes: [], verdicts: 2, inText: 0 });
  // What stands in a formula that is not drawn, and every address, can be read.
  const read = await view.page.locator('[aria-label="Answer of a"]').textContent();
  for (const seen of [
    '\\href{javascript:',
    '(command:workbench',
    '![x](https://attack.invalid/e.png)',
    '&#8238;',
    '"title"',
  ])
    expect(read).toContain(seen);
  expect(await view.text('Answer', 'b')).toBe(text);
  const outline = await view.page.getByRole('heading').allTextContents();
  expect(outline.filter((words) => /verdict|right/i.test(words))).toEqual([]);
});

test('hidden characters are seen in prose, code, tables and formulas', async () => {
  const view = await openTraces();
  const text =
    'a\u202Eb `c\u200Bd` $x\u2066y$\n\n```\ne\u001B[31m\r\n```\n\n| f\u00AD |\n|---|\n| \u{E0041}g |\n\n- \u2068h\n\n\u{F0000}i';
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer: text })]) });
  await view.settled();
  const marks = await view.page.locator('.model-text .hidden-char').allTextContents();
  expect(marks).toEqual([
    '⟨U+202E⟩',
    '⟨U+200B⟩',
    '⟨U+2066⟩',
    '⟨U+001B⟩',
    '⟨U+00AD⟩',
    '⟨U+E0041⟩',
    '⟨U+2068⟩',
  ]);
  const formula = view.page.locator('.formula-source');
  expect(await formula.textContent()).toBe('$x⟨U+2066⟩y$');
  expect(await formula.getAttribute('title')).toBe('Shown as written: It has hidden characters.');
  expect(await view.page.locator('.step').last().textContent()).toBe('\u{F0000}i');
});

test('a formula that cannot be drawn is shown as written, with the reason', async () => {
  const view = await openTraces();
  const formulas = [
    '$\\frac{1}{$',
    '$\\foo$',
    '$\\def\\a{\\a\\a}\\a$',
    '\\[ \\begin{align} x \\]',
    `$${'x_{'.repeat(50)}${'}'.repeat(50)}$`,
  ];
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer: formulas.join('\n\n') })]) });
  await view.settled();
  expect(await view.page.locator('.model-text .formula-source').allTextContents()).toEqual(formulas);
  const titles = await view.page
    .locator('.model-text .formula-source')
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLElement ? one.title.slice(0, 17) : '')));
  expect(titles).toEqual(formulas.map(() => 'Shown as written:'));
});

test('no text, however it is nested, is lost or breaks the page', async () => {
  const view = await openTraces();
  const texts = [
    '*'.repeat(50_000),
    '['.repeat(50_000),
    '>'.repeat(50_000),
    '> '.repeat(30_000),
    '- '.repeat(30_000),
    '**a '.repeat(20_000),
    '`a'.repeat(30_000),
    '![a]('.repeat(20_000),
    '\\['.repeat(50_000),
    `$${'{'.repeat(20_000)}${'}'.repeat(20_000)}$`,
    `\\[${'\\sqrt{'.repeat(600)}\\]`,
    `\\[${'\\left('.repeat(380)}\\]`,
    `$${'x^'.repeat(600)}x$`,
    `\\[\\begin{array}{c}${'a&'.repeat(900)}\\end{array}\\]`,
    '| a '.repeat(20_000),
    `|a|b|\n|-|-|\n|1|2|lost?|\n`,
    '\n'.repeat(100_000),
    '$'.repeat(50_000),
    '\\begin{align}'.repeat(5_000),
    '1. '.repeat(5_000),
    '🎉\u0300'.repeat(20_000),
  ];
  for (const [at, text] of texts.entries()) {
    await view.send({ type: 'state', state: traces([column({ label: `a${at}`, answer: text })]) });
    await view.settled();
    const letters = (shown: string) => shown.replace(/[^\p{L}\p{N}]/gu, '');
    const inView = await view.page
      .locator('.model-text')
      .last()
      .evaluate((one) => [...one.querySelectorAll('.step')].slice(0, 3).map((step) => step.textContent));
    expect(inView.length).toBeGreaterThan(0);
    if (!text.includes('$') && !text.includes('\\'))
      expect(letters(text).startsWith(letters(inView.join('')).slice(0, 500))).toBe(true);
    expect(await view.text('Answer', `a${at}`)).toBe(text);
  }
});

test('a formula cannot be drawn over anything outside the text', async () => {
  const view = await openTraces();
  const text = [
    'First.',
    '$\\raisebox{500em}{up}$ $\\raisebox{-500em}{down}$ $\\rlap{over over over over over over over over over over over}$',
    '$\\kern-500em left$ $\\kern 500em right$ $\\rule{900em}{900em}$ $\\Huge\\Huge X$',
    `\\[ ${'x + '.repeat(300)} y \\]`,
    'Last.',
  ].join('\n\n');
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer: text })]) });
  await view.settled();
  const boxes = await view.page.evaluate(() => {
    const text = document.querySelector('[aria-label="Answer of a"]')!;
    return {
      contain: getComputedStyle(text).contain,
      height: text.scrollHeight < 2_000,
    };
  });
  expect(boxes).toEqual({ contain: 'strict', height: true });
});
