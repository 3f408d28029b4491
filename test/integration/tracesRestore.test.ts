import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ItemDocuments } from '../../src/host/documents.ts';
import { LaterSamples } from '../../src/host/laterSamples.ts';
import { Problems } from '../../src/host/problems.ts';
import { ResultItems } from '../../src/host/resultItems.ts';
import { SampleVerdicts } from '../../src/host/sampleVerdicts.ts';
import { SavedColumns } from '../../src/host/savedColumns.ts';
import { SavedResults } from '../../src/host/savedResults.ts';
import { Settings } from '../../src/host/settings.ts';
import { ToolResults } from '../../src/host/toolResults.ts';
import { TracesPanel } from '../../src/host/tracesPanel.ts';
import { restoreToken } from '../../src/host/tracesPlace.ts';
import { TracesRestore } from '../../src/host/tracesRestore.ts';
import { parseTracesLook } from '../../src/protocol.ts';
import { IndexClient } from '../../src/workspace/results/indexClient.ts';
import { SavedSamples } from '../../src/workspace/savedSamples.ts';
import { sample } from '../unit/results/fixtures.ts';
import { lmEvalFiles, publishedDoc } from '../unit/results/support/lmEvalFiles.ts';
import { eventually, workspaceFolder } from './support/workbench.ts';

const folder = 'restored-results';
const label = 'restored-own';

function write(name: string, content: string): void {
  const file = path.join(workspaceFolder().uri.fsPath, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writeRun(model: string, timestamp?: string): void {
  const run = { model: `org/${model}`, scores: [1, 0], ...(timestamp === undefined ? {} : { timestamp }) };
  for (const [name, content] of Object.entries(lmEvalFiles(run)))
    write(`${folder}/evals/org__${model}/${name}`, content);
}

suite('Traces after a reload', () => {
  const owned: { dispose(): unknown }[] = [];
  const own = <T extends { dispose(): unknown }>(service: T): T => {
    owned.unshift(service);
    return service;
  };

  suiteTeardown(async () => {
    for (const service of owned) service.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const root = workspaceFolder().uri.fsPath;
    for (const name of [folder, path.join('.reasoning-transfer', label)])
      rmSync(path.join(root, name), { recursive: true, force: true });
  });

  test('our columns are there at once, those of other tools once they are read, and new ones when they are written', async () => {
    const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.reasoning-transfer'));
    assert.ok(extension);
    const root = workspaceFolder().uri;
    write(
      `${folder}/items/math500.jsonl`,
      [0, 1].map((item) => `${JSON.stringify(publishedDoc(item))}\n`).join(''),
    );
    writeRun('tuned');
    const settings = own(new Settings());
    const problems = own(new Problems());
    const documents = own(new ItemDocuments(problems, settings));
    const items = await documents.at(vscode.Uri.joinPath(root, folder, 'items', 'math500.jsonl'));
    const item = (await items.at(1))?.item;
    assert.ok(item);
    const appended = await new SavedSamples(root.fsPath).append(sample({ item, label, model: 'own' }));
    assert.ok(appended.ok);

    const storage = vscode.Uri.file(mkdtempSync(path.join(tmpdir(), 'restored-index-')));
    own({ dispose: () => rmSync(storage.fsPath, { recursive: true, force: true }) });
    const thread = new IndexClient(
      vscode.Uri.joinPath(extension.extensionUri, 'dist', 'indexThread.js').fsPath,
    );
    const tools = own(new ToolResults(thread, settings, problems, storage));
    const search = Promise.withResolvers<null>();
    // The index of a large folder takes longer than our own samples do.
    const slow = {
      forItem: tools.forItem.bind(tools),
      onDidChange: tools.onDidChange,
      load: () => search.promise.then(() => tools.load()),
    };
    const saved = own(new SavedResults(problems, slow, own(new SampleVerdicts(problems))));
    const columns = new SavedColumns(settings, saved);
    const restored = new TracesRestore(documents, saved, new ResultItems(tools), columns);
    const panel = own(
      new TracesPanel(
        extension.extensionUri,
        { keys: () => [], get: () => undefined, update: () => Promise.resolve() },
        {
          onMessage: () => undefined,
          load: () => Promise.resolve({ ok: false, why: 'not looked at' }),
          verdictsOf: () => null,
          alignTraces: () => Promise.resolve(null),
          onOpened: () => undefined,
          onClosed: () => undefined,
          onRestore: restored.restore,
        },
      ),
    );
    own(
      new LaterSamples(saved, () => {
        const { shown } = panel;
        if (shown?.item) columns.offer(shown, shown.item);
      }),
    );
    const shown = (): string => {
      const state = panel.shown?.snapshot();
      const labels = state?.columns.map((column) => column.label).join(', ') ?? '';
      return `${(state?.position[0] ?? -1) + 1} of ${state?.position[1]}: ${labels}`;
    };
    const real = vscode.window.createWebviewPanel(
      'reasoningTransfer.restoreTest',
      'Traces',
      vscode.ViewColumn.One,
    );
    const kept = { questionOpen: false, promptOpen: false, folded: [], ...parseTracesLook({}) };
    await panel.deserializeWebviewPanel(real, { restore: restoreToken(item, null), ...kept });
    assert.equal(shown(), `1 of 1: ${label}`);
    const { key } = panel.shown?.snapshot()?.columns[0] ?? {};

    search.resolve(null);
    const seen = (wanted: string): Promise<unknown> =>
      eventually(wanted, () => shown() === wanted || undefined).catch(() => assert.equal(shown(), wanted));
    await seen(`1 of 2: ${label}, tuned`);
    assert.equal(panel.shown?.snapshot()?.columns[0]?.key, key);
    writeRun('late', '2026-01-03T03-04-05.678901');
    await seen(`1 of 2: late, ${label}, tuned`);
  });
});
