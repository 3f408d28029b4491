import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { BenchmarkItems } from '../../src/host/benchmarkItems.ts';
import { BenchmarksIndex } from '../../src/host/benchmarksIndex.ts';
import type { BenchmarkNode } from '../../src/host/benchmarkNodes.ts';
import { BenchmarksView } from '../../src/host/benchmarksView.ts';
import { ItemDocuments } from '../../src/host/documents.ts';
import { GutterMarks } from '../../src/host/gutterMarks.ts';
import { ItemSniffer } from '../../src/host/itemSniffer.ts';
import { ItemVerdicts } from '../../src/host/itemVerdicts.ts';
import { Problems } from '../../src/host/problems.ts';
import { SampleVerdicts } from '../../src/host/sampleVerdicts.ts';
import { SavedResults } from '../../src/host/savedResults.ts';
import { Settings } from '../../src/host/settings.ts';
import {
  done,
  finish,
  json,
  modelList,
  role,
  said,
  startFaultServer,
  stream,
  usage,
  type FaultServer,
} from '../support/faultServer.ts';
import { accepting, eventually, openAt, plain, setEndpoints, workspaceFolder } from './support/workbench.ts';

const items = 'views/own.jsonl';
const inWorkspace = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, ...names);
const line = (id: string, answer = '2'): string =>
  `${JSON.stringify({ problem: `View item ${id}: what is 1+1?`, solution: '', answer, subject: 'Algebra', level: 1, unique_id: id })}\n`;

/** The lenses by line; not asked about each, as VS Code first gets them, where nothing is `resolved`. */
async function lensesOf(uri: vscode.Uri, ...resolved: number[]): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    ...resolved,
  );
  // Those that are resolved come as they are done.
  return lenses
    .sort((a, b) => a.range.start.line - b.range.start.line)
    .map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? 'unresolved'}`);
}

const all = 1000;

const set = async (name: string, value: unknown): Promise<void> =>
  vscode.workspace
    .getConfiguration('reasoningTransfer')
    .update(name, value, vscode.ConfigurationTarget.Global);

/** What the view shows, one row a line; pages and items only below what `open` matches. */
async function rowsOf(view: BenchmarksView, open: RegExp): Promise<string[]> {
  const rows: string[] = [];
  const walk = async (node: BenchmarkNode, depth: number): Promise<void> => {
    const item = view.getTreeItem(node);
    const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
    rows.push(`${'  '.repeat(depth)}${label} | ${item.description === true ? '' : (item.description ?? '')}`);
    if (node.kind === 'domain' || node.kind === 'benchmark' || open.test(label)) {
      for (const child of await view.getChildren(node)) await walk(child, depth + 1);
    }
  };
  for (const root of await view.getChildren()) await walk(root, 0);
  return rows;
}

/** Runs the command on a target and accepts the endpoints it offers. */
async function evaluate(target: unknown): Promise<void> {
  await accepting(vscode.commands.executeCommand('reasoningTransfer.evaluateItem', target));
}

suite('Items above themselves, in the view and in the preview', () => {
  let right: FaultServer;
  let wrong: FaultServer;

  suiteSetup(async () => {
    mkdirSync(inWorkspace('views'), { recursive: true });
    writeFileSync(inWorkspace(items), line('v/1') + line('v/2') + '{"not": "an item"}\n' + line('v/3'));
    writeFileSync(inWorkspace('views', 'packed.jsonl.gz'), gzipSync(line('g/1') + line('g/2')));
    writeFileSync(
      inWorkspace('views', 'many.jsonl'),
      Array.from({ length: 2500 }, (_, i) => line(`m/${i}`)).join(''),
    );
    const routes = { '/v1/models': modelList('vllm', 'm'), '/version': json(200, { version: '0.11.0' }) };
    const answers =
      (answer: string) =>
      (...[response, request]: Parameters<ReturnType<typeof json>>) =>
        request.path === '/tokenize'
          ? json(200, { count: 153 })(response, request)
          : stream([role, said(`\\boxed{${answer}}`), finish(), usage, done])(response, request);
    right = await startFaultServer({ routes, replies: [answers('2')] });
    wrong = await startFaultServer({ routes, replies: [answers('3')] });
    writeFileSync(
      inWorkspace('views', 'quiz.jsonl'),
      [1, 2, 3]
        .map((nr) => `{"nr": "q-${nr}", "frage": "What is ${nr}+1?", "loesung": "${nr + 1}"}\n`)
        .join(''),
    );
    writeFileSync(inWorkspace('views', 'log.jsonl'), '{"level": "info", "message": "Is it up?"}\n'.repeat(3));
    await setEndpoints([
      { label: 'view-base', url: wrong.baseUrl, model: 'b', sampling: { temperature: 0.5 } },
      { label: 'view-tuned', url: right.baseUrl, model: 't' },
    ]);
    await set('models', [{ model: 'view-tuned', base: 'view-base', method: 'rl' }]);
  });

  suiteTeardown(async () => {
    await setEndpoints([]);
    for (const name of ['models', 'codeLens', 'gutterMarks']) await set(name, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(inWorkspace('views'), { recursive: true });
    await right.close();
    await wrong.close();
  });

  test('lenses are ranges until VS Code asks about them', async () => {
    const { document } = await openAt(items, 0);
    assert.deepEqual(await lensesOf(document.uri), [
      '1: unresolved',
      '2: unresolved',
      '3: unresolved',
      '4: unresolved',
    ]);
    assert.equal((await lensesOf(document.uri, all))[0], '1: Evaluate');
  });

  test('once there are samples an item has Traces and its verdicts, base first; the others have not', async () => {
    const { document } = await openAt(items, 0);
    await lensesOf(document.uri, all);
    const target = { uri: document.uri.toString(), line: 0, character: 0 };
    await evaluate(target);
    const lenses = await eventually('the lenses', async () => {
      const found = await lensesOf(document.uri, all);
      return found.length > 4 ? found : undefined;
    });
    assert.deepEqual(lenses.sort(), [
      '1: Compare',
      '1: Evaluate',
      '1: Traces',
      '1: view-base ✗\u2003view-tuned ✓',
      '2: Evaluate',
      '3: Evaluate',
      '4: Evaluate',
    ]);
  });

  test('lenses follow unsaved edits', async () => {
    const editor = await openAt(items, 0);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `\n${line('v/0')}`));
    const lenses = await lensesOf(editor.document.uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.deepEqual([lenses[0], lenses.at(-1)], ['2: unresolved', '6: unresolved']);
  });

  test('in a file of more than 2,000 items there are lenses near what is seen, and only there', async () => {
    const editor = await openAt('views/many.jsonl', 0);
    const near = await lensesOf(editor.document.uri);
    assert.equal(near[0], '1: unresolved');
    assert.ok(near.length < 500, String(near.length));
    editor.revealRange(new vscode.Range(1500, 0, 1500, 0), vscode.TextEditorRevealType.AtTop);
    await eventually('lenses where it was scrolled to', async () => {
      const lenses = await lensesOf(editor.document.uri);
      return (lenses.includes('1501: unresolved') && !lenses.includes('1: unresolved')) || undefined;
    });
  });

  test('files that hold no items have no lenses, and the setting turns them off', async () => {
    writeFileSync(inWorkspace('views', 'package.json'), JSON.stringify([JSON.parse(line('p/1'))]));
    writeFileSync(inWorkspace('views', 'other.json'), '{"compilerOptions": {"strict": true}}');
    for (const name of ['views/package.json', 'views/other.json']) {
      assert.deepEqual(await lensesOf((await openAt(name, 0)).document.uri, all), [], name);
    }
    await set('codeLens', false);
    assert.deepEqual(await lensesOf((await openAt(items, 0)).document.uri, all), []);
    await set('codeLens', undefined);
    assert.notDeepEqual(await lensesOf((await openAt(items, 0)).document.uri, all), []);
  });

  test('the preview shows each prompt once, with the tokens its servers counted, and generates nothing', async () => {
    const { document } = await openAt(items, 1);
    const generated = (): number =>
      [...right.posts, ...wrong.posts].filter(({ path: asked }) => asked !== '/tokenize').length;
    const before = generated();
    await vscode.commands.executeCommand('reasoningTransfer.previewPrompt', {
      uri: document.uri.toString(),
      line: 1,
      character: 0,
    });
    const shown = await eventually('the tokens', () => {
      const preview = vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === 'reasoning-transfer-prompt',
      );
      const text = preview?.getText() ?? '';
      return text.includes('/tokenize') ? text : undefined;
    });
    assert.match(shown, /## view-base, view-tuned/);
    assert.match(shown, /- view-base: b · .* · T 0\.5 · tokens: 153 \(vLLM \/tokenize\)/);
    assert.match(shown, /--- user ---\n[^]*View item v\/2: what is 1\+1\?/);
    assert.equal(generated(), before);
  });

  /** No other tool has results here. */
  const noTools = {
    forItem: () => [],
    load: () => Promise.resolve(),
    onDidChange: () => ({ dispose: () => undefined }),
  };

  suite('The view Benchmarks', () => {
    const owned: { dispose(): void }[] = [];
    let index: BenchmarksIndex;
    let view: BenchmarksView;
    let marks: GutterMarks;

    suiteSetup(async () => {
      const own = <T extends { dispose(): void }>(service: T): T => {
        owned.push(service);
        return service;
      };
      const problems = own(new Problems());
      const settings = own(new Settings());
      const documents = own(new ItemDocuments(problems, settings));
      const saved = own(new SavedResults(problems, noTools, own(new SampleVerdicts(problems))));
      const verdicts = new ItemVerdicts(saved, settings);
      index = own(new BenchmarksIndex(() => ({})));
      const pages = own(new BenchmarkItems(documents, verdicts, () => undefined));
      view = new BenchmarksView(index, pages, verdicts, () => undefined);
      marks = own(
        new GutterMarks(workspaceFolder().uri, documents, own(new ItemSniffer(() => ({}))), verdicts),
      );
      await saved.loaded();
    });

    suiteTeardown(() => {
      for (const service of owned) service.dispose();
    });

    test('files stand by domain and benchmark, with counts, verdicts and how far the editor reaches', async () => {
      assert.match((await rowsOf(view, /^$/))[0] ?? '', /^Looking for item files/);
      await index.load();
      const rows = await eventually('the counts', async () => {
        const all = await rowsOf(view, /^$/);
        return all.some((row) => row.includes('reading')) ? undefined : all;
      });
      const text = rows.join('\n');
      assert.match(text, /^Math \| \n {2}MATH-500 \| \d+ files\n/);
      assert.match(text, / {4}many\.jsonl \| 2,500 items · views\n/);
      assert.match(text, / {4}own\.jsonl \| 1\/3 evaluated · view-base 0\/1, view-tuned 1\/1 · views\n/);
      assert.match(text, / {4}packed\.jsonl\.gz \| 2 items · views\n/);
      assert.match(text, /\nNon-Reasoning \| \n {2}IFEval \| \n {4}instructions\.jsonl \| \d+ items/);
      assert.doesNotMatch(text, /package\.json|samples_/);
      const packed = index.files().find(({ name }) => name.endsWith('packed.jsonl.gz'));
      assert.ok(packed);
      const { tooltip } = view.getTreeItem({ kind: 'file', file: packed, resourceUri: packed.uri });
      assert.ok(typeof tooltip === 'string');
      assert.match(tooltip, /views.packed\.jsonl\.gz\n2 items\nopened from here: no text for the editor$/);
    });

    test('a file of other fields stands last, with why it was not recognised and what to do', async () => {
      const roots = await view.getChildren();
      const group = roots.at(-1);
      assert.ok(group?.kind === 'unknown', group?.kind);
      assert.equal(view.getTreeItem(group).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
      const rows = await view.getChildren(group);
      assert.ok(!rows.some((row) => row.kind === 'unknown file' && row.file.name.includes('log.jsonl')));
      const row = rows.find((each) => each.kind === 'unknown file' && each.file.name === 'views/quiz.jsonl');
      assert.ok(row?.kind === 'unknown file');
      const item = view.getTreeItem(row);
      assert.deepEqual(
        [item.label, item.description, item.contextValue],
        ['quiz.jsonl', 'views', 'unknown file'],
      );
      assert.ok(typeof item.tooltip === 'string');
      assert.match(item.tooltip, /it has the fields "nr", "frage", "loesung"[^]*"frage" may be the question/);
      // The row is what its menu's command gets.
      const described = vscode.commands.executeCommand('reasoningTransfer.describeBenchmark', row);
      await eventually('the preview', () =>
        vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('views/quiz.jsonl.items.md')),
      );
      let ended = false;
      void described.then(() => (ended = true));
      await eventually('its end', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return ended || undefined;
      });
    });

    test('items have their verdicts, their hover and the place they open at', async () => {
      const rows = await rowsOf(view, /own\.jsonl$/);
      assert.ok(
        rows.includes('      v/1 | view-base ✗\u2003view-tuned ✓ · View item v/1: what is 1+1?'),
        rows.join('\n'),
      );
      assert.ok(rows.includes('      v/3 | View item v/3: what is 1+1?'));
      const [first] = await itemsOf('views/own.jsonl');
      assert.ok(first?.kind === 'item');
      const resolved = await view.resolveTreeItem(view.getTreeItem(first), first);
      assert.ok(resolved.tooltip instanceof vscode.MarkdownString);
      assert.match(
        plain(resolved.tooltip.value),
        /MATH-500.*v\/1[^]*view-tuned \*tuned\* \| \$\(pass\) right/,
      );
      assert.equal(resolved.command?.command, 'vscode.open');
    });

    test('many items are in pages', async () => {
      const rows = await rowsOf(view, /many\.jsonl$|^Items 2,401/);
      assert.equal(rows.filter((row) => /^ {6}Items /.test(row)).length, 13);
      assert.ok(rows.includes('      Items 2,401–2,500 | '));
      assert.ok(rows.includes('        m/2499 | View item m/2499: what is 1+1?'));
    });

    test('an item of a file without a document is previewed and evaluated by its place', async () => {
      const [, second] = await itemsOf('views/packed.jsonl.gz');
      assert.ok(second?.kind === 'item');
      const { command } = view.getTreeItem(second);
      assert.equal(command?.command, 'reasoningTransfer.previewPrompt');
      const target: unknown = command.arguments?.[0];
      await vscode.commands.executeCommand(command.command, target);
      await eventually('the preview', () =>
        vscode.window.activeTextEditor?.document.getText().includes('View item g/2') ? true : undefined,
      );
      await evaluate(second);
      assert.match(right.posts.at(-1)?.body ?? '', /View item g\/2/);
      const row = '      g/2 | view-base ✗\u2003view-tuned ✓ · View item g/2: what is 1+1?';
      await eventually('its verdicts', async () =>
        (await rowsOf(view, /packed\.jsonl\.gz$/)).includes(row) ? true : undefined,
      );
    });

    test('a file that comes, changes or goes is seen', async () => {
      const name = 'views/later.jsonl';
      const has = async (): Promise<boolean> =>
        (await rowsOf(view, /^$/)).some((row) => row.includes('later.jsonl'));
      assert.equal(await has(), false);
      writeFileSync(inWorkspace(name), line('l/1'));
      await eventually('the new file', async () => (await has()) || undefined);
      rmSync(inWorkspace(name));
      await eventually('its end', async () => !(await has()) || undefined);
    });

    test('a search that is cancelled says so and keeps what was found', async () => {
      const before = index.files().length;
      const searching = index.search();
      index.cancel();
      await searching;
      const rows = await rowsOf(view, /^$/);
      assert.match(rows[0] ?? '', /^The search was cancelled/);
      assert.equal(index.files().length, before);
      await index.search();
      assert.match((await rowsOf(view, /^$/))[0] ?? '', /^Math/);
    });

    test('the gutter marks what was learned, on the lines that are seen', async () => {
      const { document } = await openAt(items, 0);
      const lines = await eventually('the marks', async () => {
        const found = await marks.marksOf(document);
        return found.size > 0 ? found : undefined;
      });
      assert.deepEqual([...lines], [['learned', [0]]]);
    });

    async function itemsOf(name: string): Promise<BenchmarkNode[]> {
      const file = index.files().find((each) => each.name === name);
      assert.ok(file, name);
      return view.getChildren({ kind: 'file', file, resourceUri: file.uri });
    }
  });
});
