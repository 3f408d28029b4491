import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Verdict } from '../../src/core/results/verdicts/verdict.ts';
import { readVerdictLine } from '../../src/core/results/verdicts/verdictLine.ts';
import { Problems } from '../../src/host/problems.ts';
import { RunVerdicts } from '../../src/host/runVerdicts.ts';
import { SampleVerdicts } from '../../src/host/sampleVerdicts.ts';
import { SavedResults } from '../../src/host/savedResults.ts';
import { Settings } from '../../src/host/settings.ts';
import { ToolResults } from '../../src/host/toolResults.ts';
import { IndexClient } from '../../src/workspace/results/indexClient.ts';
import { VerdictsView, type VerdictNode } from '../../src/host/verdictsView.ts';
import { lmEvalFiles, publishedDoc, sampleLine } from '../unit/results/support/lmEvalFiles.ts';
import { accepting, eventually, hoverAt, openAt, plain, workspaceFolder } from './support/workbench.ts';

const folder = 'verdict-logs';
const dataset = `${folder}/items/math500.jsonl`;
const samples = `${folder}/org__judged/samples_hendrycks_math500_2026-01-02T03-04-05.678901.jsonl`;
/** Items that no other test has, with what was answered and how the tool scored that; the gold answers are odd. */
const items = [
  { item: 40, response: 'So it is \\boxed{81}.', score: 0 },
  { item: 41, response: 'So it is \\boxed{7}.', score: 1 },
  { item: 42, response: 'So it is \\boxed{85}.', score: 1 },
] as const;

const inWorkspace = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, ...names);

function write(name: string, content: string): void {
  mkdirSync(path.dirname(inWorkspace(name)), { recursive: true });
  writeFileSync(inWorkspace(name), content);
}

/** The lines of the file of verdicts on our label's samples. */
function verdicts(): Verdict[] {
  const saved = inWorkspace('.reasoning-transfer');
  const labels = readdirSync(saved).filter((name) => name.includes('judged'));
  return labels.flatMap((label) => {
    const file = path.join(saved, label, 'verdicts_MATH-500.jsonl');
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        if (line === '') return [];
        const read = readVerdictLine(line);
        assert.ok(read.ok, line);
        return [read.verdict];
      });
  });
}

function target(line: number, name = dataset): { uri: string; line: number; character: number } {
  const uri = vscode.Uri.file(inWorkspace(name)).toString();
  return { uri, line, character: 20 };
}

async function hoverWith(line: number, wanted: RegExp): Promise<string> {
  let text = '';
  const found = eventually('', async () => {
    text = plain(await hoverAt(vscode.Uri.file(inWorkspace(dataset)), line, 20));
    return wanted.test(text) ? text : undefined;
  });
  return found.catch(() => assert.fail(`no hover with ${wanted.source}, but: ${text}`));
}

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs: own }) => own.map(({ label }) => label));
}

const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

suite('Verdicts on saved responses', () => {
  const owned: { dispose(): void }[] = [];

  suiteSetup(async () => {
    write(dataset, items.map(({ item }) => `${JSON.stringify(publishedDoc(item))}\n`).join(''));
    const files = lmEvalFiles({ model: 'org/judged', scores: items.map(({ score }) => score) });
    for (const [name, content] of Object.entries(files)) write(`${folder}/org__judged/${name}`, content);
    write(samples, items.map(({ item, score, response }) => sampleLine(item, score, response)).join(''));
    await openAt(dataset, 0, 20);
    await hoverWith(0, /\| judged.*wrong/);
  });

  suiteTeardown(async () => {
    for (const service of owned) service.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    rmSync(inWorkspace(folder), { recursive: true, force: true });
    const saved = inWorkspace('.reasoning-transfer');
    for (const name of readdirSync(saved).filter((label) => label.includes('judged')))
      rmSync(path.join(saved, name), { recursive: true, force: true });
  });

  test('a verdict by hand is saved as a line, shown in the hover, and taken back', async () => {
    assert.match(await hoverWith(0, /judged/), /command:reasoningTransfer\.judgeByHand\?/);
    // The first verdict that is offered is that it is right; the comment may be empty.
    await accepting(vscode.commands.executeCommand('reasoningTransfer.judgeByHand', target(0)));
    const [hand] = verdicts();
    assert.ok(hand?.kind === 'hand');
    assert.equal(hand.value, 1);
    assert.equal(hand.sample.file, samples);
    assert.equal(hand.sample.item, 'test/invented/40.json');
    assert.equal(hand.sample.stored, 0);
    await hoverWith(0, /\| judged.*wrong · \$\(person\) by hand: right/);
    // What was saved with the sample is as it was.
    assert.ok(readFileSync(inWorkspace(samples), 'utf8').includes('"exact_match":0'));

    const taken = vscode.commands.executeCommand('reasoningTransfer.judgeByHand', target(0));
    await pause(1000);
    // Behind the three verdicts there is the way to take it back.
    for (let step = 0; step < 3; step++)
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await accepting(taken);
    assert.deepEqual(
      verdicts().map(({ kind }) => kind),
      ['hand', 'withdrawn'],
    );
    await eventually('the hover without it', async () =>
      (await hoverWith(0, /judged/)).includes('by hand: ') ? undefined : true,
    );
  });

  test('a response is judged by hand where it stands in a file of results, too', async () => {
    await openAt(samples, 2, 20);
    const before = verdicts().length;
    await accepting(vscode.commands.executeCommand('reasoningTransfer.judgeByHand', target(2, samples)));
    const [hand] = verdicts().slice(before);
    assert.ok(hand?.kind === 'hand');
    assert.equal(hand.sample.item, 'test/invented/42.json');
    await openAt(dataset, 0, 20);
    await hoverWith(2, /\| judged.*right · \$\(person\) by hand: right/);
  });

  test('responses are scored again, and the view lists where the stored verdicts and ours differ', async () => {
    const file = inWorkspace(folder, 'org__judged', 'results_2026-01-02T03-04-05.678901.json');
    const run = { file: file.replaceAll('\\', '/'), model: 'judged', task: 'hendrycks_math500' };
    const scored = vscode.commands.executeCommand('reasoningTransfer.rescore', { runs: [run] });
    const found = await eventually('verdicts of our scorer', () => {
      const all = verdicts().filter((verdict) => verdict.kind === 'scorer');
      return all.length > 0 ? all : undefined;
    });
    // What came of it is said in a message, which stays until it is closed.
    let ended = false;
    void scored.then(() => (ended = true));
    await eventually('the end of the command', async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      return ended || undefined;
    });
    assert.deepEqual(await scored, { judged: 3, saved: 3, left: [], problems: [], cancelled: false });
    assert.deepEqual(
      found.map(({ sample, score }) => [sample.item, sample.stored, score.value]),
      [
        ['test/invented/40.json', 0, 1],
        ['test/invented/41.json', 1, 0],
        ['test/invented/42.json', 1, 1],
      ],
    );
    await hoverWith(0, /\| judged.*wrong · ours: right[\s\S]*\$\(diff\) judged, ours: /);
    assert.doesNotMatch(await hoverWith(2, /\| judged.*right/), /\$\(diff\)/);
  });

  test('a row of the view opens the traces of its item', async () => {
    const problems = new Problems();
    const judged = new SampleVerdicts(problems);
    const settings = new Settings();
    const extension = vscode.extensions.getExtension('reasoning-transfer.reasoning-transfer');
    assert.ok(extension);
    const thread = new IndexClient(path.join(extension.extensionPath, 'dist', 'indexThread.js'));
    const storage = mkdtempSync(path.join(tmpdir(), 'rt-verdicts-'));
    const tools = new ToolResults(thread, settings, problems, vscode.Uri.file(storage));
    const saved = new SavedResults(problems, tools, judged);
    owned.push(saved, tools, settings, judged, problems, {
      dispose: () => rmSync(storage, { recursive: true, force: true }),
    });
    const view = new VerdictsView(new RunVerdicts(judged, tools, saved));
    const rows: VerdictNode[] = [];
    const text: string[] = [];
    const walk = async (node: VerdictNode | undefined, depth: number): Promise<void> => {
      for (const child of await view.getChildren(node)) {
        if (child.kind === 'run' && !child.run.label.includes('judged')) continue;
        const { label, description } = view.getTreeItem(child);
        rows.push(child);
        text.push(`${'  '.repeat(depth)}${typeof label === 'string' ? label : ''} | ${String(description)}`);
        await walk(child, depth + 1);
      }
    };
    await walk(undefined, 0);
    assert.match(
      text[0] ?? '',
      /^66\.7 % → ours 66\.7 % \| judged · 2 of 3 differ · MATH-500 \(hendrycks_math500\)/,
    );
    assert.ok(text.includes('  By hand | 1'), text.join('\n'));
    const ids = rows.flatMap((row) =>
      row.kind === 'sample' && row.difference !== null ? [row.sample.item] : [],
    );
    assert.deepEqual(ids.toSorted(), ['test/invented/40.json', 'test/invented/41.json']);
    await vscode.commands.executeCommand('reasoningTransfer.verdicts.focus');
    // Each step unfolds a row, or goes to the first one below it: run, reason, response.
    await eventually('the panel', async () => {
      await vscode.commands.executeCommand('list.focusFirst');
      for (let step = 0; step < 5; step++) {
        await vscode.commands.executeCommand('list.expand');
        await pause(200);
      }
      await vscode.commands.executeCommand('list.select');
      await pause(500);
      return tabs().find((label) => label === `Traces · ${ids[0]}`);
    });
  });
});
