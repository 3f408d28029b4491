import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comparisonHtml } from '../../src/core/compare/export/comparisonHtml.ts';
import type { ComparisonRecord } from '../../src/core/compare/export/comparisonRecord.ts';
import { hostile, recordOf } from '../unit/compare/exportRecord.ts';
import { violations } from './support/axe.ts';
import { startBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** A saved page as a colleague opens it, from the disk; what it asked for, and what the browser said of it. */
async function open(
  record: ComparisonRecord,
  {
    width = 1200,
    colorScheme = 'light',
  }: { readonly width?: number; readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<{ readonly page: Page; readonly requests: string[]; readonly said: string[] }> {
  const file = join(mkdtempSync(join(tmpdir(), 'comparison-')), 'page.html');
  writeFileSync(file, comparisonHtml(record));
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const requests: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return { page, requests, said };
}

const pair = recordOf([
  {
    label: 'tuned',
    reasoning:
      'Each spider has eight legs.\n\nTwo spiders are asked for in the question.\n\nSo the number of all legs is L = 8 + 8 = 16 legs.\n\nWait, let me check that.',
    answer: 'The answer is \\boxed{16}.',
    extracted: '16',
    value: 1,
  },
  {
    label: 'base',
    reasoning:
      'Each spider has eight legs.\n\nTwo spiders are asked for in the question.\n\nSo the number of all legs is L = 8 + 6 = 14 legs.',
    end: 'truncated',
    value: 0,
  },
]);

test('a page of hostile texts runs nothing, asks for nothing and keeps its form', async () => {
  const text = hostile.join('\n\n');
  for (let at = 0; at < hostile.length; at += 4) {
    const labels = hostile.slice(at, at + 4);
    const record = recordOf(
      labels.map((label, place) => ({
        label,
        model: label,
        extracted: label,
        reasoning: `${place < 2 ? text.slice(20 * place) : ''}\n\n${label}`,
      })),
      { item: { benchmark: labels[0] ?? '', id: labels[1] ?? '', question: text, gold: labels[2] ?? '' } },
    );
    const { page, requests, said } = await open(record);
    await page.locator('summary').evaluateAll((all) => {
      for (const one of all) if (one instanceof HTMLElement) one.click();
    });
    await page.mouse.move(200 + at, 300);
    const found = await page.evaluate(() => ({
      ran: 'ran' in window,
      active: document.querySelectorAll(
        'script, img, svg, iframe, link, base, form, object, a, [onerror], [onload]',
      ).length,
      refresh: document.querySelectorAll('meta[http-equiv="refresh"]').length,
      headings: document.querySelectorAll('h1').length,
      tables: document.querySelectorAll('table').length,
      columns: [
        ...new Set([...document.querySelectorAll('.steps > thead > tr')].map((row) => row.children.length)),
      ],
    }));
    expect(found).toEqual({ ran: false, active: 0, refresh: 0, headings: 1, tables: 2, columns: [5] });
    expect(requests.length).toBe(1);
    expect(said).toEqual([]);
    expect(await page.locator('.steps').innerText()).toContain('onerror="window.ran = 1"');
    await page.close();
  }
});

test.each(['light', 'dark'] as const)('axe finds nothing in %s, wide or narrow', async (colorScheme) => {
  for (const width of [1200, 500]) {
    const { page } = await open(pair, { width, colorScheme });
    await page.locator('summary').click();
    expect(await violations({ page })).toEqual([]);
    await page.close();
  }
});

test('at 500 px nothing is cut off, and each text says whose it is', async () => {
  const { page } = await open(pair, { width: 500 });
  const wide = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    steps: [...document.querySelectorAll('.steps *')].filter(
      (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1,
    ).length,
  }));
  expect(wide).toEqual({ page: false, steps: 0 });
  const row = await page.locator('tr.disagrees').innerText();
  expect(row).toMatch(
    /another value of the same thing[^]*tuned · step 3[^]*16 legs[^]*base · step 3[^]*14 legs/,
  );
});

test('on a phone no name of a fact is broken within a word', async () => {
  const { page } = await open(pair, { width: 400 });
  const lines = await page.getByRole('rowheader', { name: 'Backtracking' }).evaluate((name) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return range.getClientRects().length;
  });
  expect(lines).toBe(1);
});

test('steps that belong together stand side by side, and other words are marked', async () => {
  const { page } = await open(pair);
  const cells = page.locator('tr.disagrees td');
  const [left, right] = [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()];
  expect(left?.y).toBe(right?.y);
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual((right?.x ?? 0) + 1);
  expect((await cells.nth(1).locator('mark').allTextContents()).join(' ')).toMatch(/6.*14/);
  expect(await page.locator('details').count()).toBe(1);
  expect(await page.locator('details .text').isVisible()).toBe(false);
  const columns = await page.getByRole('table').nth(1).getByRole('columnheader').allTextContents();
  expect(columns).toEqual(['Steps', 'tuned, the reference', 'base']);
});

test('it is printed dark on light, whatever its reader has, and the names of its columns stay in view', async () => {
  const steps = Array.from({ length: 80 }, (_, at) => `Step ${at} says something of its own, of ${at * 7}.`);
  const { page } = await open(
    recordOf([
      { reasoning: steps.join('\n\n') },
      { reasoning: steps.map((step) => `So ${step}`).join('\n\n') },
    ]),
    { colorScheme: 'dark' },
  );
  const back = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await back()).toBe('rgb(13, 17, 23)');
  await page.evaluate(() => {
    scrollTo(0, document.body.scrollHeight / 2);
  });
  const head = page.locator('.steps > thead th').first();
  expect(await head.evaluate((one) => one.getBoundingClientRect().top)).toBe(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await back()).toBe('rgb(255, 255, 255)');
  expect(await head.evaluate((one) => getComputedStyle(one).position)).toBe('static');
});
