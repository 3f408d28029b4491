import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { lmEvalFiles, problemOf, publishedDoc, sampleLine } from '../unit/results/support/lmEvalFiles.ts';
import { eventually, hoverAt, openAt, plain, workspaceFolder } from './support/workbench.ts';

const folder = 'tool-results';
const dataset = `${folder}/items/math500.jsonl`;
const samples = `${folder}/evals/org__tuned/samples_hendrycks_math500_2026-01-02T03-04-05.678901.jsonl`;

function write(name: string, content: string): void {
  const file = path.join(workspaceFolder().uri.fsPath, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function uriOf(name: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder().uri, ...name.split('/'));
}

/** One line of the Qwen2.5-Math evaluator. */
function qwenLine(item: number, right: boolean): string {
  const gold = String(2 * item + 1);
  return JSON.stringify({
    idx: item,
    question: problemOf(item),
    gt_cot: '',
    gt: gold,
    answer: gold,
    code: ['It is \\boxed{1}.'],
    pred: ['1'],
    report: [null],
    score: [right],
  });
}

/** A log of Inspect with these scores. */
function inspectLog(scores: readonly string[]): string {
  return JSON.stringify({
    version: 2,
    status: 'success',
    eval: {
      task: 'math_500',
      task_id: 't',
      run_id: 'r',
      created: '2026-01-02T03:04:05+00:00',
      model: 'openai-api/local/inspected',
      dataset: { name: 'math', samples: scores.length },
      config: {},
    },
    results: {
      total_samples: scores.length,
      completed_samples: scores.length,
      scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: { name: 'accuracy', value: 0.5 } } }],
    },
    samples: scores.map((value, item) => ({
      id: item + 1,
      epoch: 1,
      input: problemOf(item),
      target: String(2 * item + 1),
      messages: [
        { role: 'user', content: problemOf(item) },
        { role: 'assistant', content: '<think>Adding.</think>It is 1.' },
      ],
      output: { model: 'x', completion: 'It is 1.', choices: [], usage: { output_tokens: 12 } },
      scores: { match: { value, answer: '1' } },
      metadata: {},
    })),
  });
}

async function hoverWith(name: string, line: number, wanted: RegExp): Promise<string> {
  let text = '';
  const found = eventually('', async () => {
    text = plain(await hoverAt(uriOf(name), line, 20));
    return wanted.test(text) ? text : undefined;
  });
  return found.catch(() => assert.fail(`no hover with ${wanted.source}, but: ${text}`));
}

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs: own }) => own.map(({ label }) => label));
}

suite('Results of other tools', () => {
  suiteSetup(() => {
    write(dataset, [0, 1].map((item) => `${JSON.stringify(publishedDoc(item))}\n`).join(''));
    for (const [name, content] of Object.entries(lmEvalFiles({ model: 'org/tuned', scores: [1, 0] }))) {
      write(`${folder}/evals/org__tuned/${name}`, content);
    }
    write(`${folder}/qwen/Base-1B/math500.jsonl`, `${qwenLine(0, false)}\n${qwenLine(1, true)}\n`);
    write(`${folder}/logs/2026-01-02T03-04-05+00-00_math-500_t.json`, inspectLog(['C', 'I']));
    write(
      `${folder}/scores.csv`,
      'model,base,method,MATH-500,CoQA\ntabled,Base-1B,RL,61.5,70.1\nBase-1B,,,50,72\n',
    );
    write(`${folder}/broken/results_2026-01-02T03-04-05.1.json`, '{"results": {');
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(path.join(workspaceFolder().uri.fsPath, folder), { recursive: true, force: true });
  });

  test("hovering a dataset's item shows every tool's verdict of it", async () => {
    await openAt(dataset, 0, 20);
    const text = await hoverWith(dataset, 0, /tuned[\s\S]*|inspected/);
    for (const model of ['tuned', 'Base-1B', 'inspected']) assert.match(text, new RegExp(`\\| ${model}`));
    assert.match(text, /\| tuned.*right/);
    assert.match(text, /\| Base-1B.*wrong/);
    assert.match(text, /\| inspected.*right.*12/);
  });

  test("hovering a line of samples shows the item's other models, a line of a summary its task's", async () => {
    await openAt(samples, 1, 20);
    const text = await hoverWith(samples, 1, /Base-1B/);
    assert.match(text, /test\/invented\/1\.json/);
    assert.match(text, /\| tuned.*wrong/);
    const summary = `${folder}/evals/org__tuned/results_2026-01-02T03-04-05.678901.json`;
    await openAt(summary, 3, 8);
    const runs = await hoverWith(summary, 3, /MATH-500/);
    assert.match(runs, /tuned.*50\.0 %/);
    assert.match(runs, /tabled.*61\.5 %/);
  });

  test('what cannot be read is in the Problems view, with its line', async () => {
    const broken = uriOf(`${folder}/broken/results_2026-01-02T03-04-05.1.json`);
    const [problem] = await eventually('a problem', () => {
      const found = vscode.languages.getDiagnostics(broken);
      return found.length > 0 ? found : undefined;
    });
    assert.match(problem?.message ?? '', /cut off/);
    assert.equal(problem?.range.start.line, 0);
  });

  test('traces of other tools open in the panel, from a line of samples', async () => {
    await vscode.commands.executeCommand('reasoningTransfer.showTraces', {
      uri: uriOf(samples).toString(),
      line: 0,
      character: 0,
    });
    await eventually('the panel', () => tabs().find((label) => label === 'Traces · test/invented/0.json'));
  });

  test('the matrix opens on the results', async () => {
    await vscode.commands.executeCommand('reasoningTransfer.showMatrix', { benchmark: 'MATH-500' });
    await eventually('the matrix', () => tabs().find((label) => label === 'Matrix'));
  });

  test('a line that is appended is there within seconds, a new file too', async () => {
    await openAt(dataset, 1, 20);
    await hoverWith(dataset, 1, /tuned.*wrong/);
    appendFileSync(uriOf(samples).fsPath, sampleLine(2, 1));
    write(`${folder}/qwen/Another-7B/math500.jsonl`, `${qwenLine(0, true)}\n${qwenLine(1, true)}\n`);
    await hoverWith(dataset, 1, /Another-7B.*right/);
    await openAt(samples, 2, 20);
    await hoverWith(samples, 2, /test\/invented\/2\.json[\s\S]*tuned.*right/);
  });
});
