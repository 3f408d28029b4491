/** What a person does with evaluations, in a real VS Code, against servers played over real sockets. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { done, finish, json, role, said, stream, usage } from '../support/faultServer.ts';
import { file, setUpStories, word } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

test('a server that loads is asked again, in words, and then answers', async () => {
  const loading = json(503, { error: { message: 'Loading model', code: 503 } });
  const slow = await stories.server({
    replies: [loading, loading, stream([role, said(`${word} \\boxed{25}`), finish(), usage, done])],
  });
  const window = await stories.evaluateLine(1, [{ label: 'waking', url: slow.baseUrl, model: 'm' }]);
  const waking = await window.column('waking');
  await shows(waking, /Retrying/);
  await shows(waking, /Complete[^]*Right/);
  await shows(waking, new RegExp(word));
  expect(slow.posts.length).toBe(3);
});

test('a cancelled column keeps what had arrived, the other goes on, and a reload brings both back', async () => {
  const stalls = await stories.server({ replies: [stream([role, said(`first ${word}`)], 'stall')] });
  const ends = await stories.server({
    replies: [stream([role, said('\\boxed{37}'), finish(), usage, done])],
  });
  const window = await stories.evaluateLine(2, [
    { label: 'stalls', url: stalls.baseUrl, model: 'm' },
    { label: 'ends', url: ends.baseUrl, model: 'm' },
  ]);
  const stalled = await window.column('stalls');
  await shows(stalled, new RegExp(`first ${word}`));
  await shows(await window.column('ends'), /Complete[^]*Right/);
  await stalled.getByRole('button', { name: 'Cancel stalls' }).click();
  await stalls.hungUp;
  await shows(stalled, /Cancelled/);

  await window.reload();
  const again = await window.column('stalls');
  await shows(again, /Cancelled[^]*not counted/);
  await shows(again, new RegExp(`first ${word}`));
  await shows(await window.column('ends'), /Complete[^]*Right/);
});

test('a model without a chat template: the offer to send text is taken, and text is sent', async () => {
  const chunk = (text, finish_reason) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason }] })}\n\n`;
  const base = await stories.server({
    replies: [
      json(400, {
        object: 'error',
        message:
          'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
        code: 400,
      }),
      stream([chunk(` ${word} \\boxed{25}`, null), chunk('', 'stop'), done]),
    ],
  });
  const window = await stories.evaluateLine(1, [{ label: 'pretrained', url: base.baseUrl, model: 'm' }]);
  await window.answer(/has no chat template/, 'Use Completions');
  await window.page
    .locator('.pane-body .monaco-list-row', { hasText: 'completions' })
    .waitFor({ timeout: patienceMs });
  // What failed is asked again at once.
  const column = await window.column('pretrained');
  await shows(column, new RegExp(`Right[^]*${word}`));
  expect(base.posts.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/completions']);
  const sent = JSON.parse(base.posts[1].body);
  expect(sent.prompt).toContain('7 + 6');
  expect(sent.messages).toBeUndefined();
});

test('samples that cannot be saved are asked about before anything is sent', async () => {
  const model = await stories.server({
    replies: [stream([role, said('\\boxed{25}'), finish(), usage, done])],
  });
  const window = await stories.open({
    'reasoningTransfer.endpoints': [{ label: 'unsaved', url: model.baseUrl, model: 'm' }],
  });
  const { workbench, page, workspace } = window;
  writeFileSync(join(workspace, '.reasoning-transfer'), 'in the way');
  await workbench.openFile(file);
  await workbench.goToLine(1);
  const answer = async (button) => {
    await workbench.command('Reasoning Transfer: Evaluate Item');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'The samples cannot be saved.' });
    await dialog.waitFor({ timeout: patienceMs });
    await shows(dialog, /A file stands where a folder is needed/);
    await dialog.locator('.monaco-button', { hasText: button }).click();
    await dialog.waitFor({ state: 'detached', timeout: patienceMs });
  };
  await answer('Cancel');
  expect(model.posts.length).toBe(0);
  await answer('Evaluate Without Saving');
  await shows(await window.column('unsaved'), /Complete[^]*Right/);
  expect(model.posts.length).toBe(1);
  expect(readFileSync(join(workspace, '.reasoning-transfer'), 'utf8')).toBe('in the way');
});

test('Evaluate Benchmark counts, confirms, runs the first items, and asks nothing twice', async () => {
  const model = await stories.server({
    replies: [stream([role, said('\\boxed{7}'), finish(), usage, done])],
  });
  const window = await stories.open({
    'reasoningTransfer.endpoints': [{ label: 'seven', url: model.baseUrl, model: 'm' }],
  });
  const { workbench, page, workspace } = window;
  const run = async () => {
    await workbench.command('Reasoning Transfer: Evaluate Benchmark');
    await window.enter('Evaluate Benchmark', '5');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Evaluate 5 items on seven?' });
    await dialog.waitFor({ timeout: patienceMs });
    await dialog.locator('.monaco-button', { hasText: 'Evaluate' }).click();
  };
  await workbench.openFile(file);
  await run();
  await window.notification(/seven \d\/5 right\. 5 complete\./);
  expect(model.posts.length).toBe(5);
  const folder = join(workspace, '.reasoning-transfer', 'seven');
  const saved = readdirSync(folder).filter((name) => name.startsWith('samples_'));
  expect(saved.length).toBe(1);
  expect(readFileSync(join(folder, saved[0]), 'utf8').trim().split('\n').length).toBe(5);
  expect(readdirSync(folder).filter((name) => name.startsWith('results_')).length).toBe(1);

  await run();
  await window.answer(/seven \d\/5 right\. 5 saved before\./, 'Show Details');
  await page.locator('.tab', { hasText: `Evaluation of ${file}` }).waitFor({ timeout: patienceMs });
  expect(model.posts.length).toBe(5);
  await shows(await window.column('seven'), /Saved before; not asked again/);
  const frame = await workbench.webview('rt-traces');
  await frame.getByRole('button', { name: 'Next item' }).click();
  await shows(frame.locator('rt-traces'), /2 of 5/);

  // The items of the run are those of the file that have samples.
  await window.reload();
  const again = await workbench.webview('rt-traces');
  await shows(again.locator('rt-traces'), /2 of 5/);
  await again.getByRole('button', { name: 'Next item' }).click();
  await shows(again.locator('rt-traces'), /3 of 5/);
});

test('a line that cannot be read is named with its file, line and what is wrong', async () => {
  const window = await stories.open({
    'reasoningTransfer.endpoints': [{ label: 'unused', url: 'http://127.0.0.1:9/v1', model: 'm' }],
  });
  const good = { problem: '1+1', answer: '2', unique_id: 'a', solution: '' };
  writeFileSync(join(window.workspace, 'broken.jsonl'), `${JSON.stringify(good)}\n{"problem": "1+\n`);
  await window.workbench.openFile('broken.jsonl');
  await window.workbench.goToLine(2);
  await window.workbench.command('Reasoning Transfer: Evaluate Item');
  await window.notification(/broken\.jsonl:2: .*JSON/);
});
