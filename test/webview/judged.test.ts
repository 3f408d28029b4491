import { expect, test } from 'vitest';
import type { Column, Judged } from '../../src/protocol.ts';
import { column, headOf, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';
import type { TracesPage } from './support/tracesPage.ts';
import { violations } from './support/axe.ts';
import { themes, type ThemeName } from './support/themes.ts';

const openTraces = useTraces();

const checks = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `test ${index + 1}`,
    right: index !== 1,
    reason: index === 1 ? 'printed `7`, wanted `8`' : '',
  }));

const answer = 'So it is 42, I think.';
const ours = (change: Partial<NonNullable<Judged['ours']>> = {}): Judged['ours'] => ({
  ...verdict({ reason: '`42` equals `42`', rule: 'boxed · string', gold: null, range: [9, 11] }),
  differs: true,
  ...change,
});
const hand: Judged['hand'] = { kind: 'wrong', value: 0, comment: 'The unit is <b>missing</b>.' };

/** One column of every kind of verdict that can be said since. */
function every(): Column[] {
  const stored = verdict({ kind: 'wrong', value: 0, extracted: null, reason: 'exact_match: wrong' });
  const parts = { parts: { right: 2, of: 3 }, checks: checks(3) };
  return [
    column({
      label: 'differs',
      answer,
      verdict: stored,
      judged: { ours: ours(), hand: null },
      canJudge: true,
    }),
    column({
      label: 'same',
      answer,
      verdict: verdict({ rule: 'boxed · string', range: [9, 11] }),
      judged: { ours: ours({ differs: false }), hand },
      canJudge: true,
    }),
    column({
      label: 'checked',
      answer,
      verdict: verdict({ kind: 'partial', value: 2 / 3, extracted: null, gold: null, ...parts }),
      canJudge: true,
    }),
    column({
      label: 'many',
      answer,
      verdict: verdict({ kind: 'wrong', value: 0, gold: null, checks: checks(7) }),
    }),
    column({ label: 'unscored', answer, judged: { ours: ours({ differs: false }), hand }, canJudge: true }),
    column({ label: 'running', state: 'streaming' }),
  ];
}

/** What the verdict of a column says, on one line. */
async function said(view: TracesPage, label: string): Promise<string> {
  const text = await view.page.locator(`rt-column[data-key="${label}"] .verdict`).innerText();
  return text.replace(/\s+/g, ' ').trim();
}

test('our verdict and that by hand stand below the saved one', async () => {
  const view = await openTraces({ width: 1900 });
  await view.send({ type: 'state', state: traces(every()) });
  expect(await said(view, 'differs')).toContain('Ours differs: Right 42 equals 42 (boxed · string) Show');
  const same = await said(view, 'same');
  expect(same).toContain('Rule boxed · string');
  expect(same).toContain('Ours: Right 42 equals 42');
  expect(same).toContain('By hand: Wrong The unit is <b>missing</b>.');
  expect(await said(view, 'unscored')).toMatch(/^Not scored Ours: Right/);
  expect(await view.page.locator('.since.differs').count()).toBe(1);
  // Where the saved verdict does not say where the answer stands, ours does.
  const marked = view.page.locator('rt-column mark');
  expect(await marked.allInnerTexts()).toEqual(['42', '42', '42']);
});

test('parts and checks are counted, and a long list of checks is folded', async () => {
  const view = await openTraces({ width: 1900 });
  await view.send({ type: 'state', state: traces(every()) });
  expect(await said(view, 'checked')).toContain('Partial, 67 % · 2 of 3');
  const list = view.page.locator('rt-column[data-key="checked"] .checks li');
  expect((await list.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    'passed: test 1',
    'not passed: test 2 printed 7, wanted 8',
    'passed: test 3',
  ]);
  const many = view.page.locator('rt-column[data-key="many"] .checks');
  expect(await many.isVisible()).toBe(false);
  const fold = view.page.getByText('6 of 7 checks passed');
  await fold.focus();
  await view.page.keyboard.press('Enter');
  expect(await many.isVisible()).toBe(true);
  // It stays unfolded when something else of the column changes.
  await view.send({
    type: 'column',
    column: headOf(column({ label: 'many', verdict: every()[3]?.verdict ?? null, note: 'Not saved.' })),
  });
  expect(await many.isVisible()).toBe(true);
});

test('a key and a button judge a column by hand, and a button takes that back', async () => {
  const view = await openTraces({ width: 1900 });
  await view.send({ type: 'state', state: traces(every()) });
  await view.posted();
  await view.page.getByRole('button', { name: 'Judge by hand: differs' }).click();
  await view.page.keyboard.press('v');
  await view.page.keyboard.press('l');
  await view.page.keyboard.press('v');
  expect(await view.posted()).toEqual([
    { type: 'judge', key: 'differs' },
    { type: 'judge', key: 'differs' },
    { type: 'judge', key: 'same' },
  ]);
  for (const label of ['many', 'running'])
    expect(await view.page.getByRole('button', { name: `Judge by hand: ${label}` }).count()).toBe(0);
  const back = view.page.getByRole('button', { name: 'Take back the verdict by hand on same' });
  await back.focus();
  await view.page.keyboard.press('Enter');
  expect(await view.posted()).toEqual([{ type: 'withdraw-verdict', key: 'same' }]);
  const without = every()[1];
  if (without === undefined) throw new Error('no column');
  await view.send({
    type: 'column',
    column: headOf({ ...without, judged: { ours: without.judged.ours, hand: null } }),
  });
  expect(await back.count()).toBe(0);
  // The button went; the reader's place did not.
  const focused = await view.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(focused).toBe('Judge by hand: same');
});

test('a verdict by hand is read out when it is there', async () => {
  const view = await openTraces();
  const plain = column({ label: 'a', answer, verdict: verdict({}), canJudge: true });
  await view.send({ type: 'state', state: traces([plain]) });
  await view.send({ type: 'column', column: headOf({ ...plain, judged: { ours: null, hand } }) });
  await expect
    .poll(() => view.page.locator('.spoken[role="status"]').innerText())
    .toBe('a: complete, right, by hand: wrong');
});

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in %s', async (theme) => {
  const view = await openTraces({ theme, width: 1900 });
  await view.send({ type: 'state', state: traces(every()) });
  expect(await violations(view)).toEqual([]);
  await view.page.getByText('6 of 7 checks passed').click();
  expect(await violations(view)).toEqual([]);
});

test('at 400 px nothing is wider than its column', async () => {
  const view = await openTraces({ width: 400, height: 900 });
  await view.send({ type: 'state', state: traces(every()) });
  const wide = await view.page.evaluate(() =>
    [...document.querySelectorAll('.verdict, .verdict *')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .filter(
        (element) => !element.classList.contains('spoken') && getComputedStyle(element).display !== 'inline',
      )
      .map((element) => `${element.tagName}.${element.className}`),
  );
  expect(wide).toEqual([]);
});

test('a model that judged is named, and what it was asked and wrote is folded below', async () => {
  const view = await openTraces({ width: 900 });
  const judge = {
    label: 'big',
    model: 'big-70b',
    prompt: 'Question:\n\nHow many?\n\n```\n42\n```',
    reasoning: '',
    answer: 'It is <b>right</b>.\n\nVerdict: correct',
  };
  const judged = verdict({ extracted: null, reason: '"big" judged it correct', rule: 'judge · big', judge });
  await view.send({
    type: 'state',
    state: traces([
      column({ label: 'judged', answer, verdict: judged }),
      column({ label: 'by rules', verdict: verdict({}) }),
    ]),
  });
  expect(await said(view, 'judged')).toContain('Judged by big (big-70b), not by rules');
  expect(await said(view, 'judged')).not.toContain('none found');
  expect(await said(view, 'by rules')).not.toContain('not by rules');
  const folded = view.page.locator('rt-column[data-key="judged"] .judgement');
  await folded.locator('summary').click();
  expect(await folded.locator('dt').allInnerTexts()).toEqual(['Prompt', 'Answer']);
  expect(await folded.locator('dd').allInnerTexts()).toEqual([judge.prompt, judge.answer]);
  expect(await folded.locator('b').count()).toBe(0);
});
