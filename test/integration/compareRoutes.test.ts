import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { lmEvalFiles, publishedDoc, sampleLine } from '../unit/results/support/lmEvalFiles.ts';
import { accepting, eventually, hoverAt, openAt, plain, workspaceFolder } from './support/workbench.ts';

/** Every way to a comparison that the extension host can see; keys and views of their own are in `test/ui`. */

const folder = 'compare-routes';
const dataset = `${folder}/items/math500.jsonl`;
const stamp = '2026-01-02T03-04-05.678901';
/** Items that no other test has. */
const items = [70, 71] as const;
const models = { 'routed-base': 0, 'routed-rl': 1, 'routed-sft': 1 } as const;
const samplesOf = (model: string): string => `${folder}/${model}/samples_hendrycks_math500_${stamp}.jsonl`;

const inWorkspace = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, ...names);
const uriOf = (name: string): vscode.Uri => vscode.Uri.file(inWorkspace(...name.split('/')));

function write(name: string, content: string): void {
  mkdirSync(path.dirname(inWorkspace(name)), { recursive: true });
  writeFileSync(inWorkspace(name), content);
}

const response = (model: string, item: number): string =>
  `<think>We add ${item} and the next.\n\nOnly ${model} writes this about ${item}.</think>So it is \\boxed{${2 * item + 1}}.`;

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** A tab with several comparisons: VS Code makes its input of a class that its stable types do not name. */
const isUri = (value: unknown): boolean => value instanceof vscode.Uri;
const Multi = v.object({
  textDiffs: v.array(
    v.object({ original: v.custom<vscode.Uri>(isUri), modified: v.custom<vscode.Uri>(isUri) }),
  ),
});

/** Waits for the tab of this title; `before`: done before each look. */
function tabLike(title: RegExp, before?: () => Promise<unknown>): Promise<vscode.Tab> {
  return eventually(`a tab like ${title.source}`, async () => {
    await before?.();
    return tabs().find(({ label }) => title.test(label));
  }).catch((error: unknown) => {
    throw new Error(
      `${String(error)}; there are ${tabs()
        .map(({ label }) => label)
        .join(' | ')}`,
    );
  });
}

async function closeLike(title: RegExp): Promise<void> {
  for (const tab of tabs()) if (title.test(tab.label)) await vscode.window.tabGroups.close(tab);
}

/** Runs a way to a comparison, taking every pick as it stands. */
async function opens(way: () => Thenable<unknown>, title: RegExp): Promise<vscode.Tab> {
  await closeLike(title);
  await accepting(way());
  return tabLike(title);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

/** The two texts of a comparison. */
async function sidesIn({ input }: vscode.Tab): Promise<readonly string[]> {
  assert.ok(input instanceof vscode.TabInputTextDiff);
  return Promise.all([textOf(input.original), textOf(input.modified)]);
}

/** The comparison of the base with its tuned model on one of the items, and of no other. */
async function isBaseTuned(tab: vscode.Tab, item: number): Promise<void> {
  assert.equal(tab.label, `test/invented/${item}.json · routed-base ↔ routed-rl`);
  const [left, right] = await sidesIn(tab);
  assert.match(left ?? '', new RegExp(`Only routed-base writes this about ${item}`));
  assert.match(right ?? '', new RegExp(`Only routed-rl writes this about ${item}`));
}

const titleOf = (item: number): RegExp => new RegExp(`${item}\\.json · routed-base ↔ routed-rl$`);

const Keys = v.array(v.looseObject({ key: v.string(), when: v.string(), args: v.optional(v.unknown()) }));

/** Does what the key of a view does, by the way of a key: VS Code puts the row in that has the focus. */
async function byKey(view: string): Promise<void> {
  const extension = vscode.extensions.getExtension('reasoning-transfer.reasoning-transfer');
  const { contributes } = v.parse(
    v.looseObject({ contributes: v.looseObject({ keybindings: Keys }) }),
    extension?.packageJSON,
  );
  const key = contributes.keybindings.find(
    ({ when }) => when === `focusedView == 'reasoningTransfer.${view}'`,
  );
  assert.ok(key?.args !== undefined, `no key in ${view}`);
  // This command spreads its arguments; a key has one.
  await vscode.commands.executeCommand('runCommands', {
    commands: [{ command: 'reasoningTransfer.compareBaseTuned', args: [key.args] }],
  });
}

/** VS Code says nowhere when a row is unfolded, or has the focus. */
const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** Goes from the first row of a view to the first one below, and so on; nothing is selected on the way. */
async function focusFirst(view: string, steps: number): Promise<void> {
  await vscode.commands.executeCommand(`reasoningTransfer.${view}.focus`);
  await vscode.commands.executeCommand('list.focusFirst');
  for (let step = 0; step < steps; step++) {
    await vscode.commands.executeCommand('list.expand');
    await pause(200);
  }
  await pause(200);
}

suite('Ways to a comparison', () => {
  const line = (name: string, at: number): Promise<vscode.TextEditor> => openAt(name, at, 20);

  suiteSetup(async () => {
    write(dataset, items.map((item) => `${JSON.stringify(publishedDoc(item))}\n`).join(''));
    for (const [model, score] of Object.entries(models)) {
      const files = lmEvalFiles({ model: `org/${model}`, scores: items.map(() => score) });
      for (const [name, content] of Object.entries(files)) write(`${folder}/${model}/${name}`, content);
      write(samplesOf(model), items.map((item) => sampleLine(item, score, response(model, item))).join(''));
    }
    await vscode.workspace
      .getConfiguration('reasoningTransfer')
      .update(
        'models',
        [{ model: 'routed-rl', base: 'routed-base', method: 'rl' }],
        vscode.ConfigurationTarget.Global,
      );
    await line(dataset, 0);
    await eventually('every model in the hover', async () => {
      const hover = plain(await hoverAt(uriOf(dataset), 0, 20));
      return Object.keys(models).every((model) => hover.includes(`| ${model}`)) || undefined;
    });
  });

  suiteTeardown(async () => {
    await vscode.workspace
      .getConfiguration('reasoningTransfer')
      .update('models', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    rmSync(inWorkspace(folder), { recursive: true, force: true });
    for (const label of readdirSync(inWorkspace('.reasoning-transfer')).filter((name) =>
      name.includes('routed'),
    ))
      rmSync(inWorkspace('.reasoning-transfer', label), { recursive: true, force: true });
  });

  test('from the palette on an item: base against tuned comes first in the pick', async () => {
    await line(dataset, 1);
    const tab = await opens(
      () => vscode.commands.executeCommand('reasoningTransfer.compareTraces'),
      titleOf(71),
    );
    await isBaseTuned(tab, 71);
  });

  test('base against tuned on an item line asks nothing', async () => {
    await line(dataset, 0);
    await vscode.commands.executeCommand('reasoningTransfer.compareBaseTuned');
    await isBaseTuned(await tabLike(titleOf(70)), 70);
  });

  test('the link in the hover and the lens above the item go there', async () => {
    const editor = await line(dataset, 1);
    const hover = await hoverAt(editor.document.uri, 1, 20);
    const [, encoded] = /command:reasoningTransfer\.compareTraces\?([^)\s"]+)/.exec(hover) ?? [];
    const args = v.parse(v.array(v.unknown()), JSON.parse(decodeURIComponent(encoded ?? '[]')));
    assert.equal(args.length, 1);
    const compare = () => vscode.commands.executeCommand('reasoningTransfer.compareTraces', ...args);
    await isBaseTuned(await opens(compare, titleOf(71)), 71);

    await line(dataset, 0);
    const lens = await eventually('the lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        editor.document.uri,
        100,
      );
      return lenses.find(
        ({ range, command }) =>
          range.start.line === 1 && command?.command === 'reasoningTransfer.compareTraces',
      )?.command;
    });
    const ofLens: readonly unknown[] = lens.arguments ?? [];
    await isBaseTuned(
      await opens(() => vscode.commands.executeCommand(lens.command, ...ofLens), titleOf(71)),
      71,
    );
  });

  test('several item lines are selected: which is meant is asked first', async () => {
    const editor = await line(dataset, 0);
    editor.selection = new vscode.Selection(0, 0, 1, 5);
    // The first item is picked, then the first pair.
    const tab = await opens(
      () => vscode.commands.executeCommand('reasoningTransfer.compareTraces'),
      titleOf(70),
    );
    await isBaseTuned(tab, 70);
  });

  test('lines of two files of results are compared, those of three each with the first', async () => {
    await line(samplesOf('routed-sft'), 1);
    const beside = await vscode.workspace.openTextDocument(uriOf(samplesOf('routed-rl')));
    const other = await vscode.window.showTextDocument(beside, {
      viewColumn: vscode.ViewColumn.Two,
      preview: false,
    });
    other.selection = new vscode.Selection(1, 0, 1, 0);
    const compare = () => vscode.commands.executeCommand('reasoningTransfer.compareTraces');
    // The other editor stays open beside it: its cursor is on the second line.
    await accepting(compare());
    const two = await tabLike(/71\.json · routed-rl ↔ routed-sft$/);
    const [left, right] = await sidesIn(two);
    assert.match(left ?? '', /Only routed-rl writes this about 71/);
    assert.match(right ?? '', /Only routed-sft writes this about 71/);
    await vscode.window.tabGroups.close(two);

    await line(samplesOf('routed-sft'), 1);
    const third = await vscode.workspace.openTextDocument(uriOf(samplesOf('routed-base')));
    const last = await vscode.window.showTextDocument(third, {
      viewColumn: vscode.ViewColumn.Three,
      preview: false,
    });
    last.selection = new vscode.Selection(1, 0, 1, 0);
    await accepting(compare());
    const all = await tabLike(/71\.json · (?:\S+ ↔ ){2}\S+ \(2 files\)$/);
    assert.match(all.label, /· routed-base ↔ /);
    const { textDiffs } = v.parse(Multi, all.input);
    const texts = await Promise.all(
      textDiffs.map(async ({ original, modified }) => [await textOf(original), await textOf(modified)]),
    );
    assert.equal(texts.length, 2);
    for (const [reference] of texts) assert.match(reference ?? '', /Only routed-base writes this about 71/);
    assert.deepEqual(texts.map(([, text]) => /Only (\S+) writes/.exec(text ?? '')?.[1]).toSorted(), [
      'routed-rl',
      'routed-sft',
    ]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('files that the Explorer has selected together are compared in one go', async () => {
    const names = ['first.txt', 'second.md', 'third.txt'];
    const files = names.map((name, at) => {
      write(`${folder}/texts/${name}`, `We count the 7 apples.\n\nThen we add ${5 + at} pears.\n`);
      return uriOf(`${folder}/texts/${name}`);
    });
    const compare = (...some: readonly (vscode.Uri | undefined)[]) =>
      vscode.commands.executeCommand('reasoningTransfer.compareSelected', some[0], some);
    const two = await opens(() => compare(files[0], files[1]), /first\.txt ↔ \S*second\.md$/);
    const [left, right] = await sidesIn(two);
    assert.ok(left?.includes('5 pears') && right?.includes('6 pears'), `${left}\n${right}`);
    const three = await opens(
      () => compare(...files),
      /first\.txt ↔ \S*second\.md ↔ \S*third\.txt \(2 files\)$/,
    );
    const { textDiffs } = v.parse(Multi, three.input);
    const texts = await Promise.all(textDiffs.map(({ modified }) => textOf(modified)));
    assert.deepEqual(
      texts.map((text) => /add (\d) pears/.exec(text)?.[1]),
      ['6', '7'],
    );
  });

  test('what several cursors select in an editor is compared, part with part', async () => {
    const document = await vscode.workspace.openTextDocument({
      content: 'We count the 7 apples.\nnot this\nWe count the 8 apples.\n',
    });
    const editor = await vscode.window.showTextDocument(document);
    editor.selections = [new vscode.Selection(0, 0, 0, 99), new vscode.Selection(2, 0, 2, 99)];
    const tab = await opens(
      () => vscode.commands.executeCommand('reasoningTransfer.compareSelected'),
      /:1-1 ↔ \S+:3-3$/,
    );
    const [left, right] = await sidesIn(tab);
    assert.ok(left?.includes('7 apples') && right?.includes('8 apples'), `${left}\n${right}`);
    assert.ok(!`${left}${right}`.includes('not this'));
  });

  test('in the view Results the key is about the row that has the focus', async () => {
    // Another item is under the cursor: it is not what is compared.
    await line(dataset, 1);
    await closeLike(titleOf(70));
    const tab = await tabLike(titleOf(70), async () => {
      await focusFirst('results', 0);
      await accepting(byKey('results'));
    });
    await isBaseTuned(tab, 70);
  });

  test('in the view Verdicts the key is about the sample that has the focus', async () => {
    await line(dataset, 1);
    const target = { uri: uriOf(samplesOf('routed-rl')).toString(), line: 0, character: 0 };
    await accepting(vscode.commands.executeCommand('reasoningTransfer.judgeByHand', target));
    await closeLike(titleOf(70));
    const tab = await tabLike(titleOf(70), async () => {
      // The run, "By hand", the sample: each step unfolds a row, or goes to the first one below it.
      await focusFirst('verdicts', 5);
      await byKey('verdicts');
    });
    await isBaseTuned(tab, 70);
  });
});
