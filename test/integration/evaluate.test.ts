import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  done,
  finish,
  role,
  said,
  startFaultServer,
  stream,
  usage,
  type FaultServer,
} from '../support/faultServer.ts';
import { Settings } from '../../src/host/settings.ts';
import {
  accepting,
  eventually,
  hoverAt,
  openAt,
  plain,
  savedLines,
  setEndpoints,
} from './support/workbench.ts';

const items = 'items/arithmetic.jsonl';
const SavedLine = v.object({
  target: v.string(),
  trace: v.object({ label: v.string(), answer: v.string(), reasoning: v.string(), status: v.string() }),
});

/** Runs the command and accepts the endpoints it offers. */
async function evaluateHere(): Promise<void> {
  await accepting(vscode.commands.executeCommand('reasoningTransfer.evaluateItem'));
}

suite('Evaluate the item at the cursor', () => {
  let right: FaultServer;
  let wrong: FaultServer;

  suiteSetup(async () => {
    right = await startFaultServer({
      replies: [
        stream([
          role,
          said('<think>eighteen '),
          said('and seven</think>So \\boxed'),
          said('{25}.'),
          finish(),
          usage,
          done,
        ]),
      ],
    });
    wrong = await startFaultServer({
      replies: [stream([role, said('It is \\boxed{39}.'), finish(), usage, done])],
    });
    await setEndpoints([
      { label: 'careful', url: right.baseUrl, model: 'm-1' },
      { label: 'hasty', url: wrong.baseUrl, model: 'm-2', sampling: { temperature: 0.6, maxTokens: 77 } },
    ]);
  });

  suiteTeardown(async () => {
    await setEndpoints([]);
    await right.close();
    await wrong.close();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('every endpoint gets the item, samples are saved and the hover has the verdicts', async () => {
    const editor = await openAt(items, 0, 40);
    assert.match(plain(await hoverAt(editor.document.uri, 0, 40)), /Not evaluated yet/);
    await evaluateHere();

    const asked = v.parse(
      v.object({
        model: v.string(),
        max_tokens: v.number(),
        temperature: v.number(),
        messages: v.array(v.object({ content: v.string() })),
      }),
      JSON.parse(wrong.posts[0]?.body ?? ''),
    );
    assert.equal(asked.model, 'm-2');
    assert.equal(asked.max_tokens, 77);
    assert.equal(asked.temperature, 0.6);
    assert.match(asked.messages.map(({ content }) => content).join('\n'), /7 \+ 6 \\cdot 3/);

    const [line] = savedLines('careful');
    const saved = v.parse(SavedLine, JSON.parse(line ?? ''));
    assert.deepEqual(saved, {
      target: '25',
      trace: {
        label: 'careful',
        answer: 'So \\boxed{25}.',
        reasoning: 'eighteen and seven',
        status: 'complete',
      },
    });
    assert.equal(savedLines('hasty').length, 1);

    const hover = plain(await hoverAt(editor.document.uri, 0, 40));
    assert.match(hover, /careful \| \$\(pass\) right \| 25 \|/);
    assert.match(hover, /hasty \| \$\(error\) wrong \| 39 \|/);
    assert.match(hover, /command:reasoningTransfer\.showTraces/);
  });

  test('the panel opens beside the editor and is named after the item', async () => {
    const tab = await eventually('the panel', () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find((candidate) => candidate.input instanceof vscode.TabInputWebview),
    );
    await eventually('its title', () => (tab.label.includes('own/prealgebra/1.json') ? tab : undefined));
  });

  test('several selected lines are several items', async () => {
    const editor = await openAt(items, 2);
    editor.selections = [new vscode.Selection(2, 5, 3, 4), new vscode.Selection(5, 0, 5, 0)];
    const before = wrong.posts.length;
    await evaluateHere();
    assert.equal(wrong.posts.length - before, 3);
    assert.equal(savedLines('hasty').length, 4);
  });

  test('unsaved edits are what is sent and hovered', async () => {
    const editor = await openAt(items, 6);
    const marker = `unsaved ${Date.now()}`;
    const text = editor.document.lineAt(6).text.replace(/"problem": "/, `"problem": "${marker} `);
    await editor.edit((edit) => edit.replace(editor.document.lineAt(6).range, text));
    assert.ok(editor.document.isDirty);
    await evaluateHere();
    assert.match(wrong.posts.at(-1)?.body ?? '', new RegExp(marker));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('an item of a JSON array is found from any line inside it', async () => {
    const editor = await openAt('items/planning.json', 0);
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('"query"'));
    const hover = plain(await hoverAt(editor.document.uri, line, 6));
    assert.match(hover, /ACPBench/);
    assert.match(hover, /gold/);
  });
});

suite('Every saved sample in the hover', () => {
  suiteTeardown(async () => {
    await setEndpoints([]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('repeats have a verdict each and a rate; another sampling has a row of its own', async () => {
    const replies = ['25', '25', '39'].map((answer) =>
      stream([role, said(`It is \\boxed{${answer}}.`), finish(), usage, done]),
    );
    const server = await startFaultServer({ replies });
    const sampled = { label: 'sampled', url: server.baseUrl, model: 'm', concurrency: 1 };
    const editor = await openAt(items, 8, 3);
    const text = editor.document.lineAt(8).text;
    const gold = /"answer": "([^"]*)"/.exec(text)?.[1] ?? '';
    await editor.edit((edit) =>
      edit.replace(editor.document.lineAt(8).range, text.replace(`"answer": "${gold}"`, '"answer": "25"')),
    );
    await setEndpoints([{ ...sampled, sampling: { temperature: 0.35, repeats: 3 } }]);
    await evaluateHere();
    await setEndpoints([{ ...sampled, sampling: { temperature: 0.85, repeats: 1 } }]);
    await evaluateHere();
    const hover = plain(await hoverAt(editor.document.uri, 8, 3));
    assert.match(hover, /sampled · T 0\.85 \| \$\(error\) wrong \| 39 \|/);
    assert.match(
      hover,
      /↳ older samples with another sampling · T 0\.35 \| \$\(pass\)\$\(pass\)\$\(error\) 2\/3 · 67 % \| 25 ×2, 39 ×1 \|/,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await server.close();
  });
});

suite('What goes wrong in an evaluation', () => {
  suiteTeardown(async () => {
    await setEndpoints([]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a server that is gone fails its own column only', async () => {
    // This one first: a port that is free again may be given to the next that asks for one.
    const there = await startFaultServer({ replies: [stream([said('\\boxed{37}'), finish(), done])] });
    const gone = await startFaultServer({ replies: [stream([done])] });
    await setEndpoints([
      { label: 'gone', url: gone.baseUrl, model: 'm' },
      { label: 'there', url: there.baseUrl, model: 'm' },
    ]);
    const editor = await openAt(items, 1, 3);
    const evaluated = vscode.commands.executeCommand('reasoningTransfer.evaluateItem');
    // It goes once the endpoints are offered: one that is known to be down would not be picked beforehand.
    await new Promise((wake) => setTimeout(wake, 300));
    await gone.close();
    await accepting(evaluated);
    const hover = plain(await hoverAt(editor.document.uri, 1, 3));
    assert.match(hover, /there \| \$\(pass\) right \| 37/);
    assert.match(hover, /^Not counted – gone: 1 failed \(nothing answers\)$/m);
    await there.close();
  });

  test('a key in clear text is refused, and nothing is sent', async () => {
    const server = await startFaultServer({ replies: [stream([said('\\boxed{1}'), finish(), done])] });
    await setEndpoints([
      {
        label: 'leaky',
        url: server.baseUrl,
        model: 'm',
        headers: { Authorization: 'Bearer sk-in-the-clear' },
      },
    ]);
    await openAt(items, 1, 3);
    // With no endpoint that can be used the command ends by itself, after it has said why.
    await vscode.commands.executeCommand('reasoningTransfer.evaluateItem');
    const settings = new Settings();
    assert.match(
      settings
        .problems()
        .map(({ field, message }) => `${field}: ${message}`)
        .join('\n'),
      /^reasoningTransfer\.endpoints\[0\]\.headers\.Authorization: .*Set API Key/,
    );
    settings.dispose();
    assert.equal(server.posts.length, 0);
    await server.close();
  });
});
