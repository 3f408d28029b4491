/* global document -- of the page that is looked at */
/** Two models' traces of one item side by side in a real VS Code: in the panel, and in the editor's own comparison. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { done, finish, role, said, stream, usage } from '../support/faultServer.ts';
import { file, setUpStories, word } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

const number = () => 100 + Math.floor(Math.random() * 900);
const [apples, total] = [number(), number()];

/** Steps that no source file holds. The second model takes a detour, and comes to another value; both end alike. */
const shared = [
  `First, ${word} has to find how many apples there are in the ${apples} baskets.`,
  `Every basket holds the same number, so that ${word} multiplies the two numbers in the end.`,
  `Adding what was left over gives $${apples} + ${total} = ${apples + total}$ apples altogether here.`,
  `Nothing else is asked for, which is why ${word} stops and writes the result down.`,
];
const detour = `Wait, perhaps the ${word} crates in the cellar must be counted before the baskets are?`;
const other = shared[2].replace(`= ${apples + total}`, `= ${apples + total + 1}`);

const reply = (steps, answer) =>
  stream([
    role,
    said(`<think>${steps.join('\n\n')}</think>The answer is \\boxed{${answer}}.`),
    finish(),
    usage,
    done,
  ]);

/** What the third model says: nothing of it belongs to the others. */
const elsewhere = [
  `Ships of the ${word} fleet sail north.`,
  `Their captain sees ${total} whales on the way.`,
];

async function evaluated(...others) {
  const [first, second] = [
    await stories.server({ replies: [reply(shared, 25)] }),
    await stories.server({
      replies: [reply([shared[0], shared[1], detour, other, shared[3]], 26)],
    }),
  ];
  const window = await stories.evaluateLine(1, [
    { label: 'straight', url: first.baseUrl, model: 'm' },
    { label: 'astray', url: second.baseUrl, model: 'm' },
    ...others,
  ]);
  const frame = await window.workbench.webview('rt-traces');
  await frame
    .locator('rt-column .verdict:not(.verdict-pending)')
    .nth(1 + others.length)
    .waitFor({ timeout: patienceMs });
  return { window, frame };
}

test('in the panel steps stand beside each other, and keys go from one difference to the next', async () => {
  const { window, frame } = await evaluated();
  await frame.locator('rt-column').first().locator('.column').focus();
  await window.page.keyboard.press('d');
  const rows = frame.locator('.aligned-row');
  await expect.poll(() => rows.count(), { timeout: patienceMs }).toBeGreaterThanOrEqual(6);

  // Read from the page: the texts of a pair begin at one height, in columns beside each other.
  const boxes = async (text) => {
    const found = frame.locator('.aligned-row .step', { hasText: text });
    await expect.poll(() => found.count(), { timeout: patienceMs }).toBe(2);
    return Promise.all([0, 1].map((at) => found.nth(at).boundingBox()));
  };
  for (const text of [shared[0], shared[1], shared[3], 'Adding what was left over']) {
    const [left, right] = await boxes(text);
    expect(Math.abs(left.y - right.y)).toBeLessThan(2);
    expect(right.x).toBeGreaterThan(left.x + left.width / 2);
  }
  const only = frame.locator('.aligned-row .step', { hasText: 'in the cellar' });
  expect(await only.getAttribute('class')).toMatch(/state-apart/);
  const adding = frame.locator('.aligned-row', { hasText: 'Adding what was left over' });
  await shows(adding, /another value of the same thing/);

  await window.page.keyboard.press('n');
  await shows(frame.locator('[role="status"]').first(), /1 of \d/);
  const focused = () => frame.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused, { timeout: patienceMs }).toContain('in the cellar');
  await window.page.keyboard.press('n');
  await expect.poll(focused, { timeout: patienceMs }).toContain('Adding what was left over');
  await window.page.keyboard.press('p');
  await expect.poll(focused, { timeout: patienceMs }).toContain('in the cellar');
  await window.page.keyboard.press('x');
  await expect.poll(focused, { timeout: patienceMs }).toContain('Adding what was left over');
}, 180_000);

test('from the hover to the editor that compares: equal lines stand at one height there', async () => {
  const { window } = await evaluated();
  const { page, workbench } = window;
  await workbench.openFile(file);
  await workbench.goToLine(1);
  await workbench.hoverLine(1, 'astray');
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: /astray/ }).first();
  await hover
    .getByRole('link', { name: /compare/i })
    .first()
    .click();
  const diff = page.locator('.monaco-diff-editor');
  await diff.waitFor({ timeout: patienceMs });
  await shows(page.locator('.tab.active', { hasText: '↔' }), /straight ↔ astray/);

  const lines = (side) =>
    diff.locator(`.editor.${side} .view-line`).evaluateAll((found) =>
      found.map((line) => ({
        text: line.textContent.replaceAll('\u00a0', ' '),
        top: line.getBoundingClientRect().top,
      })),
    );
  const headers = async (side) =>
    (await lines(side)).filter(({ text }) => text.includes('↔') && /\d+ ↔ \d+/.test(text));
  await expect
    .poll(async () => (await headers('modified')).length, { timeout: patienceMs })
    .toBeGreaterThanOrEqual(4);
  const [left, right] = [await headers('original'), await headers('modified')];
  expect(left.map(({ text }) => text)).toEqual(right.map(({ text }) => text));
  for (const [at, { top }] of left.entries()) expect(Math.abs(top - right[at].top)).toBeLessThan(2);
  const texts = (await lines('modified')).map(({ text }) => text).join('\n');
  expect(texts).toContain(`= ${apples + total + 1}`);
}, 180_000);

test('from the palette two of three traces are picked, and fewer than two leave the list open', async () => {
  const third = await stories.server({ replies: [reply(elsewhere, 27)] });
  const { window } = await evaluated({ label: 'offshore', url: third.baseUrl, model: 'm' });
  const { page, workbench } = window;
  await workbench.openFile(file);
  await workbench.goToLine(1);
  await workbench.command('Reasoning Transfer: Compare Traces…');
  const list = workbench.quickInput;
  const row = (label) => list.locator('.monaco-list-row', { hasText: label }).first();
  const picked = () =>
    list
      .locator('.monaco-list-row[aria-checked="true"] .quick-input-list-row:first-child .label-name')
      .allInnerTexts();
  // As the settings name them: the two first ones are picked already.
  await expect.poll(picked, { timeout: patienceMs }).toEqual(['straight', 'astray']);
  await row('straight').click();
  await expect.poll(picked, { timeout: patienceMs }).toEqual(['astray']);
  await page.keyboard.press('Enter');
  await shows(list.locator('.quick-input-title'), /pick at least two/);
  await row('offshore').click();
  await expect.poll(picked, { timeout: patienceMs }).toEqual(['astray', 'offshore']);
  await page.keyboard.press('Enter');
  await shows(page.locator('.tab.active', { hasText: '↔' }), /astray ↔ offshore/);
  await expect.poll(() => sideOf(page, 'original'), { timeout: patienceMs }).toContain(`${apples} baskets`);
  await expect.poll(() => sideOf(page, 'modified'), { timeout: patienceMs }).toContain(`${word} fleet`);
}, 180_000);

test('two files are compared from the Explorer in one go', async () => {
  const window = await stories.open({}, 'empty');
  const { page, workbench } = window;
  for (const [name, pears] of Object.entries({ 'left.txt': 5, 'right.txt': 6 })) {
    const text = `The ${word} has ${apples} apples.\n\nThen we add ${pears} pears to them.\n`;
    writeFileSync(join(window.workspace, name), text);
  }
  await workbench.command('View: Show Explorer');
  const rows = page.locator('.explorer-folders-view .monaco-list-row');
  const row = (name) => rows.filter({ hasText: name }).first();
  await row('left.txt').waitFor({ timeout: patienceMs });
  await row('right.txt').waitFor({ timeout: patienceMs });
  await row('left.txt').click();
  await row('right.txt').click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(() => rows.and(page.locator('.selected')).count(), { timeout: patienceMs }).toBe(2);
  await row('right.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare Selected as Traces' }).click();
  await shows(page.locator('.tab.active', { hasText: '↔' }), /left\.txt ↔ right\.txt/);
  await expect.poll(() => sideOf(page, 'original'), { timeout: patienceMs }).toContain('add 5 pears');
  await expect.poll(() => sideOf(page, 'modified'), { timeout: patienceMs }).toContain('add 6 pears');
}, 180_000);

/** What one side of the comparison shows; editors draw spaces that do not break. */
async function sideOf(page, side) {
  const lines = await page
    .locator(`.monaco-diff-editor .editor.${side} .view-lines:not(.line-delete)`)
    .innerText();
  return lines.replaceAll('\u00a0', ' ');
}
