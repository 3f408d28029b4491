/** The transfer panel in a real VS Code, of tables made by chance: a new file, and a reload. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setUpStories } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

/** Made by chance, to one decimal, so that no source file holds what comes of it. */
const score = () => Math.round(200 + Math.random() * 600) / 10;

const own = `own-rl-${Math.random().toString(36).slice(2, 8)}`;
const base = { math: score(), coqa: score() };
const tuned = { math: score(), coqa: score() };

/** A gain as the panel writes it. */
function points(from, to) {
  const value = to - from;
  const text = Math.abs(value).toFixed(1);
  return Number(text) === 0 ? '0.0' : `${value < 0 ? '[-−–]' : '\\+'}${text.replace('.', '\\.')}`;
}

function writeTable(workspace, name, rows) {
  mkdirSync(join(workspace, 'tables'), { recursive: true });
  const lines = rows.map((row) => row.join(','));
  writeFileSync(
    join(workspace, 'tables', name),
    ['model,base,method,MATH-500,CoQA', ...lines, ''].join('\n'),
  );
}

test('gains of a table are shown, follow what is written, and are there after a reload', async () => {
  const window = await stories.open({}, 'empty');
  const { workbench, workspace } = window;
  writeTable(workspace, 'own.csv', [
    [own, 'own-base', 'RL', tuned.math, tuned.coqa],
    ['own-base', '', '', base.math, base.coqa],
  ]);
  await workbench.command('Reasoning Transfer: Show Transfer');
  const view = async () => (await workbench.webview('rt-transfer')).locator('rt-transfer');
  await shows(await view(), new RegExp(own));
  await shows(await view(), new RegExp(points(base.math, tuned.math)));
  await shows(await view(), new RegExp(points(base.coqa, tuned.coqa)));

  const another = `another-${own}`;
  const more = { math: score(), coqa: score() };
  const written = Date.now();
  writeTable(workspace, 'more.csv', [
    [another, 'own-base', 'SFT', more.math, more.coqa],
    ['own-base', '', '', base.math, base.coqa],
  ]);
  await shows(await view(), new RegExp(another));
  expect(Date.now() - written).toBeLessThan(patienceMs / 3);
  await shows(await view(), new RegExp(points(base.coqa, more.coqa)));

  await window.reload();
  await shows(await view(), new RegExp(another));
  await shows(await view(), new RegExp(points(base.math, more.math)));
}, 120_000);
