import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

import { writeSampleLine } from '../src/core/results/sampleLine.ts';
import type { Item } from '../src/core/items/item.ts';
import { buildPrompt } from '../src/core/prompts/build.ts';
import { ItemHover } from '../src/host/itemHover.ts';
import { Settings } from '../src/host/settings.ts';
import { ItemFile } from '../src/workspace/itemFile.ts';
import { SavedSamples } from '../src/workspace/savedSamples.ts';
import { outcome, outcomeText } from './support/outcome.ts';
import { configure } from './support/vscode.ts';

/**
 * The extension's own time for a hover, all of it but VS Code's: the item at the cursor, the settings, its saved
 * samples from memory, their order and their table as markdown. 500 items with the samples of 6 labels and 4 repeats each (12,000). The limit is one read of the
 * item's bytes; the peer looks through the saved lines instead of keeping an index.
 */
const items = 500;
const labels = 6;
const repeats = 4;
const targetMs = 5;
const settings = {
  endpoints: Array.from({ length: labels }, (_, label) => ({
    label: `label-${label}`,
    url: 'http://127.0.0.1:8000/v1',
    model: `org/label-${label}`,
    sampling: { temperature: 0.6, repeats },
  })),
  models: [{ model: 'label-1', base: 'label-0', method: 'rl' }],
  sampling: { maxTokens: 2048 },
};

async function main(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hover-bench-'));
  try {
    const path = join(folder, 'items.jsonl');
    const lines = Array.from({ length: items }, (_, index) => itemLine(index));
    writeFileSync(path, lines.join('\n'));
    const file = await ItemFile.open(path);
    const written = await writeSamples(folder, file);
    const saved = new SavedSamples(folder);
    await saved.load();

    configure(settings);
    const hover = new ItemHover(
      { of: () => Promise.resolve(file), report: () => undefined },
      { forItem: (item) => saved.forItem(item, item.textHash), loaded: () => Promise.resolve() },
      new Settings(),
    );

    const hovers = await times(async (line) => {
      const position = new vscode.Position(line - 1, 3);
      const shown = await hover.provideHover(document, position, { isCancellationRequested: false });
      return textOf(shown).split('label').length > labels ? textOf(shown).length : 0;
    });
    const reads = await times(async (line) => (await readLine(path, lines, line)).length);
    const scans = await times((line) => {
      const wanted = `"id": "bench/${line - 1}"`;
      return Promise.resolve(
        written
          .flatMap((name) => readFileSync(name, 'utf8').split('\n'))
          .filter((text) => text.includes(wanted)).length,
      );
    }, 5);
    const rows = [
      { name: 'hover, median', value: quantile(hovers, 0.5), unit: 'ms' },
      { name: 'hover, 99th percentile', value: quantile(hovers, 0.99), unit: 'ms' },
      { name: 'limit: read the bytes of the item', value: quantile(reads, 0.5), unit: 'ms' },
      { name: 'peer: look through the saved lines', value: quantile(scans, 0.5), unit: 'ms' },
    ];
    const target = { row: 'hover, 99th percentile', under: targetMs };
    console.log(outcomeText(outcome('hover', rows, target), args.includes('--json')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a hover's document only the address is read: what is in it comes from the item file. */
const document = { uri: vscode.Uri.file('/items.jsonl') } as vscode.TextDocument;

function textOf(hover: vscode.Hover | null): string {
  return (hover?.contents ?? [])
    .map((part) => (part instanceof vscode.MarkdownString ? part.value : ''))
    .join('');
}

function itemLine(index: number): string {
  const problem = `What is ${index} plus ${index * 3}? ${'Think of every carry. '.repeat(20)}`;
  return JSON.stringify({
    problem,
    solution: '',
    answer: String(index * 4),
    unique_id: `bench/${index}`,
    level: 1,
  });
}

async function itemAt(file: ItemFile, line: number): Promise<Item> {
  const item = (await file.at(line, 3))?.item;
  if (!item) throw new Error(`There is no item in line ${line}.`);
  return item;
}

/** Samples as an evaluation writes them; gives their files. */
async function writeSamples(folder: string, file: ItemFile): Promise<string[]> {
  const texts = new Map<string, string[]>();
  for (let line = 1; line <= items; line += 1) {
    const item = await itemAt(file, line);
    const prompt = buildPrompt(item, { api: 'chat' });
    if (!prompt.ok) throw new Error(prompt.message);
    for (let label = 0; label < labels; label += 1) {
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        const right = (line + label + repeat) % 3 > 0;
        const text = writeSampleLine(
          {
            item,
            label: `label-${label}`,
            model: `org/label-${label}`,
            repeat,
            api: 'chat',
            prompt: prompt.prompt,
            sampling: { temperature: 0.6, repeats },
            trace: {
              status: 'complete',
              flags: [],
              reasoning: 'Carry the one. '.repeat(40),
              answer: `\\boxed{${item.gold ?? ''}}`,
              finishReason: 'stop',
              usage: { promptTokens: 120, completionTokens: 300, reasoningTokens: null },
              timing: { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: 20, durationMs: 900 },
              sent: null,
              error: null,
            },
            score: {
              value: right ? 1 : 0,
              extracted: item.gold,
              range: [7, 8],
              rule: 'boxed',
              reason: right ? 'equal' : 'not equal',
            },
            endedAt: '2026-01-01T00:00:01.000Z',
          },
          { convention: 'bench', itemsInFile: items },
        );
        const own = texts.get(`label-${label}`) ?? [];
        own.push(text.trimEnd());
        texts.set(`label-${label}`, own);
      }
    }
  }
  return [...texts].map(([label, own]) => {
    const target = join(folder, '.reasoning-transfer', label);
    mkdirSync(target, { recursive: true });
    const name = join(target, 'samples_MATH-500_2026-01-01T00-00-00.000000.jsonl');
    writeFileSync(name, `${own.join('\n')}\n`);
    return name;
  });
}

async function readLine(path: string, lines: readonly string[], line: number): Promise<Buffer> {
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const handle = await open(path);
  const buffer = Buffer.alloc(lines[line - 1]?.length ?? 0);
  await handle.read(buffer, 0, buffer.length, start);
  await handle.close();
  return buffer;
}

async function times(hover: (line: number) => Promise<number>, rounds = items): Promise<number[]> {
  for (let line = 1; line <= Math.min(rounds, 50); line += 1) await hover(line);
  const found: number[] = [];
  for (let line = 1; line <= rounds; line += 1) {
    const start = performance.now();
    if ((await hover(line)) === 0) throw new Error('A hover said nothing.');
    found.push(performance.now() - start);
  }
  return found;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

void main(process.argv.slice(2));
