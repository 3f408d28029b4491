import { expect, test } from 'vitest';
import type { ColumnView } from '../../src/webview/traces/column.ts';
import { column, headOf, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** What is drawn of a text, one step a line, by its elements: `div.paragraph(text)`. */
async function drawn(view: TracesPage, part: 'Reasoning' | 'Answer' = 'Answer'): Promise<string[]> {
  await view.settled();
  return view.page.locator(`.model-text[aria-label^="${part} of a"]`).evaluate((text) => {
    const shape = (node: Node): string => {
      if (node instanceof Text) return node.data.replaceAll('\n', '⏎');
      if (!(node instanceof Element)) return '';
      if (node.matches('.step-number')) return '';
      if (node.matches('.kept')) return [...node.childNodes].map(shape).join('');
      if (node.matches('.formula'))
        return `⟦${node.classList.contains('display') ? 'display ' : ''}${node.querySelector('annotation')?.textContent ?? ''}⟧`;
      const name =
        node.className === '' || node.localName === 'mark'
          ? node.localName
          : node.className.replace('md-', '');
      return `${name}(${[...node.childNodes].map(shape).join('')})`;
    };
    return [...text.querySelectorAll('.step')].map((step) => [...step.childNodes].map(shape).join(''));
  });
}

async function openAnswer(
  answer: string,
  range: readonly [number, number] | null = null,
): Promise<TracesPage> {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', answer, verdict: verdict({ range }) })]),
  });
  return view;
}

test('markdown and LaTeX become elements, step by step', async () => {
  const view = await openAnswer(
    [
      '### Step 1: **Halve** it',
      '',
      'So $x^2$ and \\(y\\), at $5 or $10, `a*b` *em*.',
      '\\[',
      '84 \\div 2 = 42',
      '\\]',
      'Done.',
      '',
      '1. one',
      '2. two',
      '   - sub $z$',
      '',
      '```python',
      'print("$x$")',
      '```',
      '| a | b |',
      '|---|---|',
      '| 1 | $2$ |',
    ].join('\n'),
  );
  expect(await drawn(view)).toEqual([
    'drawn(heading(Step 1: strong(Halve) it))',
    'drawn(paragraph(So ⟦x^2⟧ and ⟦y⟧, at $5 or $10, code(a*b) em(em).br()⟦display \n84 \\div 2 = 42\n⟧Done.))',
    'drawn(list(item(marker(1.)item-body(paragraph(one)))))',
    'drawn(list(item(marker(2.)item-body(paragraph(two)))))',
    'drawn(list(item(marker(•)item-body(paragraph(sub ⟦z⟧)))))',
    'drawn(fence(fence-info(python)code(print("$x$"))))',
    'drawn(table(thead(tr(th(a)th(b)))tbody(tr(td(1)td(⟦2⟧)))))',
  ]);
});

test('what streams is rendered step by step, each finished step once', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'a', state: 'streaming' })]) });
  await view.send({ type: 'deltas', deltas: [{ key: 'a', answer: 'x' }] });
  await view.settled();
  const text = Array.from(
    { length: 80 },
    (_, at) => `${at}. So **$x_${at}$** is:\n\\[\ny_{${at}}\n\n\\]\n\n`,
  ).join('');
  for (let at = 0; at < text.length; at += 23) {
    await view.page.evaluate(
      ({ answer }) => {
        const finished = [...document.querySelectorAll('.step > .drawn')].slice(0, -3);
        for (const step of finished) step.setAttribute('data-seen', '');
        const data = { type: 'deltas', deltas: [{ key: 'a', answer }] };
        window.dispatchEvent(new MessageEvent('message', { data }));
        return new Promise((done) => requestAnimationFrame(() => done(null)));
      },
      { answer: text.slice(at, at + 23) },
    );
  }
  await view.send({ type: 'column', column: headOf(column({ label: 'a' })) });
  const shapes = await drawn(view);
  expect(shapes.length).toBe(80);
  expect(shapes[40]).toBe(
    'drawn(list(item(marker(40.)item-body(paragraph(So strong(⟦x_40⟧) is:br()⟦display \ny_{40}\n\n⟧)))))',
  );
  // A step that was drawn anew would have lost what was put on it.
  const anew = await view.page
    .locator('.step > .drawn')
    .evaluateAll((all) => all.slice(0, -8).filter((step) => !step.hasAttribute('data-seen')).length);
  expect(anew).toBe(0);
  expect(await view.text('Answer', 'a')).toBe(`x${text}`);
});

test('what streams in large pieces is rendered too, and its reader stays at the end', async () => {
  const view = await openTraces();
  await view.send({ type: 'state', state: traces([column({ label: 'a', state: 'streaming' })]) });
  const text = Array.from(
    { length: 150 },
    (_, at) => `${at}. So **step** $\\frac{${at}}{2}$.\n\n\\[\n\\sum_{k=1}^{${at}} k\n\\]\n\n`,
  ).join('');
  // Steps that the browser lays out, in view or near it, but for the one that grows.
  const asTheyCame = () =>
    view.page.locator('.step:not(:has(.drawn))').evaluateAll(
      (steps) =>
        steps
          .slice(0, -1)
          .map((step) => step.querySelector('.step-number'))
          .filter((one) => one?.checkVisibility({ contentVisibilityAuto: true })).length,
    );
  for (let at = 0; at < text.length; at += 400) {
    await view.send({ type: 'deltas', deltas: [{ key: 'a', reasoning: text.slice(at, at + 400) }] });
    await expect.poll(asTheyCame).toBe(0);
  }
  await view.send({ type: 'column', column: headOf(column({ label: 'a' })) });
  await view.settled();
  const away = () =>
    view.page
      .locator('[aria-label="Reasoning of a"]')
      .evaluate((one) => Math.round(one.scrollHeight - one.clientHeight - one.scrollTop));
  await expect.poll(away).toBeLessThan(2);
});

test('the place of the answer is marked in prose, code and formulas, and told to screen readers', async () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['So it is 42.', '42', 'paragraph(So it is mark(42).)'],
    ['So it is **42**.', '42', 'paragraph(So it is strong(mark(42)).)'],
    ['So **it is 42** x.', '42** x', 'paragraph(So strong(it is mark(42))mark( x).)'],
    ['1. 42', '1. 42', 'list(item(marker(1.)item-body(paragraph(mark(42)))))'],
    ['so `a 42` b', '42', 'paragraph(so code(a mark(42)) b)'],
    ['so $x = 42$ b', '42', 'paragraph(so mark(⟦x = 42⟧) b)'],
    ['\\[\n\\boxed{42}\n\\]', '42', 'paragraph(mark(⟦display \n\\boxed{42}\n⟧))'],
    ['| a |\n|---|\n| 42 |', '42', 'table(thead(tr(th(a)))tbody(tr(td(mark(42)))))'],
  ];
  for (const [answer, found, shape] of cases) {
    const start = answer.indexOf(found);
    const view = await openAnswer(answer, [start, start + found.length]);
    expect(await drawn(view)).toEqual([`drawn(${shape})`]);
    const mark = view.page.getByRole('note', { name: 'Extracted answer' });
    expect(await mark.count()).toBeGreaterThan(0);
    await view.mode('raw');
    expect(await view.page.locator('.model-text mark').textContent()).toBe(found);
  }
});

test('signs of mathematics without LaTeX are kept, whatever markdown makes of them elsewhere', async () => {
  const lines = [
    'The sum ∑_{j=1}^∞ ∑_{k=1}^∞ of x_1 and __init__.',
    'So 5*x + 3*y = f(2)*g(3), and 2**3 + dx**2 = 12.',
  ];
  const view = await openAnswer(
    `${lines.join('\n\n')}\n\nBut *a*, **b**, _c_, __two words__, and 是**42**。\n\n3*$x$*4\n\n- 3 + 5 = 2\n\n+ 30\n\n- Three`,
  );
  const text = await drawn(view);
  expect(text.slice(0, 2)).toEqual(lines.map((line) => `drawn(paragraph(${line}))`));
  expect(text.slice(2)).toEqual([
    'drawn(paragraph(But em(a), strong(b), em(c), strong(two words), and 是strong(42)。))',
    'drawn(paragraph(3*⟦x⟧*4))',
    'drawn(list(item(marker(-)item-body(paragraph(3 + 5 = 2)))))',
    'drawn(list(item(marker(+)item-body(paragraph(30)))))',
    'drawn(list(item(marker(•)item-body(paragraph(Three)))))',
  ]);
});

test('no line begins with what stands right behind a formula', async () => {
  const view = await openTraces({ width: 420 });
  const answer = Array.from(
    { length: 40 },
    (_, at) => `${'w'.repeat(at)} and $y = 3$, so on the $y$-axis.`,
  ).join('\n\n');
  await view.send({ type: 'state', state: traces([column({ label: 'a', answer })]) });
  await view.settled();
  const places = await view.page.locator('.model-text .formula').evaluateAll((all) =>
    all.flatMap((formula) => {
      const next = formula.nextSibling;
      if (!(next instanceof Text)) return [];
      const range = document.createRange();
      range.setStart(next, 0);
      range.setEnd(next, 1);
      const [sign, last] = [
        range.getBoundingClientRect(),
        [...formula.querySelectorAll('.katex-base')].at(-1)!.getBoundingClientRect(),
      ];
      return [sign.left >= last.right - 2 && sign.top < last.bottom];
    }),
  );
  expect(places.length).toBeGreaterThan(10);
  expect(places).not.toContain(false);
});

test('search counts in the text as it came and shows what it found, in prose and in formulas', async () => {
  const filler = Array.from({ length: 400 }, (_, at) => `Line ${at} of **filler**.`).join('\n\n');
  const view = await openAnswer(`${filler}\n\nThe *Needle* is in **nee**dle and $needle^2$.\n\n${filler}`);
  await view.settled();
  expect(await view.ask('answer', (text) => text.find('needle', { caseSensitive: false }))).toBe(2);
  expect(await view.ask('answer', (text) => text.find('needle', { caseSensitive: true }))).toBe(1);
  expect(await view.ask('answer', (text) => text.find('(', { caseSensitive: true }))).toBe(0);
  const highlighted = () =>
    view.page.evaluate(() => {
      const seen = (box: DOMRect) => {
        const text = document.querySelector('.model-text')!.getBoundingClientRect();
        return box.top >= text.top && box.bottom <= text.bottom ? 'in view' : 'elsewhere';
      };
      const ranges = [...(CSS.highlights.get('trace-find')?.keys() ?? [])].filter(
        (range) => range instanceof Range,
      );
      const elements = [...document.querySelectorAll('.found')];
      return [
        ...ranges.map((range) => `${range.toString()}, ${seen(range.getBoundingClientRect())}`),
        ...elements.map((element) => `${element.className}, ${seen(element.getBoundingClientRect())}`),
      ];
    });
  const show = async (index: number) => {
    await view.page.evaluate(
      (at) => document.querySelector<ColumnView>('rt-column')!.model.answer.show(at),
      index,
    );
    await view.settled();
    // It is brought into view over some frames, while the steps around it get their heights.
    await expect.poll(async () => (await highlighted()).join()).toContain('in view');
    return highlighted();
  };
  await view.ask('answer', (text) => text.find('needle', { caseSensitive: false }));
  expect(await show(0)).toEqual(['Needle, in view']);
  expect(await show(1)).toEqual(['formula found, in view']);
  await view.ask('answer', (text) => text.find('Line 399', { caseSensitive: true }));
  expect(await show(1)).toEqual(['Line 399, in view']);
  await view.ask('answer', (text) => text.setMode('raw'));
  expect(await show(0)).toEqual(['Line 399, in view']);
  await view.ask('answer', (text) => text.find('', { caseSensitive: true }));
  expect(await highlighted()).toEqual([]);
});

test('search goes on while the text streams', async () => {
  const view = await openTraces();
  await view.send({
    type: 'state',
    state: traces([column({ label: 'a', state: 'streaming', answer: 'one ' })]),
  });
  await view.ask('answer', (text) => text.find('two', { caseSensitive: false }));
  for (const piece of ['t', 'w', 'o tw', 'oTWO']) {
    await view.send({ type: 'deltas', deltas: [{ key: 'a', answer: piece }] });
  }
  expect(await view.ask('answer', (text) => text.found)).toBe(3);
});

test('steps are counted and reached by number, and switching keeps the place', async () => {
  const text = Array.from({ length: 300 }, (_, at) => `Step ${at + 1}: $x_{${at}}$ and *more* of it.`).join(
    '\n\n',
  );
  const view = await openAnswer(text);
  await view.settled();
  expect(await view.ask('answer', (one) => one.steps)).toBe(300);
  expect(await view.ask('answer', (one) => one.currentStep)).toBe(1);
  await view.ask('answer', (one) => one.scrollToStep(200));
  await view.settled();
  const current = () => view.ask('answer', (one) => one.currentStep);
  await expect.poll(current).toBe(200);
  for (const mode of ['raw', 'rendered'] as const) {
    await view.mode(mode);
    await expect.poll(current).toBe(200);
  }
  await view.ask('answer', (one) => one.jumpToEnd());
  await view.settled();
  const atEnd = () =>
    view.page
      .locator('[aria-label="Answer of a"]')
      .evaluate((one) => one.scrollTop + one.clientHeight >= one.scrollHeight - 2);
  await expect.poll(atEnd).toBe(true);
  const number = view.page.locator('.step-number').nth(11);
  expect(await number.getAttribute('title')).toBe('Step 12');
  expect(await number.textContent()).toBe('');
});

test('a copy has the LaTeX of its formulas', async () => {
  const view = await openAnswer('So **it** is $x^2$:\n\\[\ny\n\\]\n1. one');
  await drawn(view);
  const copied = await view.page.evaluate(() => {
    const text = document.querySelector('[aria-label="Answer of a"]')!;
    document.getSelection()!.selectAllChildren(text);
    const data = new DataTransfer();
    text.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
  expect(copied).toBe('So it is $x^2$:\n\\[\ny\n\\]\n1. one\n');
});

test('what KaTeX draws with styles and pictures of its own keeps the policy', async () => {
  const commands =
    '\\vec{v} \\overrightarrow{AB} \\widehat{x} \\sqrt{x} \\sqrt[3]{x} \\cancel{x} \\boxed{x} \\pmb{x} \\fcolorbox{red}{blue}{x} ' +
    '\\overbrace{x} \\underline{x} \\phase{x} \\xrightarrow{x} \\stackrel{a}{b} \\color{red}{x} \\angl{n} \\left\\{x\\right. \\not= \\Huge{x}';
  const each = commands.split(' ').map((command) => `$${command}$`);
  const view = await openAnswer(
    `${each.join(', ')}\n\n\\[ \\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array} \\tag{1} \\]`,
  );
  await drawn(view);
  expect(await view.page.locator('.model-text .formula').count()).toBe(each.length + 1);
  const vector = await view.page
    .locator('.formula')
    .first()
    .locator('svg')
    .evaluate((svg) => svg.getBoundingClientRect().width);
  expect(vector).toBeGreaterThan(2);
});

test('a formula that is wider than its column scrolls in a box of its own', async () => {
  const view = await openAnswer(
    [
      'So $\\frac{a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13} + a_{14} + a_{15} + a_{16} + a_{17} + a_{18} + a_{19} + a_{20} + a_{21}}{b}$ is it.',
      '\\[\n\\begin{pmatrix} 1000001 & 1000002 & 1000003 & 1000004 & 1000005 & 1000006 \\end{pmatrix}\n\\]',
      'And $a = b$ with $x + y + z + u + v + w + x + y + z + u + v + w + x + y + z + u + v$.',
    ].join('\n\n'),
  );
  await view.page.setViewportSize({ width: 400, height: 800 });
  await drawn(view);
  const boxes = await view.page.locator('.model-text .formula').evaluateAll((all) =>
    all.map((formula) => {
      const step = formula.closest('.step')!;
      return [
        formula.classList.contains('wide') ? 'own box' : 'in the line',
        formula.scrollWidth > formula.clientWidth && formula.clientWidth > 0 ? 'scrolls' : 'fits',
        step.scrollWidth > step.clientWidth ? 'too wide' : 'within',
      ].join(', ');
    }),
  );
  expect(boxes).toEqual([
    'own box, scrolls, within',
    'own box, scrolls, within',
    'in the line, fits, within',
    'in the line, fits, within',
  ]);
  const text = view.page.locator('.model-text');
  expect(await text.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
});

test('of a listing without end only what is near the view is laid out', async () => {
  const listing = Array.from({ length: 3_000 }, (_, at) => `line ${at} of the listing`).join('\n');
  const view = await openAnswer(`\`\`\`python\n${listing}`);
  await view.settled();
  const blocks = await view.page.evaluate(() => {
    const all = [...document.querySelectorAll('.block')];
    const laidOut = all.filter((block) => {
      const mark = block.appendChild(document.createElement('span'));
      const seen = mark.checkVisibility({ contentVisibilityAuto: true });
      mark.remove();
      return seen;
    });
    return {
      steps: document.querySelectorAll('.step').length,
      all: all.length,
      laidOut: laidOut.length,
    };
  });
  expect(blocks.steps).toBe(1);
  expect(blocks.all).toBeGreaterThan(20);
  expect(blocks.laidOut).toBeLessThan(blocks.all / 2);
  // Its end is reached all the same, and it is whole.
  await view.ask('answer', (text) => text.find('line 2999 of', { caseSensitive: true }));
  await view.ask('answer', (text) => text.show(0));
  await expect
    .poll(() =>
      view.page.evaluate(() => {
        const box = document.querySelector('.model-text')!.getBoundingClientRect();
        const [range] = [...(CSS.highlights.get('trace-find')?.keys() ?? [])];
        const place = range instanceof Range ? range.getBoundingClientRect() : null;
        return place !== null && place.height > 0 && place.top >= box.top && place.bottom <= box.bottom;
      }),
    )
    .toBe(true);
  expect(await view.text('Answer', 'a')).toBe(`\`\`\`python\n${listing}`);
});
