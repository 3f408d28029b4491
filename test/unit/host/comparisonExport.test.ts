import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import { packed } from '../../../src/core/compare/packedAlignment.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { shownOnceRead } from '../../../src/host/comparedRead.ts';
import { ComparisonExport } from '../../../src/host/comparisonExport.ts';
import type { ComparedSide } from '../../../src/host/comparisonDocuments.ts';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import type { AlignTraces } from '../../../src/host/tracesAlignment.ts';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import type { LoadedSample } from '../../../src/host/tracesReading.ts';
import { answering, copied, messages, offered, ran, savingTo, Uri } from '../../support/vscodeWords.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { endedTrace as trace } from '../../support/endedTrace.ts';

const models = [
  { label: 'base one', model: 'm/base' },
  { label: 'tuned', model: 'm/tuned' },
];
const keys = models.map(columnKey);

/** The panel's model with a column of each model on some items. */
function modelOn(
  items: readonly Item[],
  saved: readonly SavedSample[] = [],
  load: (saved: SavedSample) => Promise<LoadedSample> = () => Promise.reject(new Error('nothing is on disk')),
): TracesModel {
  const model = new TracesModel(() => undefined, load);
  for (const item of items)
    model.add(
      item,
      models.map((of, at) => ({
        key: sampleKey(of, 0),
        column: columnName(of, null),
        repeat: [1, 1] as const,
        sampling: { repeats: 1, temperature: 0.6 },
        ...(saved[at] ? { saved: saved[at] } : {}),
      })),
    );
  return model;
}

/** With two traces of an item, as the run left them. */
function shown(): TracesModel {
  const item = legs(2);
  const model = modelOn([item]);
  const [base, tuned] = models.map((of) => sampleKey(of, 0));
  const score = { value: 1, extracted: '8', range: null, rule: 'r', reason: 'equal' } as const;
  const none = { value: null, extracted: null, range: null, rule: 'r', reason: '' } as const;
  const cut = trace('A spider has six legs, I think.', '', { status: 'truncated', finishReason: 'length' });
  model.end(item, base ?? '', { trace: cut, score: none, choices: null });
  model.end(item, tuned ?? '', {
    trace: trace('A spider has eight legs.', 'It has 8.'),
    score,
    choices: null,
  });
  return model;
}

const onThread: AlignTraces = (traces, reference, part) =>
  Promise.resolve(
    packed(
      alignTraces(
        traces.map((each) => ({ ...comparedText(each, part), finalAnswer: each.finalAnswer })),
        reference,
      ),
    ),
  );
const align = { columns: keys, reference: keys[1] ?? '', part: 'both' } as const;

beforeEach(() => {
  for (const list of [copied, savingTo, offered, messages, answering, ran]) list.splice(0);
});

describe('the comparison of the panel', () => {
  it('is copied as Markdown, of what the columns show', async () => {
    await new ComparisonExport(onThread).export(shown(), align, 'copy-markdown');
    const [text = ''] = copied;
    expect(text).toContain('|  | base one | tuned |');
    expect(text).toContain('| End | truncated | complete |');
    expect(text).toContain('| Verdict | no verdict | right |');
    expect(text).toContain('| Sampling | T 0.6 | T 0.6 |');
    expect(text).toContain('The reference is **tuned**.');
    expect(text).toMatch(/\*\*tuned\*\* · step 2 · answer[^\n]*\n\n```text\nIt has 8\.\n```/);
  });

  it('aligns the texts that it writes, though they grow meanwhile', async () => {
    const item = legs(2);
    const model = modelOn([item]);
    const grow = (text: string): void =>
      models.forEach((of) => model.generate(item, sampleKey(of, 0), { type: 'reasoning', text }));
    grow('A spider has eight legs.');
    const asked: string[] = [];
    const exported = new ComparisonExport((traces, ...how) => {
      asked.push(...traces.map(({ reasoning }) => reasoning));
      return onThread(traces, ...how);
    }).export(model, align, 'copy-markdown');
    grow(' Two have sixteen.');
    await exported;
    expect(asked).toEqual(Array(2).fill('A spider has eight legs.'));
    expect(copied[0]).toContain('eight legs');
    expect(copied[0]).not.toContain('sixteen');
  });

  it('is saved where the dialog says, and can be opened', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'comparison-')), 'page.html');
    savingTo.push(Uri.file(file));
    answering.push('Open');
    await new ComparisonExport(onThread).export(shown(), { ...align, part: 'reasoning' }, 'save-html');
    const { defaultUri, filters } = v.parse(
      v.object({ defaultUri: v.object({ path: v.string() }), filters: v.unknown() }),
      offered[0],
    );
    expect(filters).toEqual({ HTML: ['html'] });
    expect(defaultUri.path).toMatch(/\/[^/ ]+_base-one_tuned\.html$/);
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain('six');
    expect(page).not.toContain('It has 8.');
    await vi.waitFor(() => expect(ran).toMatchObject([['vscode.open', { path: file }]]));
  });

  it('is not written where the dialog is closed, and says what went wrong', async () => {
    await new ComparisonExport(onThread).export(shown(), align, 'save-markdown');
    expect([offered.length, messages]).toEqual([1, []]);
    const failing = new ComparisonExport(() => Promise.reject(new Error('no memory')));
    await failing.export(shown(), align, 'copy-markdown');
    expect(messages).toEqual([['warning', 'The traces could not be aligned: no memory']]);
    await new ComparisonExport(onThread).export(
      shown(),
      { ...align, columns: ['gone', 'x'] },
      'copy-markdown',
    );
    expect(messages.at(-1)?.[0]).toBe('information');
    expect(copied).toEqual([]);
  });

  it('waits for traces that are being read, and not for ever', async () => {
    const item = legs(2);
    const reads: ((read: LoadedSample) => void)[] = [];
    const saved = models.map((of) => savedSample({ ...of, item }));
    const model = modelOn([item, legs(3)], saved, () => new Promise((resolve) => reads.push(resolve)));
    model.showItem(item);
    expect([await shownOnceRead(model, keys, 50), messages.at(-1)?.[1]]).toEqual([
      null,
      'The traces are still being read from disk. Compare them when they are shown.',
    ]);
    const exported = new ComparisonExport(onThread).export(model, align, 'copy-markdown');
    const score = { value: 1, extracted: '8', range: null, rule: 'r', reason: 'equal' } as const;
    const read = { ok: true, score, choices: null, prompt: '' } as const;
    reads.forEach((resolve, at) =>
      resolve({ ...read, trace: trace(`A spider has eight legs, ${at}.`, 'It has 8.') }),
    );
    await exported;
    expect(copied[0]).toContain('eight legs, 0');
    expect(copied[0]).toContain('eight legs, 1');
    model.showItem(legs(3));
    const left = shownOnceRead(model, keys);
    model.showItem(item);
    expect([await left, messages.at(-1)?.[1]]).toEqual([
      null,
      'Nothing was compared: another item came into view before its traces were read.',
    ]);
  });

  it('opens in the editor with what is known of each column above it', async () => {
    const opened: { title: string; sides: readonly ComparedSide[] }[] = [];
    const documents = {
      open: (title: string, sides: readonly ComparedSide[]) => {
        opened.push({ title, sides });
        return Promise.resolve();
      },
    };
    const parts: unknown[] = [...Array.from({ length: 8 }, () => ({})), documents, {}];
    const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
    commands.onMessage({ type: 'open-comparison', keys: keys.toReversed() }, shown());
    commands.onMessage({ type: 'open-comparison', keys: ['gone', keys[0] ?? ''] }, shown());
    await vi.waitFor(() => expect(opened.length).toBe(1));
    const [{ title, sides } = { title: '', sides: [] }] = opened;
    expect(title).toBe(legs(2).id);
    expect(
      sides.map(({ label, reasoning, answer, finalAnswer }) => [label, reasoning, answer, finalAnswer]),
    ).toEqual([
      ['tuned', 'A spider has eight legs.', 'It has 8.', '8'],
      ['base one', 'A spider has six legs, I think.', '', null],
    ]);
    expect(sides[0]?.head.slice(0, 2)).toEqual([
      'tuned (m/tuned)',
      expect.stringMatching(/^✓ right · answer 8 · gold .* · equal$/),
    ]);
    expect(sides[1]?.head).toContain('⚠ truncated · gold 8');
    expect(sides[1]?.head.some((line) => line.startsWith('Compared as far as it goes: truncated.'))).toBe(
      true,
    );
  });
});
