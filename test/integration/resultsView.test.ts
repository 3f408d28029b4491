import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { Problems } from '../../src/host/problems.ts';
import { ResultCommands } from '../../src/host/resultCommands.ts';
import type { ResultNode } from '../../src/host/resultNodes.ts';
import { ResultsEdits } from '../../src/host/resultsEdits.ts';
import { ResultsView } from '../../src/host/resultsView.ts';
import { Settings } from '../../src/host/settings.ts';
import { ToolResults } from '../../src/host/toolResults.ts';
import { IndexClient } from '../../src/workspace/results/indexClient.ts';
import { lmEvalFiles, sampleLine } from '../unit/results/support/lmEvalFiles.ts';
import { eventually, plain, workspaceFolder } from './support/workbench.ts';

const inLogs = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, 'tree-logs', ...names);

function write(name: string, text: string): void {
  mkdirSync(path.dirname(inLogs(name)), { recursive: true });
  writeFileSync(inLogs(name), text);
}

/** VS Code watches the folder some seconds after it has started; what is written before that is not told. */
async function watched(): Promise<void> {
  const pattern = new vscode.RelativePattern(workspaceFolder(), 'tree-logs/**');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  let told = false;
  watcher.onDidCreate(() => (told = true));
  watcher.onDidChange(() => (told = true));
  await eventually('the watching', async () => {
    write('watched.txt', String(Date.now()));
    await new Promise((wake) => setTimeout(wake, 250));
    return told || undefined;
  });
  watcher.dispose();
}

/** A log as Inspect writes it in JSON: one right, one wrong. */
function inspectLog(model: string): string {
  const sample = (id: string, value: string): object => ({
    id,
    epoch: 1,
    input: `Invented: what is one and ${id}?`,
    target: id,
    messages: [],
    output: {
      choices: [{ message: { role: 'assistant', content: 'So.' }, stop_reason: 'stop' }],
      usage: { input_tokens: 5, output_tokens: 7 },
    },
    scores: { match: { value } },
  });
  const metrics = { accuracy: { name: 'accuracy', value: 0.5 }, stderr: { name: 'stderr', value: 0.5 } };
  return JSON.stringify({
    version: 2,
    status: 'success',
    eval: {
      task: 'our_sums',
      task_id: 'one',
      run_id: 'one',
      created: '2026-01-02T03:04:05+00:00',
      model,
      dataset: { samples: 2, sample_ids: ['1', '2'] },
      config: { epochs: 1 },
    },
    results: {
      total_samples: 2,
      completed_samples: 2,
      scores: [{ name: 'match', scorer: 'match', metrics }],
    },
    samples: [sample('1', 'C'), sample('2', 'I')],
  });
}

suite('The view Results', () => {
  const owned: { dispose(): void }[] = [];
  const storage = mkdtempSync(path.join(tmpdir(), 'rt-index-'));
  let tools: ToolResults;
  let view: ResultsView;
  let commands: ResultCommands;
  let redrawn = 0;

  const own = <T extends { dispose(): void }>(service: T): T => {
    owned.push(service);
    return service;
  };
  const rowText = (node: ResultNode): string => {
    const { label, description } = view.getTreeItem(node);
    return `${typeof label === 'string' ? label : ''} | ${typeof description === 'string' ? description : ''}`;
  };
  /** The rows below the roots that match, one a line without their ages. */
  const rowsOf = (roots: RegExp): string[] => {
    const rows: string[] = [];
    const walk = (node: ResultNode, depth: number): void => {
      rows.push(`${'  '.repeat(depth)}${rowText(node).replace(/ · [^·]*(?:ago|this minute|month)$/, '')}`);
      for (const child of view.getChildren(node)) walk(child, depth + 1);
    };
    for (const root of view.getChildren()) if (roots.test(rowText(root))) walk(root, 0);
    return rows;
  };
  const nodeOf = (row: RegExp, nodes = view.getChildren()): ResultNode | undefined => {
    for (const node of nodes) {
      const found = row.test(rowText(node)) ? node : nodeOf(row, view.getChildren(node));
      if (found) return found;
    }
    return undefined;
  };
  const becomes = (what: string, roots: RegExp, rows: readonly string[]): Promise<true> =>
    eventually(what, () => {
      const shown = rowsOf(roots);
      return JSON.stringify(shown) === JSON.stringify(rows) ? true : undefined;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${rowsOf(roots).join('\n')}`);
    });

  suiteSetup(async () => {
    for (const [model, scores] of [
      ['tiny-base', [1, 0, 0, 0]],
      ['tiny-rl', [1, 1, 1, 0]],
    ] as const) {
      const files = lmEvalFiles({ model, scores, date: Date.now() / 1000 });
      for (const [name, text] of Object.entries(files)) write(`${model}/${name}`, text);
    }
    write('inspect/2026-01-02_our-sums.json', inspectLog('local/tiny-rl'));
    write('table.csv', 'model,MATH-500,IFEval\ntiny-table,61.5,70.1\n');
    await vscode.workspace
      .getConfiguration('reasoningTransfer')
      .update(
        'models',
        [{ model: 'tiny-rl', base: 'tiny-base', method: 'rl' }],
        vscode.ConfigurationTarget.Global,
      );
    const extension = vscode.extensions.getExtension('reasoning-transfer.reasoning-transfer');
    assert.ok(extension);
    const settings = own(new Settings());
    const thread = new IndexClient(path.join(extension.extensionPath, 'dist', 'indexThread.js'));
    tools = own(new ToolResults(thread, settings, own(new Problems()), vscode.Uri.file(storage)));
    const kept = new Map<string, unknown>();
    const memento = {
      get: (key: string): unknown => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      keys: () => [...kept.keys()],
    };
    view = new ResultsView(tools, settings, memento as vscode.Memento, () => (redrawn += 1));
    own(tools.onDidChange(() => (redrawn += 1)));
    const edits = new ResultsEdits(() => settings.results().results.exclude);
    commands = new ResultCommands(tools, settings, edits, view);
  });

  suiteTeardown(async () => {
    for (const service of owned) service.dispose();
    for (const name of ['models', 'results']) {
      const target =
        name === 'models' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
      await vscode.workspace.getConfiguration('reasoningTransfer').update(name, undefined, target);
    }
    rmSync(inLogs(), { recursive: true, force: true });
    rmSync(storage, { recursive: true, force: true });
  });

  test('before the search has ended it says so; then all formats stand there, base first', async () => {
    assert.ok(view.getChildren().some(({ kind }) => kind === 'searching'));
    await tools.load();
    assert.deepEqual(rowsOf(/^tiny-/), [
      'tiny-base | 1 benchmark · base',
      '  MATH-500 | 25.0 % ± 1.0 · n = 4 · math',
      'tiny-rl | 2 benchmarks · tuned from tiny-base by RL',
      '  MATH-500 | 75.0 % ± 1.0 · n = 4 · math',
      '  our_sums | 50.0 % ± 50.0 · n = 2 · 0 % truncated · no domain',
      'tiny-table | 2 benchmarks',
      '  MATH-500 | 61.5 % · math',
      '  IFEval | 70.1 % · non-reasoning',
    ]);
  });

  test('a run opens at its line, and its tooltip says what the tool reports', async () => {
    const row = nodeOf(/^IFEval \| 70\.1/);
    assert.ok(row);
    await commands.openResult(row);
    const editor = vscode.window.activeTextEditor;
    assert.equal(path.basename(editor?.document.uri.fsPath ?? ''), 'table.csv');
    assert.equal(editor?.selection.active.line, 1);
    const { tooltip } = view.resolveTreeItem(view.getTreeItem(row), row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(plain(tooltip.value), /70\.1 %[^]*File: tree-logs\/table\.csv:2/);
  });

  test('a samples file that grows changes the tree within seconds', async () => {
    await watched();
    const name = 'growing/samples_hendrycks_math500_2026-01-03T00-00-00.1.jsonl';
    write(name, sampleLine(0, 1) + sampleLine(1, 0));
    await becomes('the new file', /^growing/, [
      'growing | 1 benchmark',
      '  MATH-500 | 50.0 % ± 50.0 · n = 2 · partial · math',
    ]);
    const before = redrawn;
    appendFileSync(inLogs(name), sampleLine(2, 1) + sampleLine(3, 1));
    const begin = Date.now();
    await becomes('what was appended', /^growing/, [
      'growing | 1 benchmark',
      '  MATH-500 | 75.0 % ± 25.0 · n = 4 · partial · math',
    ]);
    assert.ok(Date.now() - begin < 5000, String(Date.now() - begin));
    assert.ok(redrawn > before);
  });

  test('a newer run comes first and the older one is superseded; what is gone is gone', async () => {
    const newer = lmEvalFiles({
      model: 'tiny-base',
      scores: [1, 1, 0, 0],
      timestamp: '2026-01-05T00-00-00.1',
      date: Date.now() / 1000 + 60,
    });
    for (const [name, text] of Object.entries(newer)) write(`tiny-base/${name}`, text);
    await becomes('the newer run', /^tiny-base/, [
      'tiny-base | 1 benchmark · base',
      '  MATH-500 | 50.0 % ± 1.0 · n = 4 · 2 runs · math',
      '    50.0 % ± 1.0 | n = 4 · lm-evaluation-harness',
      '    25.0 % ± 1.0 | n = 4 · superseded · lm-evaluation-harness',
    ]);
    for (const name of Object.keys(newer)) rmSync(inLogs('tiny-base', name));
    await becomes('the older run', /^tiny-base/, [
      'tiny-base | 1 benchmark · base',
      '  MATH-500 | 25.0 % ± 1.0 · n = 4 · math',
    ]);
  });

  test('a file that cannot be read is a problem at the top, and the rest stays', async () => {
    const before = tools.index?.problems.length ?? 0;
    write('broken/results_2026-01-06T00-00-00.1.json', '{"results": {"hendrycks_math500": {"exact_m');
    await eventually('the problem', () => ((tools.index?.problems.length ?? 0) > before ? true : undefined));
    const [first] = view.getChildren();
    assert.equal(first?.kind, 'problems');
    assert.equal(rowsOf(/^tiny-table/).length, 3);
    rmSync(inLogs('broken'), { recursive: true });
    await eventually('its end', () => (tools.index?.problems.length === before ? true : undefined));
  });

  test('a run is left out by its row, and a task gets its domain', async () => {
    const row = nodeOf(/^IFEval \| 70\.1/);
    assert.ok(row);
    void commands.excludeResult(row);
    await becomes('its end', /^tiny-table/, []);
    const said = (): Record<string, unknown> | undefined =>
      vscode.workspace.getConfiguration('reasoningTransfer').inspect<Record<string, unknown>>('results')
        ?.workspaceValue;
    assert.deepEqual(said(), { exclude: ['/tree-logs/table.csv'] });
    await vscode.commands.executeCommand('notifications.clearAll');
    const edits = new ResultsEdits(() => []);
    assert.ok(await edits.say('domains', { our_sums: 'math' }));
    await becomes('the domain', /^tiny-rl/, [
      'tiny-rl | 2 benchmarks · tuned from tiny-base by RL',
      '  MATH-500 | 75.0 % ± 1.0 · n = 4 · math',
      '  our_sums | 50.0 % ± 50.0 · n = 2 · 0 % truncated · math',
    ]);
  });

  test('by benchmark, each benchmark has its models', async () => {
    await view.groupBy('benchmark');
    const rows = rowsOf(/^Math /);
    const at = rows.findIndex((row) => row.startsWith('  MATH-500'));
    assert.ok(at >= 0, rows.join('\n'));
    assert.ok(rows.includes('    tiny-base | 25.0 % ± 1.0 · n = 4 · base'), rows.join('\n'));
    assert.ok(rows.includes('    tiny-rl | 75.0 % ± 1.0 · n = 4 · tuned'), rows.join('\n'));
  });
});
