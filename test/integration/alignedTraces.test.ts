import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { partText } from '../../src/core/compare/comparedText.ts';
import type { Item } from '../../src/core/items/item.ts';
import type { GenerateEvent } from '../../src/core/traces/generate.ts';
import type { Trace } from '../../src/core/traces/trace.ts';
import { columnKey, columnName, sampleKey } from '../../src/host/tracesColumn.ts';
import type { TracesModel } from '../../src/host/tracesModel.ts';
import { TracesPanel } from '../../src/host/tracesPanel.ts';
import { unpacked } from '../../src/core/compare/packedAlignment.ts';
import type { AlignedColumns, ToTraces } from '../../src/protocol.ts';
import { CompareClient } from '../../src/workspace/compare/compareClient.ts';
import {
  beginStream,
  delta,
  done,
  finish,
  pause,
  role,
  said,
  startFaultServer,
} from '../support/faultServer.ts';
import { eventually } from './support/workbench.ts';
import { endedTrace as trace } from '../support/endedTrace.ts';

const item: Item = {
  benchmark: 'MATH-500',
  domain: 'math',
  task: null,
  id: 'aligned/1',
  record: {},
  question: 'How many legs have two spiders?',
  gold: '16',
  textHash: 'aligned',
  location: { file: '/aligned/items.jsonl', line: 1, bytes: [0, 10] },
};
const scored = { value: 1, extracted: '16', range: null, rule: 'r', reason: 'equal' } as const;

interface Posted {
  readonly at: number;
  readonly message: ToTraces;
}

/** A real panel of VS Code with our webview in it, whose messages are seen on their way. */
async function openPanel(): Promise<{
  readonly panel: TracesPanel;
  readonly model: TracesModel;
  readonly posted: readonly Posted[];
  readonly send: (message: unknown) => void;
  /** When each alignment began and ended. */
  readonly alignments: readonly { readonly from: number; readonly to: number }[];
}> {
  const extension = vscode.extensions.all.find(({ packageJSON }) => isOurs(packageJSON));
  assert.ok(extension);
  const thread = new CompareClient(
    vscode.Uri.joinPath(extension.extensionUri, 'dist', 'compareThread.js').fsPath,
  );
  const opened = Promise.withResolvers<TracesModel>();
  const alignments: { from: number; to: number }[] = [];
  const panel = new TracesPanel(
    extension.extensionUri,
    { keys: () => [], get: () => undefined, update: () => Promise.resolve() },
    {
      onMessage: () => undefined,
      load: () => Promise.resolve({ ok: false, why: 'nothing is on disk' }),
      verdictsOf: () => null,
      alignTraces: async (traces, reference, part) => {
        const asked = { from: performance.now(), to: Infinity };
        alignments.push(asked);
        const aligned = await thread.align(traces, reference, part);
        asked.to = performance.now();
        return aligned;
      },
      onOpened: () => thread.warmUp(),
      onClosed: () => void thread.close(),
      onRestore: (_restore, model) => {
        opened.resolve(model);
        return Promise.resolve();
      },
    },
  );
  const real = vscode.window.createWebviewPanel(
    'reasoningTransfer.alignedTest',
    'Traces',
    vscode.ViewColumn.One,
    {
      enableScripts: true,
      localResourceRoots: [extension.extensionUri],
    },
  );
  const posted: Posted[] = [];
  const sent = new vscode.EventEmitter<unknown>();
  const { webview } = real;
  const seen = new Proxy(webview, {
    get: (target, name) => {
      if (name === 'postMessage')
        return (message: ToTraces) => {
          posted.push({ at: performance.now(), message });
          return target.postMessage(message);
        };
      if (name === 'onDidReceiveMessage')
        return (listener: (message: unknown) => void) =>
          vscode.Disposable.from(target.onDidReceiveMessage(listener), sent.event(listener));
      return own(target, name);
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  const wrapped = new Proxy(real, {
    get: (target, name) => {
      if (name === 'webview') return seen;
      return own(target, name);
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  await panel.deserializeWebviewPanel(wrapped, null);
  return { panel, model: await opened.promise, posted, send: (message) => sent.fire(message), alignments };
}

/** A property as it is without a proxy. */
function own(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function'
    ? (...values: unknown[]): unknown => Reflect.apply(value, target, values)
    : value;
}

function isOurs(manifest: unknown): boolean {
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    Reflect.get(manifest, 'name') === 'reasoning-transfer'
  );
}

function aligned(posted: readonly Posted[]): { readonly at: number; readonly columns: AlignedColumns }[] {
  return posted.flatMap(({ at, message }) =>
    message.type === 'aligned' && message.aligned !== null
      ? [{ at, columns: { ...message.aligned, aligned: unpacked(message.aligned.aligned) } }]
      : [],
  );
}

function startOf(label: string): Parameters<TracesModel['add']>[1][number] {
  const of = { label, model: 'm' };
  return { key: sampleKey(of, 0), column: columnName(of, null), repeat: [1, 1], sampling: { repeats: 1 } };
}

const key = (label: string): string => columnKey({ label, model: 'm' });

const Chunk = v.object({
  choices: v.array(
    v.object({
      delta: v.object({
        reasoning_content: v.optional(v.string()),
        content: v.optional(v.nullable(v.string())),
      }),
    }),
  ),
});

/** What a server streams, as it comes, then the trace of it. */
async function readStream(baseUrl: string, onEvent: (event: GenerateEvent) => void): Promise<Trace> {
  const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body: '{}' });
  assert.ok(response.body);
  const texts = { reasoning: '', answer: '' };
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + piece).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      if (event === done.trim()) continue;
      const [choice] = v.parse(Chunk, JSON.parse(event.slice('data: '.length))).choices;
      const { reasoning_content: reasoning, content } = choice?.delta ?? {};
      for (const [type, text] of [
        ['reasoning', reasoning ?? ''],
        ['answer', content ?? ''],
      ] as const) {
        if (text === '') continue;
        texts[type] += text;
        onEvent({ type, text });
      }
    }
  }
  return trace(texts.reasoning, texts.answer);
}

suite('Aligned traces', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('an align message gives rows, and a growing stream is followed at most twice a second', async () => {
    const { panel, model, posted, send, alignments } = await openPanel();
    const labels = ['right', 'growing'];
    model.add(item, labels.map(startOf));
    model.showItem(item);
    const steps = Array.from(
      { length: 40 },
      (_, at) => `Step ${at}: ${at} spiders have ${8 * at} legs in all.\n\n`,
    );
    const right = trace(steps.join(''), 'So it is \\boxed{16}.');
    model.end(item, startOf('right').key, { trace: right, score: scored, choices: null });
    await eventually(
      'the webview',
      () => posted.some(({ message }) => message.type === 'state') || undefined,
    );
    send({ type: 'align', align: { columns: labels.map(key), reference: key('right'), part: 'both' } });
    const first = await eventually('the first alignment', () => aligned(posted)[0]);
    assert.equal(first.columns.aligned.rows.length > 0, true);
    assert.deepEqual(
      first.columns.columns.map(({ key: of, reasoning, cut }) => [of, reasoning > 0, cut]),
      [
        [key('right'), true, false],
        [key('growing'), false, true],
      ],
    );

    const server = await startFaultServer({
      replies: [
        async (response) => {
          beginStream(response);
          response.write(role);
          for (const step of steps.slice(0, 30))
            for (const piece of step.match(/[^]{1,6}/g) ?? []) {
              response.write(delta({ reasoning_content: piece }));
              await pause(10);
            }
          response.end(`${said('It is \\boxed{17}.')}${finish()}${done}`);
        },
      ],
    });
    const growing = startOf('growing').key;
    model.generate(item, growing, { type: 'sent' });
    const end = await readStream(server.baseUrl, (happened) => {
      model.generate(item, growing, happened);
      panel.schedule();
    });
    model.end(item, growing, { trace: end, score: { ...scored, value: 0, extracted: '17' }, choices: null });
    const whole = [right, end].map(({ reasoning, answer }) => [reasoning.length, answer.length]);
    const last = await eventually('the last alignment', () =>
      aligned(posted).find(({ columns: { columns } }) =>
        columns.every(
          ({ reasoning, answer, cut }, at) => reasoning === whole[at]?.[0] && answer === whole[at][1] && !cut,
        ),
      ),
    );
    await pause(700);
    const all = aligned(posted);
    assert.equal(all.at(-1)?.at, last.at);
    assert.ok(all.length >= 4, `only ${all.length} alignments`);
    for (const [place, { from }] of alignments.entries()) {
      const before = alignments[place - 1];
      // Timers may be a few milliseconds early.
      if (before) assert.ok(from - before.from >= 490 && from >= before.to, `${from - before.from} ms`);
    }
    // What they are of stands in the webview before them, and each step of the end is in one cell.
    const lengths = { reasoning: 0, answer: 0 };
    for (const { message } of posted) {
      if (message.type === 'deltas')
        for (const { reasoning = '', answer = '' } of message.deltas) {
          lengths.reasoning += reasoning.length;
          lengths.answer += answer.length;
        }
      const column = message.type === 'aligned' ? message.aligned?.columns[1] : undefined;
      if (column?.cut === true)
        assert.ok(column.reasoning <= lengths.reasoning && column.answer <= lengths.answer);
    }
    [right, end].forEach((one, column) => {
      const text = partText(one, 'both');
      const cells = last.columns.aligned.rows.flatMap(({ cells }) => cells[column] ?? []);
      assert.equal(cells.map(({ start, end: until }) => text.slice(start, until)).join(''), text);
    });
    assert.equal(last.columns.aligned.traces[0]?.answer === last.columns.aligned.traces[1]?.answer, false);
    await server.close();
    panel.dispose();
  });

  test('six traces of 200 kB are aligned off the thread of the extension host', async () => {
    const { panel, model, posted, send } = await openPanel();
    const labels = Array.from({ length: 6 }, (_, at) => `long-${at}`);
    model.add(item, labels.map(startOf));
    model.showItem(item);
    const words =
      'we add then divide by and so the sum of all legs is even since each spider has eight'.split(' ');
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const step = (): string =>
      `${Array.from({ length: 24 }, () => words[next(words.length)]).join(' ')} $x_{${next(99)}} = ${next(999)}$.\n\n`;
    const base = Array.from({ length: 1500 }, step);
    const texts = labels.map((_, at) =>
      base.flatMap((one) => (at === 0 || next(10) > 1 ? [one] : next(2) === 0 ? [] : [step()])).join(''),
    );
    texts.forEach((text, at) => {
      const sample = startOf(labels[at] ?? '').key;
      model.end(item, sample, {
        trace: trace(text.slice(0, 200_000), 'It is 16.'),
        score: scored,
        choices: null,
      });
    });
    await eventually(
      'the webview',
      () => posted.some(({ message }) => message.type === 'state') || undefined,
    );
    await pause(1000);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const began = performance.now();
    delay.enable();
    send({ type: 'align', align: { columns: labels.map(key), reference: key('long-0'), part: 'both' } });
    const found = await eventually('the alignment', () => aligned(posted)[0]);
    const took = found.at - began;
    await pause(300);
    delay.disable();
    const size = JSON.stringify(found.columns).length;
    console.log(
      `aligned 6 × 200 kB: ${found.columns.aligned.rows.length} rows in ${Math.round(took)} ms, ` +
        `message ${Math.round(size / 1000)} kB, longest block of the loop ${Math.round(delay.max / 1e6)} ms`,
    );
    assert.equal(found.columns.columns.length, 6);
    // As long as each text was then, which is as it is now.
    assert.ok(found.columns.columns.every(({ reasoning }) => reasoning > 150_000));
    panel.dispose();
  });
});
