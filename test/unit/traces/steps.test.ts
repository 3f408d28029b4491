import { existsSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { mathSpans } from '../../../src/core/traces/mathSpans.ts';
import { splitSteps, StepSplitter, type Step } from '../../../src/core/traces/steps.ts';

/** The steps of a text, one a line, line ends as `⏎`. */
function shown(text: string): string[] {
  return splitSteps(text).map(({ start, end }) => text.slice(start, end).replaceAll('\n', '⏎'));
}

test('blank lines, items, headings and numbered steps each begin a step', () => {
  const text = [
    '',
    'First I look at it.',
    'It is even.',
    '',
    '  ',
    '### Plan',
    'Two cases:',
    '1. odd',
    '   - and prime',
    '2) even',
    'Step 2: add',
    '**Schritt 3.** Teilen',
    '步骤4：加',
    '第5步',
    '**Done**',
    'a) so',
    'x2 + 3 = 5',
    'In 1986 it rained.',
  ].join('\n');
  expect(shown(text)).toEqual([
    '⏎First I look at it.⏎It is even.⏎⏎  ⏎',
    '### Plan⏎Two cases:⏎',
    '1. odd⏎',
    '   - and prime⏎',
    '2) even⏎',
    'Step 2: add⏎',
    '**Schritt 3.** Teilen⏎',
    '步骤4：加⏎',
    '第5步⏎',
    '**Done**⏎',
    'a) so⏎x2 + 3 = 5⏎In 1986 it rained.',
  ]);
});

test('fences, tables and display formulas stay whole, rules belong to what is above them', () => {
  const rows = Array.from({ length: 120 }, (_, at) => `| ${at} | row number. Then more. |`).join('\n');
  const text = [
    'Code:',
    '```python',
    'a = 1',
    '',
    '- b',
    '```',
    'So',
    '\\[',
    '1. x',
    '',
    '- y',
    '\\]',
    'and $$a',
    '- b$$ too',
    '',
    '\\begin{align*}',
    '',
    '2. z',
    '\\end{align*}',
    '---',
    'End',
    '',
    '| a | b |',
    '|---|---|',
    rows,
  ].join('\n');
  expect(shown(text)).toEqual([
    'Code:⏎',
    '```python⏎a = 1⏎⏎- b⏎```⏎',
    'So⏎\\[⏎1. x⏎⏎- y⏎\\]⏎and $$a⏎- b$$ too⏎⏎',
    '\\begin{align*}⏎⏎2. z⏎\\end{align*}⏎---⏎',
    'End⏎⏎',
    `| a | b |⏎|---|---|⏎${rows.replaceAll('\n', '⏎')}`,
  ]);
});

test('a stray delimiter swallows nothing', () => {
  expect(shown('cost $$ a\n\nb\n\nc $$ d')).toEqual(['cost $$ a⏎⏎', 'b⏎⏎', 'c $$ d']);
  const far = 'A sentence of words. '.repeat(300);
  expect(shown(`\\[ open\n\n${far}\n\n\\] end`).slice(0, 1)).toEqual(['\\[ open⏎⏎']);
  expect(shown('`$$` is a mark\n\nand $$')).toEqual(['`$$` is a mark⏎⏎', 'and $$']);
});

test('long prose is cut at sentence ends in any language, never within a formula', () => {
  const english = 'We add 3.5 to it, e.g. by hand. '.repeat(200);
  const chinese = '我们先把它分解成质因数。'.repeat(400);
  for (const text of [english, chinese]) {
    const steps = splitSteps(text);
    expect(Math.max(...steps.map(({ start, end }) => end - start))).toBeLessThanOrEqual(2_000);
    for (const { start, end } of steps) expect(text.slice(start, end).trimEnd()).toMatch(/hand\.$|。$/);
  }
  const formula = `${'Words. '.repeat(200)}\\[ ${'a. B '.repeat(300)} \\] ${'More. '.repeat(100)}`;
  expect(splitSteps(formula).some((step) => formula.slice(step.start, step.end).includes('\\[ a'))).toBe(
    true,
  );
  for (const { start, end } of splitSteps(formula)) {
    const text = formula.slice(start, end);
    expect(text.includes('\\[')).toBe(text.includes('\\]'));
  }
});

test('the next sign of a formula is looked for once, not from each line on', () => {
  const searches = (lines: number, last: string): number => {
    const text = `${'Some words.\n\n'.repeat(lines)}${last}`;
    const exec = vi.spyOn(RegExp.prototype, 'exec');
    try {
      expect(splitSteps(text)).toHaveLength(lines + 1);
      return exec.mock.contexts.filter((it) => it instanceof RegExp && it.source === '[`$\\\\]').length;
    } finally {
      exec.mockRestore();
    }
  };
  for (const last of ['No formula.', 'So $x$ it is.']) {
    expect(searches(10, last)).toBeGreaterThan(0);
    expect(searches(500, last)).toBe(searches(10, last));
  }
});

test('dollars are money or mathematics, as pandoc reads them', () => {
  const found = (text: string) => mathSpans(text).map(({ tex }) => text.slice(...tex));
  expect(found('It costs $5 and $10, or $20.')).toEqual([]);
  expect(found('between $5-$10 a day, $ 5 and then $ 10')).toEqual([]);
  expect(found('a number $ N $ and $ N = p^a $')).toEqual([' N ', ' N = p^a ']);
  expect(found('$x$, $x+y$ and \\$5 \\(a\n+b\\) `$z$` $$q$$')).toEqual(['x', 'x+y', 'a\n+b', 'q']);
  expect(found('so \\boxed{\\frac{1}{2}} it is, \\\\[2pt] not')).toEqual(['\\boxed{\\frac{1}{2}}']);
  expect(found('\\begin{cases} 1 \\\\[2pt] 2 \\end{cases}')).toEqual([
    '\\begin{cases} 1 \\\\[2pt] 2 \\end{cases}',
  ]);
  expect(found('$a\n\nb$')).toEqual([]);
});

/** Pieces that the marks are made of, so that random texts have many of them, whole and broken. */
const pieces = (
  '\n|\n|\n\n|\n\n| |  |a|Words here.|A sentence. |- |1. |# |## x|Step 3:|```|```py|~~~~|`|``|$|$$|\\[|\\]|\\(|\\)' +
  '|\\begin{align}|\\end{align}|\\boxed{|}|\\|\\\\|---|===|a | b|---|---\n|🎉|\ud83c|\r\n|\u2028|\u202e|。|**|\t'
).split('|');

function randomText(random: () => number): string {
  const count = Math.floor(random() * 120);
  let text = '';
  for (let at = 0; at < count; at += 1) {
    const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
    text += random() < 0.02 ? 'Some long words. '.repeat(Math.floor(random() * 400)) : piece;
    if (random() < 0.01) text += 'x'.repeat(Math.floor(random() * 9_000));
  }
  return text;
}

/** Mulberry32: the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function tiles(steps: readonly Step[], length: number): boolean {
  const ends = [0, ...steps.map((step) => step.end)];
  return (
    steps.every((step, at) => step.start === ends[at] && step.end > step.start) && ends.at(-1) === length
  );
}

test('steps tile any text, and what arrives in pieces gives the same steps, none of them ever changed', () => {
  for (let seed = 0; seed < 2_500; seed += 1) {
    const random = numbers(seed);
    const text = randomText(random);
    const whole = splitSteps(text);
    if (!tiles(whole, text.length)) throw new Error(`seed ${seed}: no tiling`);
    const splitter = new StepSplitter();
    const given: Step[] = [];
    for (let at = 0; at < text.length;) {
      const next = at + 1 + Math.floor(random() ** 3 * 2_000);
      given.push(...splitter.push(text.slice(at, next)));
      if (splitter.open.start !== (given.at(-1)?.end ?? 0)) throw new Error(`seed ${seed}: a gap`);
      at = next;
    }
    given.push(...splitter.finish());
    expect(given, `seed ${seed}`).toEqual(whole);
  }
});

test('real traces split into steps of a size to read', ({ skip }) => {
  const file = new URL(
    '../../../../shared/data/responses/UniReason-SFT_hendrycks_math_500.jsonl',
    import.meta.url,
  );
  if (!existsSync(file)) skip('the shared responses are not here');
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String((JSON.parse(line) as Record<string, unknown>).output));
  for (const text of texts.slice(0, 200)) {
    const steps = splitSteps(text);
    expect(tiles(steps, text.length)).toBe(true);
    expect(Math.max(...steps.map(({ start, end }) => end - start))).toBeLessThan(6_000);
  }
});
