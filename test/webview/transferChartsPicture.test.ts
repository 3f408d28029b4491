import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chartNames } from '../../src/webview/transfer/charts/chartNames.ts';
import { useCharts } from './support/fixture.ts';
import { startBrowser } from './support/browser.ts';
import { transferOf } from './support/transferData.ts';

const openChart = useCharts();

/** A page without a policy, which shows pictures and reads their pixels. */
let compare: (png: string, svg: string) => Promise<Likeness>;
let close: () => Promise<void>;

interface Likeness {
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** Share of pixels that hardly differ, and of those that are no background. */
  readonly alike: number;
  readonly drawn: number;
}

beforeAll(async () => {
  const browser = await startBrowser();
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<p></p>'),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${address.port}`);
  compare = (png, svg) => page.evaluate(compareInPage, [png, svg] as const);
  close = async () => {
    await browser.close();
    await new Promise((done) => server.close(done));
  };
});
afterAll(() => close());

async function compareInPage([png, svg]: readonly [string, string]): Promise<Likeness> {
  const load = (source: string): Promise<HTMLImageElement> =>
    new Promise((done, fail) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = () => fail(new Error('no picture'));
      image.src = source;
    });
  const images = [
    await load(`data:image/png;base64,${png}`),
    await load(URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))),
  ];
  const [first, second] = images;
  if (first === undefined || second === undefined) throw new Error('no picture');
  // At the size of the PNG, so that the SVG is drawn as sharp.
  const pixels = images.map((image) => {
    const canvas = new OffscreenCanvas(first.width, first.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no context');
    context.drawImage(image, 0, 0, first.width, first.height);
    return context.getImageData(0, 0, first.width, first.height).data;
  });
  const [a = new Uint8ClampedArray(), b = new Uint8ClampedArray()] = pixels;
  let [alike, drawn] = [0, 0];
  for (let at = 0; at < a.length; at += 4) {
    const differs = (x: number, y: number): boolean => Math.abs(x - y) > 40;
    const channels = [0, 1, 2];
    if (channels.every((part) => !differs(a[at + part] ?? 0, b[at + part] ?? 0))) alike += 1;
    if (channels.some((part) => differs(a[at + part] ?? 0, a[part] ?? 0))) drawn += 1;
  }
  const count = a.length / 4;
  return {
    sizes: images.map(({ width, height }) => [width, height]),
    alike: alike / count,
    drawn: drawn / count,
  };
}

const data = { models: 9, valuesOnly: 1, runs: 2 };

for (const name of chartNames) {
  test(`${name}: the SVG is the same picture as the canvas’s PNG at twice the size`, async () => {
    const view = await openChart({ theme: name === 'gains' ? 'high-contrast' : 'light', width: 1000 });
    await view.show(name, transferOf(data));
    const [png, svg] = await view.pictures();
    const { sizes, alike, drawn } = await compare(png, svg);
    expect(sizes[0]).toEqual(sizes[1]?.map((side) => side * 2));
    expect(drawn).toBeGreaterThan(0.02);
    expect(alike).toBeGreaterThan(0.98);
    // Of the marks alone: most of a picture is background. The frames of bars are more than this.
    expect(1 - alike).toBeLessThan(drawn / 20);
  });
}

test('an SVG stands alone: well-formed, with fonts, a background and words, and nothing fetched or run', async () => {
  const view = await openChart({ theme: 'dark', width: 900 });
  const name = '<script>alert(1)</script> & "friends"\u202e';
  await view.show('gains', transferOf({ models: 2, names: [name] }));
  const [, svg] = await view.pictures();
  const facts = await view.page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      root: root.nodeName,
      space: root.namespaceURI,
      errors: root.querySelectorAll('parsererror').length,
      tags: [...new Set([...root.querySelectorAll('*')].map(({ nodeName }) => nodeName))].sort(),
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
      families: [
        ...new Set([...root.querySelectorAll('text')].map((one) => one.getAttribute('font-family'))),
      ],
      first: root.querySelector('rect')?.getAttribute('fill'),
    };
  }, svg);
  expect(facts).toMatchObject({
    root: 'svg',
    space: 'http://www.w3.org/2000/svg',
    errors: 0,
    tags: ['clipPath', 'defs', 'g', 'path', 'rect', 'text'],
    families: ['system-ui, "Ubuntu", "Droid Sans", sans-serif'],
    first: 'rgb(31, 31, 31)',
  });
  expect(facts.texts).toContain('<script>alert(1)</script> & "friends"⟨U+202E⟩');
  expect(facts.texts).toEqual(
    expect.arrayContaining(['MATH-500', 'HaluEval', 'Math', 'Other reasoning', 'Non-reasoning']),
  );
  expect(/ (?:xlink:)?href=| style=|url\((?!#)/.exec(svg)).toBeNull();
});

test('a model that is hidden is in no picture, and one of many models names all of them', async () => {
  const view = await openChart({ theme: 'light', width: 1600 });
  const transfer = transferOf({ models: 18 });
  const [first = '', ...others] = transfer.models.map(({ model }) => model);
  await view.show('scatter', transfer, [first]);
  const [, svg] = await view.pictures();
  expect(svg.includes(`${first}<`)).toBe(false);
  expect(others.filter((model) => !svg.includes(`${model}<`))).toEqual([]);
});
