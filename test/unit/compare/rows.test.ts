import { describe, expect, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import type { AlignedTraces, ComparedTrace } from '../../../src/core/compare/alignedTraces.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { editedSteps, randomStep, seeded, traceOf } from './someTraces.ts';

/** The rows in a few characters: `1` a step that is the same, `1~` changed, `1+` apart, `1>` moved. */
function shown({ rows }: AlignedTraces): string[] {
  const mark = { same: '', changed: '~', apart: '+', moved: '>' };
  return rows.map(({ cells }) =>
    cells
      .map((cell) => cell.map(({ number, state }) => `${number}${mark[state]}`).join(' ') || '-')
      .join(' | '),
  );
}

const [plan, sides, area, halves, check] = [
  'We need to find the area of the triangle with sides 3, 4 and 5.',
  'The legs of this right triangle are perpendicular, so they are base and height.',
  'The area is half the product of both legs, which gives 3 * 4 / 2 = 6.',
  'Heron of Alexandria wrote whole books about pumps, sirens, doors!',
  'Wait, could somebody else verify my memory here?',
];

test('steps stand beside their partners, and apart ones between them', () => {
  const aligned = alignTraces(
    [traceOf([plan, sides, area]), traceOf([plan, halves, check]), traceOf([plan, sides, check, area])],
    0,
  );
  expect(shown(aligned)).toEqual(['1 | 1 | 1', '- | 2+ 3+ | -', '2~ | - | 2', '- | - | 3+', '3~ | - | 4']);
  expect(aligned.rows.map(({ same }) => same)).toEqual([true, false, false, false, false]);
});

test('a moved step stands where it stands in its own trace, and says where its partner is', () => {
  const aligned = alignTraces([traceOf([plan, sides, area, check]), traceOf([plan, area, check, sides])], 0);
  const rows = aligned.rows.map(({ cells }) => cells.flat());
  const moved = rows.flatMap((steps, row) =>
    steps.filter(({ state }) => state === 'moved').map(({ number, partner }) => ({ row, number, partner })),
  );
  expect(shown(aligned)).toEqual(['1 | 1', '2> | -', '3 | 2', '4 | 3', '- | 4>']);
  expect(moved).toEqual([
    { row: 1, number: 2, partner: { column: 1, row: 4, number: 4 } },
    { row: 4, number: 4, partner: { column: 0, row: 1, number: 2 } },
  ]);
});

test('of the reference, marks are all words that any partner does not have, and a pair that disagrees is said', () => {
  const base = 'The area of the triangle is then 12 square inches by this formula.';
  const [red, blue] = ['12 square miles', '15 square inches'].map((said) =>
    base.replace('12 square inches', said),
  );
  const aligned = alignTraces([traceOf([red ?? '']), traceOf([base]), traceOf([blue ?? ''])], 1);
  const [row] = aligned.rows;
  const marked = row?.cells.map(([step]) =>
    step?.marks.map(([start, end]) => [red, base, blue].map((text) => text?.slice(start, end))),
  );
  expect(marked?.[1]?.map(([, ofBase]) => ofBase)).toEqual(['12', 'inches']);
  expect(row?.cells.map(([step]) => step?.disagrees)).toEqual([false, true, true]);
  expect(row?.disagrees).toBe(true);
});

test('steps apart stand beside each other in rows of like height', () => {
  const long = (seed: number) =>
    Array.from({ length: 40 }, () => randomStep(seeded(seed)).slice(0, 30)).join(' ');
  const [random, other] = [seeded(3), seeded(4)];
  const short = Array.from({ length: 20 }, (_, at) => `q${at} ${randomStep(random)}`);
  const aligned = alignTraces(
    [traceOf([plan, ...short]), traceOf([plan, ...[11, 12, 13].map((seed) => `w ${long(seed)} ${other()}`)])],
    0,
  );
  const heights = aligned.rows.map(({ cells }) =>
    cells.map((cell) => cell.reduce((sum, { start, end }) => sum + end - start, 0)),
  );
  // Three steps of over 1,000 characters, one a row; beside each no more of the short ones than fit, and six at most.
  expect(heights.slice(1, 4).every(([left, right]) => (left ?? 0) <= Math.max(1_200, right ?? 0))).toBe(true);
  expect(aligned.rows.slice(1).map(({ cells }) => cells[1]?.length)).toEqual([1, 1, 1, 0]);
  expect(Math.max(...aligned.rows.flatMap(({ cells }) => cells.map((cell) => cell.length)))).toBeLessThan(7);
});

test('a line counts as no fewer than 40 characters', () => {
  const lists = ['a', 'b', 'c', 'd'].map((name) =>
    Array.from({ length: 20 }, (_, at) => `then ${name} is ${at * 7}`).join('\n'),
  );
  const aligned = alignTraces([traceOf(lists), traceOf([plan, sides])], 0);
  expect(shown(aligned)[0]).toBe('1+ | 1+ 2+');
});

test('what stands apart in the reasoning never stands beside what does in the answer', () => {
  const aligned = alignTraces(
    [traceOf([plan, sides, area], { answerSteps: 2 }), traceOf([halves, check], { answerSteps: 0 })],
    0,
  );
  expect(shown(aligned)).toEqual(['1+ | 1+ 2+', '2+ 3+ | -']);
});

describe('a few traces, or none', () => {
  test('the reference alone is the same as all others', () => {
    const { rows, traces } = alignTraces([traceOf([plan, area])], 0);
    expect(shown({ rows, traces, reference: 0 })).toEqual(['1', '2']);
    expect(rows.every(({ same }) => same)).toBe(true);
    expect(traces[0]).toMatchObject({ similarity: null, identical: true, divergence: null });
  });

  test('empty traces have no rows of their own', () => {
    const empty = traceOf([]);
    expect(alignTraces([empty, empty], 1)).toMatchObject({
      rows: [],
      traces: [
        { identical: true, divergence: null, counts: { steps: 0, loop: null, beforeAnswer: null } },
        {},
      ],
    });
    expect(shown(alignTraces([traceOf([plan]), empty], 1))).toEqual(['1+ | -']);
    expect(alignTraces([traceOf([plan]), empty], 0).traces[1]).toMatchObject({
      identical: false,
      divergence: { row: 0, kind: 'parts' },
    });
  });

  test('no trace at all, or a reference that is not there', () => {
    expect(alignTraces([], 0)).toEqual({ reference: 0, traces: [], rows: [] });
    expect(alignTraces([traceOf([plan])], 3).rows).toEqual([]);
  });

  test('a trace that breaks off is compared as far as it goes', () => {
    const whole = [plan, sides, area, check];
    const cut = { ...traceOf([plan, sides, area.slice(0, 50)]), finalAnswer: null };
    expect(shown(alignTraces([traceOf(whole), cut], 0))).toEqual(['1 | 1', '2 | 2', '3~ | 3~', '4+ | -']);
  });
});

test.each<[string, string]>([
  ['lone surrogates', 'a\ud800b \udc00\n\n\ud83d'],
  ['NUL characters', 'x\u0000 = 3\n\n\u0000'],
  ['text from right to left', '\u05d0\u05d1 = 12\n\n\u0627\u0644\u062c\u0648\u0627\u0628 7'],
  ['combining marks', 'e\u0301\u0301\u0301 = 5\n\n\u0301'],
  ['mixed line ends', 'one\r\n\r\ntwo\r\rthree\n\nfour'],
  ['white space alone', ' \n\n\t'],
])('%s', (_name, text) => {
  const traces = [traceOf([text]), traceOf([plan, text]), traceOf([`${text} and more`])];
  const { rows } = alignTraces(traces, 1);
  traces.forEach((trace, column) => {
    const found = rows.flatMap(({ cells }) => cells[column] ?? []);
    expect(found.map(({ start, end }) => trace.text.slice(start, end)).join('')).toBe(trace.text);
  });
});

const identical = traceOf(editedSteps([plan, sides, area, halves, check], seeded(1), 30));
test('identical traces have one row a step, all the same', () => {
  const aligned = alignTraces([identical, identical, identical], 2);
  expect(shown(aligned)).toEqual(identical.steps.map((_, at) => [at + 1, at + 1, at + 1].join(' | ')));
  expect(aligned.rows.every(({ same }) => same)).toBe(true);
  expect(aligned.traces.map(({ divergence }) => divergence)).toEqual([null, null, null]);
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('traces of seed %i', (seed) => {
  const random = seeded(seed);
  const first = Array.from({ length: 5 + Math.floor(random() * 60) }, () => randomStep(random));
  const traces: ComparedTrace[] = Array.from({ length: 2 + (seed % 5) }, (_, at) => {
    const steps =
      at === 3 ? Array.from({ length: 20 }, () => randomStep(random)) : editedSteps(first, random, at * 8);
    return traceOf(steps, { answerSteps: Math.min(steps.length, Math.floor(random() * 6)) });
  });
  const reference = seed % traces.length;
  const aligned = alignTraces(traces, reference);

  test('each step of each trace is in one cell, in its order', () => {
    traces.forEach(({ steps }, column) => {
      const found = aligned.rows.flatMap(({ cells }) => cells[column] ?? []);
      expect(found.map(({ number, start, end }) => ({ number, start, end }))).toEqual(
        steps.map((step, at) => ({ number: at + 1, ...step })),
      );
    });
  });

  test('a row has no empty row beside it, and only one step of the reference beside a partner', () => {
    for (const { cells } of aligned.rows) {
      expect(cells.some((cell) => cell.length > 0)).toBe(true);
      const paired = cells.flat().filter(({ state }) => state === 'same' || state === 'changed');
      const beside = cells.some((cell, at) => at !== reference && cell.some((step) => paired.includes(step)));
      if (beside) expect(cells.every((cell) => cell.length <= 1)).toBe(true);
    }
  });

  test('a moved step and its partner name each other', () => {
    aligned.rows.forEach(({ cells }, row) =>
      cells.forEach((cell, column) =>
        cell.forEach(({ state, partner, number }) => {
          expect(partner !== null).toBe(state === 'moved');
          if (partner === null) return;
          const other = aligned.rows[partner.row]?.cells[partner.column]?.find(
            (step) => step.number === partner.number,
          );
          expect(other).toBeDefined();
          if (other?.partner !== null && other?.partner?.column === column)
            expect(other.partner).toEqual({ column, row, number });
        }),
      ),
    );
  });

  test('each trace beside the reference is what their comparison says', () => {
    const base = traces[reference];
    traces.forEach((trace, column) => {
      if (base === undefined || column === reference) return;
      const comparison = compareTexts(base, trace);
      const states = aligned.rows.flatMap(({ cells }) => cells[column] ?? []).map(({ state }) => state);
      const pairs = aligned.rows.flatMap(({ cells }) => {
        const [step, ofReference] = [cells[column]?.[0], cells[reference]?.[0]];
        return step?.state === 'same' || step?.state === 'changed'
          ? [[ofReference?.number, step.number]]
          : [];
      });
      const wanted = comparison.entries.filter((entry) => entry.left !== null && entry.right !== null);
      expect(pairs).toEqual(
        wanted.filter(({ moved }) => !moved).map(({ left, right }) => [(left ?? 0) + 1, (right ?? 0) + 1]),
      );
      expect(states.filter((state) => state === 'moved')).toHaveLength(
        wanted.filter(({ moved }) => moved).length,
      );
      expect(aligned.traces[column]?.similarity).toBe(comparison.similarity);
    });
  });
});

test('a step of the reference that one has word for word and another lacks is not in all', () => {
  const base = ['We add the legs of the table.', 'The sum is odd for every chair.', 'So we are done here.'];
  const aligned = alignTraces(
    [base, base, [base[0] ?? '', base[2] ?? '']].map((steps) => traceOf(steps)),
    0,
  );
  const said = aligned.rows.flatMap(({ cells }) => cells[0] ?? []);
  expect(said.map(({ state, notInAll }) => [state, notInAll])).toEqual([
    ['same', false],
    ['changed', true],
    ['same', false],
  ]);
  expect(aligned.rows.flatMap(({ cells }) => cells[1] ?? []).some(({ notInAll }) => notInAll)).toBe(false);
});

test('a step of the reference that stands elsewhere in one, word for word, is not in all either', () => {
  const steps = [
    'We add the legs of the table to the legs of the chairs.',
    'The sum is odd for every chair that we have seen.',
    'Then the doors are counted, which have no legs at all.',
    'So we are done here, and tell the others what we found.',
  ];
  const [first = '', ...others] = steps;
  const aligned = alignTraces(
    [steps, steps, [...others, first]].map((of) => traceOf(of)),
    0,
  );
  const said = aligned.rows
    .flatMap(({ cells }) => cells[0] ?? [])
    .map(({ state, notInAll }) => [state, notInAll]);
  expect(said).toContainEqual(['changed', true]);
  expect(said).not.toContainEqual(['changed', false]);
});

test('a step of the reference is in another notation where it is to all that have it', () => {
  const step = (power: string): string[] => [
    'We begin with it.',
    `So the area is $${power}$ for all of them.`,
    'It ends.',
  ];
  const aligned = alignTraces(
    ['x^2', 'x^{2}', 'x^2'].map((power) => traceOf(step(power))),
    0,
  );
  const [of] = aligned.rows[1]?.cells[0] ?? [];
  expect([of?.state, of?.similarity, of?.marks]).toEqual(['changed', 1, []]);
});
