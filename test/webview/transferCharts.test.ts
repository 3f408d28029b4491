import { expect, test } from 'vitest';
import type { ChartTable } from '../../src/webview/transfer/charts/chartTable.ts';
import { chartNames, type ChartName } from '../../src/webview/transfer/charts/chartNames.ts';
import type { Transfer } from '../../src/core/transfer/transfer.ts';
import type { ChartPage } from './support/chartPage.ts';
import type { Mark } from './support/chartMain.ts';
import { useCharts } from './support/fixture.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { transferOf } from './support/transferData.ts';

const openChart = useCharts();

/** The mark whose tip has all these lines. */
async function markOf(view: ChartPage, ...words: string[]): Promise<Mark> {
  const found = (await view.marks()).find(({ lines }) => words.every((word) => lines.includes(word)));
  if (found === undefined) throw new Error(`no mark says ${words.join(', ')}`);
  return found;
}

function table(view: ChartPage, name: ChartName, transfer: Transfer): Promise<ChartTable> {
  return view.page.evaluate(
    ([chart, data]) =>
      window.charts.chartTable(chart, { models: data.models, transfer: data, hidden: new Set() }),
    [name, transfer] as const,
  );
}

const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
const rounded = (value: number | null): number | string =>
  value === null ? '–' : Math.round(value * 100) / 100;

test('a bar says its exact values and n, and a click on it asks for its items', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 3 });
  await view.show('gains', transfer);
  const [, model] = transfer.models;
  const benchmark = model?.benchmarks.find((one) => one.benchmark === 'CoQA');
  if (benchmark === undefined) throw new Error('no CoQA');
  const { value, low, high } = benchmark.delta;
  const { x, y } = await markOf(view, 'Harbour-14B-sft', 'CoQA, Non-reasoning');
  expect(await view.hover(x, y)).toEqual([
    'Harbour-14B-sft',
    'CoQA, Non-reasoning',
    'ΔR in points (95 % interval)',
    `${signed(value)} (${signed(low ?? 0)} to ${signed(high ?? 0)})`,
    'Base Harbour-14B',
    `${benchmark.base.toFixed(2)} %`,
    'Tuned',
    `${benchmark.tuned.toFixed(2)} %`,
    'n',
    '500 items',
    'p, corrected',
    '< 0.001',
    'True difference found in 80 of 100 cases, before correction',
    `±${(benchmark.detectable?.points ?? 0).toFixed(2)}`,
  ]);
  await view.click(x, y);
  expect(await view.fired()).toEqual([['rt-drill', { model: 'Harbour-14B-sft', benchmark: 'CoQA' }]]);
});

for (const width of [500, 1600]) {
  test(`at ${width} px each of 18 models has a bar of its own on each benchmark, and nothing is wider than the page`, async () => {
    const view = await openChart({ width });
    const transfer = transferOf({ models: 18, valuesOnly: 2 });
    await view.show('gains', transfer);
    const wanted = transfer.models.flatMap(({ model, benchmarks }) =>
      benchmarks.map(({ benchmark }) => `${model} ${benchmark}`),
    );
    // Bars stand at 1600 px and lie at 500.
    const marks = await (width === 1600 ? view.marks(3, 80) : view.marks(80, 3));
    const found = marks.map(({ lines: [model = '', about = ''] }) => `${model} ${about.split(',')[0] ?? ''}`);
    expect(found.sort()).toEqual(wanted.sort());
    expect(wanted.length).toBe(18 * 12 - 1);
    for (const name of chartNames) {
      await view.show(name, transferOf({ models: 18, runs: 2 }));
      expect(await view.overflow()).toBeLessThanOrEqual(0);
    }
  });
}

test('each chart shows the values of the table behind it', async () => {
  const view = await openChart({ width: 1200 });
  const transfer = transferOf({ models: 4, valuesOnly: 1, runs: 1 });
  const [first, second] = transfer.models;
  if (first === undefined || second === undefined) throw new Error('no models');
  const { math, other } = first.domains;
  const gains = await table(view, 'gains', transfer);
  expect(gains.rows[0]).toEqual([
    first.model,
    'MATH-500',
    'Math',
    ...[first.benchmarks[0]?.base, first.benchmarks[0]?.tuned].map((value) => rounded(value ?? null)),
    ...[
      first.benchmarks[0]?.delta.value,
      first.benchmarks[0]?.delta.low,
      first.benchmarks[0]?.delta.high,
    ].map((value) => rounded(value ?? null)),
    500,
  ]);
  const scatter = await table(view, 'scatter', transfer);
  expect(scatter.rows[0]?.slice(0, 6)).toEqual([
    first.model,
    ...[math.delta.value, math.delta.low, math.delta.high].map(rounded),
    1234,
    rounded(other.delta.value),
  ]);
  const index = await table(view, 'index-size', transfer);
  const sft = transfer.models.filter(({ method, ti }) => method === 'sft' && ti.other.value !== null);
  const mean = sft.reduce((sum, { ti }) => sum + (ti.other.value ?? 0), 0) / sft.length;
  expect(index.rows).toContainEqual([
    `Mean of ${sft.length} models`,
    'SFT',
    '–',
    'TI other',
    rounded(mean),
    '–',
    '–',
    ...(['math', 'other'] as const).map((domain) =>
      rounded(sft.reduce((sum, model) => sum + (model.domains[domain].delta.value ?? 0), 0) / sft.length),
    ),
    '',
  ]);
  const steps = await table(view, 'steps', transfer);
  expect(steps.rows.map(([, step, domain]) => [step, domain]).slice(0, 6)).toEqual([
    ...[50, 100, 200, 400, 800].map((step) => [step, 'Math']),
    [50, 'Other reasoning'],
  ]);
  const slopes = await table(view, 'slopes', transfer);
  expect(slopes.rows).toHaveLength(transfer.models.length * 3);
  // And what is drawn says the same.
  await view.show('scatter', transfer);
  const elsewhere = `${signed(other.delta.value ?? 0)} (${signed(other.delta.low ?? 0)} to ${signed(other.delta.high ?? 0)})`;
  await markOf(view, first.model, 'Other reasoning, ΔR in points (95 % interval)', elsewhere);
  await view.show('slopes', transfer);
  await markOf(view, first.model, 'Math · RL · 14B', '1,234 items, 4 of 4 benchmarks');
  await view.show('steps', transfer);
  const last = transfer.models.at(-1);
  await markOf(view, last?.model ?? '', 'Math · RL · 14B · step 800');
});

test('an index that is undefined is no point among the values: it is at the edge, with its reason', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 18 });
  await view.show('index-size', transfer);
  const marks = await view.marks();
  const lost = marks.filter(({ lines }) => lines[0] === 'Lantern-8B-lost');
  const defined = marks.filter(({ lines }) => !lines.includes('undefined'));
  expect(lost).toHaveLength(2);
  for (const { lines, y } of lost) {
    expect(lines).toContain('undefined');
    expect(lines.at(-1)).toBe('math did not gain');
    // The gains that it is made of are said beside it.
    expect(lines).toContain('Math, ΔR in points (95 % interval)');
    expect(Math.min(...defined.map((mark) => y - mark.y))).toBeGreaterThan(0);
  }
  const { rows } = await table(view, 'index-size', transfer);
  expect(rows.filter(([model]) => model === 'Lantern-8B-lost').map((row) => [row[4], row[9]])).toEqual([
    ['undefined', 'math did not gain'],
    ['undefined', 'math did not gain'],
  ]);
});

test('values without scores of single items have no interval, and say so', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 2, valuesOnly: 1 });
  await view.show('gains', transfer);
  const { lines } = await markOf(view, 'Harbour-14B-sft', 'MATH-500, Math');
  expect(lines).toContain('ΔR in points');
  expect(lines).toContain('no scores of single items');
  expect(lines.join(' ')).not.toContain(' to ');
});

test('the legend hides and shows models; a run is all of its checkpoints', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 3, runs: 1 });
  await view.show('scatter', transfer, ['Harbour-14B-sft']);
  const entry = view.page.getByRole('button', { name: 'Harbour-14B-sft', exact: true });
  expect(await entry.getAttribute('aria-pressed')).toBe('false');
  expect((await view.marks()).map(({ lines: [model] }) => model)).not.toContain('Harbour-14B-sft');
  await entry.focus();
  await view.page.keyboard.press('Enter');
  expect(await view.fired()).toEqual([['rt-toggle-model', { model: 'Harbour-14B-sft' }]]);
  await view.show('steps', transfer);
  await view.page.getByRole('button', { name: 'Harbour-14B-rl-run1' }).click();
  expect((await view.fired()).map(([, detail]) => detail)).toEqual(
    [50, 100, 200, 400, 800].map((step) => ({ model: `Harbour-14B-rl-run1/checkpoint-${step}` })),
  );
});

test('another theme is put on while it is open: other colours, and what was hidden stays hidden', async () => {
  const view = await openChart({ theme: 'dark' });
  await view.show('slopes', transferOf({ models: 3 }), ['Harbour-14B-rl']);
  const dark = await view.pixel(2, 2);
  await view.wear('light');
  expect(dark).toBe('31 31 31');
  expect(await view.pixel(2, 2)).toBe('255 255 255');
  expect(await view.page.locator('.legend-entry[aria-pressed=false]').allInnerTexts()).toEqual([
    'Harbour-14B-rl',
  ]);
});

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`the colours of series stand out in ${theme}`, async () => {
    const view = await openChart({ theme });
    await view.show('gains', transferOf({ models: 2 }));
    const contrasts = await view.page.evaluate(() => window.charts.contrasts());
    expect(contrasts).toHaveLength(8);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3);
  });
}

test('in high contrast bars are told apart by their hatching, elsewhere only beyond the colours there are', async () => {
  const view = await openChart({ theme: 'light' });
  await view.show('gains', transferOf({ models: 10 }));
  const plain = await view.swatchColors();
  expect(plain.map((colors) => colors > 1)).toEqual([...Array<boolean>(8).fill(false), true, true]);
  await view.wear('high-contrast');
  expect((await view.swatchColors()).map((colors) => colors > 1)).toEqual([
    false,
    ...Array<boolean>(9).fill(true),
  ]);
});

test('zoomed in, a chart keeps what it looks at when new values come, until all are shown again', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 3 });
  await view.show('scatter', transfer);
  const whole = await view.marks();
  const { x, y } = await markOf(view, 'Harbour-14B-rl', 'RL · 14B');
  await view.hover(x, y);
  await view.page.keyboard.down('Control');
  await view.page.mouse.wheel(0, -250);
  await view.page.keyboard.up('Control');
  await view.painted();
  const near = await view.marks();
  expect(near.length).toBeLessThan(whole.length);
  // What was under the pointer is there still.
  expect((await view.hover(x, y))[0]).toBe('Harbour-14B-rl');
  await view.show('scatter', { ...transfer });
  expect(await view.marks()).toEqual(near);
  // Dragged, it goes along, and the click that ends the drag opens nothing.
  await view.drag(x, y, -60, 0);
  expect((await view.hover(x - 60, y))[0]).toBe('Harbour-14B-rl');
  expect(await view.fired()).toEqual([]);
  await view.page.evaluate(() => window.charts.pane.resetZoom());
  expect(await view.marks()).toEqual(whole);
});

test('a name that hides characters shows them, and is no markup', async () => {
  const view = await openChart();
  const name = '<img src=x onerror=alert(1)>\u202e';
  await view.show('gains', transferOf({ models: 1, names: [name] }));
  expect(await view.page.locator('.legend-entry').innerText()).toBe('<img src=x onerror=alert(1)>⟨U+202E⟩');
  const { x, y } = await markOf(view, 'MATH-500, Math');
  expect((await view.hover(x, y))[0]).toBe('<img src=x onerror=alert(1)>⟨U+202E⟩');
  expect(await view.page.locator('img').count()).toBe(0);
});

test('a chart without anything to show says why', async () => {
  const view = await openChart();
  const why = (name: ChartName, transfer: Transfer) =>
    view.page.evaluate(
      ([chart, data]) =>
        window.charts.chartAvailable(chart, { models: data.models, transfer: data, hidden: new Set() }),
      [name, transfer] as const,
    );
  expect(await why('gains', transferOf({ models: 0 }))).toBe('No model is chosen.');
  expect(await why('steps', transferOf({ models: 2 }))).toBe('No model is a checkpoint of a training run.');
  expect(await why('steps', transferOf({ models: 0, runs: 1 }))).toBeNull();
});

test('in the picture of the index the gains stand beside each name and each mean', async () => {
  const view = await openChart({ width: 900 });
  const transfer = transferOf({ models: 4 });
  await view.show('index-size', transfer);
  const [first] = await view.page.locator('.legend-entry').allInnerTexts();
  expect(first?.replace(/\s+/g, ' ')).toBe('Harbour-14B-rl ΔR math +14.8, other +6.1, non +5.1');
  const svg = await view.page.evaluate(() => window.charts.pane.svg());
  expect(svg).toContain('Harbour-14B-rl ΔR math +14.8, other +6.1, non +5.1');
  const means = await view.page.locator('.legend-entry.explains').allInnerTexts();
  expect(means.map((words) => words.replace(/\s+/g, ' ').replaceAll(/[+−]?\d+(\.\d+)?/g, 'x'))).toEqual([
    'TI other, RL: x, mean of x models ΔR math x, other x',
    'TI other, SFT: x, mean of x models ΔR math x, other x',
    'TI non, RL: x, mean of x models ΔR math x, non x',
    'TI non, SFT: x, mean of x models ΔR math x, non x',
  ]);
  for (const words of means) expect(svg).toContain(words.replace(/\s+/g, ' '));
  // What only explains hides nothing.
  await view.page.locator('.legend-entry.explains').first().click();
  expect(await view.fired()).toEqual([]);
});

test('runs of one name are those of their bases, each a line of its own', async () => {
  const view = await openChart();
  const transfer = transferOf({ models: 0, runs: 2 });
  const sameName: Transfer = {
    ...transfer,
    models: transfer.models.map((model, at) => ({
      ...model,
      base: at < 5 ? 'Harbour-14B' : 'Meadow-7B',
      checkpoint: model.checkpoint && { ...model.checkpoint, run: 'run' },
    })),
  };
  await view.show('steps', sameName);
  expect(await view.page.locator('.legend-entry').allInnerTexts()).toEqual([
    'run (Harbour-14B)',
    'run (Meadow-7B)',
  ]);
  const { rows } = await table(view, 'steps', sameName);
  expect(rows.filter(([run]) => run === 'run (Harbour-14B)').map(([, step]) => step)).toEqual(
    Array.from({ length: 3 }, () => [50, 100, 200, 400, 800]).flat(),
  );
});
