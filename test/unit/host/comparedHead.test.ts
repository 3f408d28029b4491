import { expect, test, vi } from 'vitest';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import type { FormatName } from '../../../src/core/results/formats/format.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { sideOf, tracesNamed } from '../../../src/host/compareSides.ts';
import { comparedNames } from '../../../src/host/comparedNames.ts';
import type { ComparedSide } from '../../../src/host/comparisonDocuments.ts';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import { columnKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { chatPrompt, legs, right, sample, savedSample, trace, truncatedSample } from '../results/fixtures.ts';
import { byHand, byScorer } from '../verdicts/verdicts.ts';

const relations = [{ model: 'm/tuned', base: 'm/base' }];
const item = legs(2);

/** A sample as it stands on disk, and what the index keeps of it. */
function onDisk(whole: Sample, changes: Partial<SavedSample> = {}): readonly [SavedSample, Sample] {
  const { label, model, repeat, endedAt, score, trace: ended } = whole;
  const { status, flags } = ended;
  const { value, extracted, reason } = score;
  const saved = { label, model, repeat, endedAt, status, flags, value, extracted, reason, ...changes };
  return [savedSample(saved), whole];
}

/** The sides of a comparison of the newest samples: from the panel, and from the command. */
async function bothWays(disk: readonly (readonly [SavedSample, Sample])[]) {
  const rows = itemTable(
    disk.map(([saved]) => saved),
    relations,
    0,
  ).filter(({ leading }) => leading);
  const read = (saved: SavedSample): Sample => disk.find(([one]) => one === saved)![1];
  const traces = rows.map((row) => ({ row, sample: row.samples[0]! }));
  const names = tracesNamed(traces);
  const fromCommand = traces.map((one, at) => sideOf(one, read(one.sample), names[at] ?? ''));
  let fromPanel: readonly ComparedSide[] | undefined;
  const parts: unknown[] = [
    { models: () => ({ models: relations }), inOrder: <T>(all: T): T => all },
    {},
    {
      loaded: () => Promise.resolve(),
      forItem: () => disk.map(([saved]) => saved),
      read: (saved: SavedSample) => Promise.resolve({ ok: true, sample: read(saved) }),
    },
    { anyRunning: false },
    {},
    { open: () => model },
    {},
    {},
    { open: (_: string, sides: readonly ComparedSide[]) => Promise.resolve(void (fromPanel = sides)) },
    {},
  ];
  const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
  const model = new TracesModel(
    () => undefined,
    (saved) => commands.load(saved),
    (saved) => saved.judged ?? null,
  );
  await commands.showItem(item);
  commands.onMessage({ type: 'open-comparison', keys: rows.map((row) => columnKey(row)) }, model);
  await vi.waitFor(() => expect(fromPanel).toBeDefined());
  return { fromCommand, fromPanel: fromPanel ?? [] };
}

test('a trace has the same lines above it from the panel as from the command', async () => {
  const choices = ['four legs', 'eight legs'];
  const { fromCommand, fromPanel } = await bothWays([
    onDisk(
      sample({
        label: 'base',
        model: 'm/base',
        prompt: { ...chatPrompt('?'), choices },
        score: { ...right, extracted: 'B' },
      }),
      { judged: { scorer: null, hand: byHand({}, 0, 'by luck') } },
    ),
    onDisk(sample({ label: 'base', model: 'm/base', repeat: 1 })),
    onDisk(truncatedSample({ label: 'm/tuned', model: 'm/tuned' })),
    onDisk(
      sample({
        label: 'other',
        model: 'm/other',
        trace: { ...trace, finishReason: null },
        score: {
          value: 1,
          extracted: '8',
          range: null,
          rule: 'exact_match',
          reason: 'exact_match 1: it is 8',
        },
      }),
      {
        extracted: null,
        reason: 'exact_match 1',
        tool: { format: 'lm-eval', metric: 'exact_match', task: 'math', place: 0, repeat: 0 },
        judged: {
          scorer: byScorer({ stored: 1 }, { value: 0, extracted: '9', reason: '9 is not 8' }),
          hand: null,
        },
      },
    ),
  ]);
  const heads = (sides: readonly ComparedSide[]) => sides.map(({ label, head }) => ({ label, head }));
  const answers = (sides: readonly ComparedSide[]) => sides.map(({ finalAnswer }) => finalAnswer);
  expect(heads(fromPanel)).toEqual(heads(fromCommand));
  expect(answers(fromPanel)).toEqual(answers(fromCommand));
  const ended = new Date('2026-01-02T03:04:06.000Z').toLocaleString('en', {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  expect(fromPanel.map(({ head }) => head)).toEqual([
    [
      'base (m/base) · base',
      `repeat 1 of 2 · run of ${ended}`,
      '✓ right · answer B. eight legs · gold 8 · The same as the gold answer.',
      'by hand: wrong',
    ],
    [
      'm/tuned · tuned',
      `run of ${ended}`,
      '⚠ truncated · gold 8 · The trace was cut off.',
      expect.stringContaining('truncated') as string,
      expect.any(String) as string,
    ],
    [
      'other (m/other) · lm-evaluation-harness',
      `run of ${ended}`,
      '✓ right · answer 8 · gold 8 · exact_match 1: it is 8',
      'ours: ✗ wrong · answer 9 · 9 is not 8',
      'How the response ended is not saved: it may have been cut off.',
    ],
  ]);
});

test('one label that two tools saved is told by the tools, from the panel as from the command', async () => {
  const savedBy = (format: FormatName, model: string) =>
    onDisk(sample({ label: 'small', model }), {
      tool: { format, metric: 'acc', task: 'math', place: 0, repeat: 0 },
    });
  const ways = await bothWays([savedBy('lm-eval', 'org/small'), savedBy('inspect', 'vllm/org/small')]);
  for (const sides of [ways.fromCommand, ways.fromPanel]) {
    expect(sides.map(({ label, head }) => [label, head[0]]).sort()).toEqual([
      ['small (Inspect)', 'small (vllm/org/small) · Inspect'],
      ['small (lm-evaluation-harness)', 'small (org/small) · lm-evaluation-harness'],
    ]);
  }
});

test.each<[string, Partial<Parameters<typeof comparedNames>[0][number]>[], readonly string[]]>([
  ['labels that differ', [{ label: 'a' }, { label: 'b', tool: 'x' }], ['a', 'b']],
  ['the tool', [{ tool: 'x' }, { tool: 'y' }, { label: 'b' }], ['a (x)', 'a (y)', 'b']],
  ['the model, where the tool is one', [{ model: 'o/a' }, { model: 'v/a' }], ['a (o/a)', 'a (v/a)']],
  ['the repeat', [{ which: 'repeat 1' }, { which: 'repeat 2' }], ['a (repeat 1)', 'a (repeat 2)']],
])('traces are told apart by %s', (_by, traces, names) => {
  expect(
    comparedNames(traces.map((one) => ({ label: 'a', model: 'm', tool: 't', which: '', ...one }))),
  ).toEqual(names);
});
