/* global window, document -- of the page that is looked at */
/** The main job, done through VS Code's real user interface with two real models; throws at the first surprise. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchTraces } from './watch.mjs';
import { Workbench } from './workbench.mjs';

const file = 'science.jsonl';
const line = 5;
/** Characters; a shorter answer may arrive at once, and may stand anywhere. */
const telling = 40;
const evaluationLimitMs = 180_000;
const ended = ['Complete', 'Truncated'];
const verdictWords = { Right: 'right', Wrong: 'wrong', 'No score': 'truncated|no score' };

/** A step that is told while it is done. */
async function step(words, body) {
  console.log(`• ${words}`);
  return await body();
}

/**
 * @param page a page of Playwright
 * @param setup where VS Code is (`url`), its `workspace` folder, the `endpoints` of its settings with the `streams`
 *   their servers answered, `useTheme(name)` to change the user's setting, and `screenshot(name)`
 */
export async function checkMainJob(page, { url, workspace, endpoints, streams, useTheme, screenshot }) {
  const labels = endpoints.map(({ label }) => label);
  await page.addInitScript(watchTraces);
  const workbench = new Workbench(page);
  const reopen = async () => {
    await page.goto('about:blank');
    await workbench.open(url);
    await workbench.openFile(file);
  };
  await step('VS Code opens the workspace', () => workbench.open(url));
  await step(`the cursor goes to the item on line ${line} of ${file}`, async () => {
    await workbench.openFile(file);
    await workbench.goToLine(line);
  });
  const frame = await step('palette → Evaluate Item → both endpoints', async () => {
    await workbench.command('Reasoning Transfer: Evaluate Item');
    for (const label of labels) {
      const row = workbench.quickInput.locator('.monaco-list-row', { hasText: label });
      await row.waitFor();
      assert.ok(
        await row.locator('[aria-checked="true"], :checked, .codicon-check').count(),
        `${label} is not picked`,
      );
    }
    await page.keyboard.press('Enter');
    return await workbench.webview('rt-traces');
  });
  await step('the traces stream side by side', async () => {
    await frame.waitForFunction(
      (wanted) =>
        wanted.every((label) =>
          window.tracesHistory.some((columns) =>
            columns.some((column) => column.label === label && column.answer !== ''),
          ),
        ),
      labels,
      { timeout: evaluationLimitMs },
    );
    await screenshot('streaming-dark');
  });
  const columns = await step('every trace ends with a verdict', async () => {
    await frame.waitForFunction(
      ([count, states]) => {
        const columns = window.tracesHistory.at(-1);
        return (
          columns.length === count &&
          columns.every(({ state, verdict }) => states.includes(state) && verdict !== null)
        );
      },
      [labels.length, ended],
      { timeout: evaluationLimitMs },
    );
    await screenshot('traces-dark');
    // As they came: rendered, Markdown and LaTeX are not the letters that were streamed.
    await showRaw(frame, true);
    const columns = await frame.evaluate(() => window.readColumns());
    await showRaw(frame, false);
    return columns;
  });
  await step('the text had grown on the page, and is what the servers sent and what was saved', async () => {
    assert.deepEqual(
      await frame.evaluate(() => window.policyViolations),
      [],
      'the panel violates its policy',
    );
    const history = await frame.evaluate(() => window.tracesHistory);
    for (const column of columns) {
      const lengths = history.map(
        (seen) => seen.find(({ label }) => label === column.label)?.answer.length ?? 0,
      );
      const stages = new Set(lengths.filter((length) => length > 0 && length < column.answer.length));
      console.log(
        `  ${column.label}: ${column.state}, ${column.verdict}, extracted ${column.extracted ?? '–'}, ${column.answer.length} characters, seen growing ${stages.size} times`,
      );
      if (column.answer.length >= telling) {
        assert.ok(stages.size > 0, `${column.label}: the page never showed a part of the answer`);
      }
      compareWithServer(
        column,
        streams.find(({ label }) => label === column.label),
      );
      compareWithSaved(column, workspace);
    }
    assert.ok(
      columns.some(({ answer }) => answer.length >= telling),
      'no model wrote a telling answer',
    );
  });
  await step('closed and opened again, VS Code shows the saved verdicts in the hover', async () => {
    await reopen();
    const hover = await workbench.hoverLine(line, labels[0]);
    await screenshot('hover-dark');
    for (const { label, verdict } of columns) {
      const row = hover.split('\n').find((words) => words.includes(label)) ?? '';
      const wanted = new RegExp(verdictWords[verdict], 'i');
      assert.match(row, wanted, `the hover says of ${label}: ${row}`);
    }
  });
  await step('the same in a light theme', async () => {
    useTheme('Light Modern');
    await reopen();
    await page.locator('.monaco-workbench.vs').waitFor();
    await workbench.command('Reasoning Transfer: Show Traces');
    const again = await workbench.webview('rt-traces');
    await again.locator('rt-column').first().waitFor();
    await showRaw(again, true);
    for (const { label, answer } of columns) {
      const shown = again.locator(`[aria-label="Answer of ${label}"]`);
      await shown.waitFor();
      assert.equal(squeeze(await shown.textContent()), squeeze(answer), `${label}: the saved answer`);
    }
    await showRaw(again, false);
    await screenshot('traces-light');
    await workbench.hoverLine(line, labels[0]);
    await screenshot('hover-light');
  });
}

/** Switches the texts between as they came and rendered, and waits until they are drawn. */
async function showRaw(frame, raw) {
  const button = frame.getByRole('button', { name: 'Texts as they came, not rendered' });
  if (((await button.getAttribute('aria-pressed')) === 'true') !== raw) await button.click();
  await frame.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('.model-text')].every(
        (text) => text.classList.contains('rendered') !== wanted && text.ariaBusy !== 'true',
      ),
    raw,
  );
}

/** White space may be shown otherwise; everything else may not. */
function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}

function compareWithServer(column, server) {
  assert.equal(server?.streams.length, 1, `${column.label}: one request reached the server`);
  const [{ request, text, chunks }] = server.streams;
  assert.equal(request.stream, true);
  assert.equal(request.model, server.model);
  assert.equal(request.max_tokens, server.maxTokens);
  assert.ok(chunks > 1, `${column.label}: the server streamed ${chunks} chunks`);
  assert.equal(squeeze(column.reasoning + column.answer), squeeze(text), `${column.label}: the page's text`);
}

function compareWithSaved(column, workspace) {
  const folder = join(workspace, '.reasoning-transfer', column.label);
  const [name, ...more] = readdirSync(folder).filter((entry) => entry.startsWith('samples_'));
  assert.deepEqual(more, [], `${column.label}: one samples file`);
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  assert.equal(lines.length, 1, `${column.label}: one saved sample`);
  const { trace } = JSON.parse(lines[0]);
  assert.equal(squeeze(trace.answer), squeeze(column.answer), `${column.label}: the saved answer`);
  // What the page shows can come from the model alone.
  for (const source of readdirSync(join(workspace, 'items'))) {
    const text = readFileSync(join(workspace, 'items', source), 'utf8');
    assert.ok(
      trace.answer.length < telling || !text.includes(trace.answer),
      `${column.label}: the answer stands in ${source}`,
    );
  }
}
