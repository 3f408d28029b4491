import type { TracesLook } from '../../../src/protocol.ts';
import { craftedMessage, type CraftedRow, textOf } from './alignments.ts';
import { column, traces, verdict } from './samples.ts';
import type { PageOptions, TracesPage } from './tracesPage.ts';

/** Two traces of one item that differ in every way there is, aligned, and what is seen of it. */

/** What two traces of one item say, step by step. */
export const steps = [
  [
    'The tank holds 84 litres.',
    'Half of it is 42 litres.',
    'So 42 remain.',
    'It is $\\frac{84}{2}$.',
    'Bye now.',
  ],
  [
    'The tank holds 84 litres.',
    'Half of it is 41 litres.',
    'Wait, is it?',
    'So 42 remain.',
    'It is $\\dfrac{84}{2}$.',
    'Wait, is it?',
  ],
] as const;
/** Their columns. */
export const two = [
  column({
    label: 'base',
    role: 'base',
    answer: textOf(steps[0]),
    verdict: verdict({ extracted: '42', range: [44, 46] }),
  }),
  column({
    label: 'tuned',
    role: 'tuned',
    answer: textOf(steps[1]),
    verdict: verdict({ kind: 'wrong', value: 0, extracted: '41' }),
  }),
];
/** Their alignment, whatever the comparison would say. */
export const rows: CraftedRow[] = [
  { same: true, cells: [[{ number: 1, label: 'setup' }], [{ number: 1, label: 'setup' }]] },
  {
    disagrees: true,
    cells: [
      [{ number: 2, state: 'changed', disagrees: true, marks: [[14, 16]], label: 'computing' }],
      [{ number: 2, state: 'changed', disagrees: true, marks: [[14, 16]], similarity: 0.82 }],
    ],
  },
  { cells: [[], [{ number: 3, state: 'apart', similarity: null, label: 'checking' }]] },
  { cells: [[{ number: 3, state: 'moved', partner: { column: 1, row: 5, number: 4 } }], []] },
  { cells: [[{ number: 4, state: 'changed' }], [{ number: 5, state: 'changed' }]] },
  { cells: [[], [{ number: 4, state: 'moved', partner: { column: 0, row: 3, number: 3 } }]] },
  {
    cells: [
      [{ number: 5, state: 'apart', label: 'concluding' }],
      [{ number: 6, state: 'apart', similarity: null, repeats: 3 }],
    ],
  },
];
const facts = [
  {
    answer: 0,
    counts: {
      steps: 5,
      checks: 0,
      backtracks: 0,
      repeated: 0,
      loop: null,
      beforeAnswer: { share: 0.62, of: 'text' },
    },
  },
  {
    answer: 1,
    similarity: 0.56,
    divergence: { row: 2, kind: 'differs', paired: [0.7, 0.4] },
    counts: {
      steps: 6,
      checks: 2,
      backtracks: 1,
      repeated: 1,
      loop: { from: 3, period: 3, times: 12 },
      beforeAnswer: null,
    },
  },
] as const;
export const crafted = craftedMessage(two, steps, rows, facts);

/** Opens the traces view with these columns aligned. */
export async function openTanks(
  openTraces: (options?: PageOptions) => Promise<TracesPage>,
  look: Partial<TracesLook> = {},
): Promise<TracesPage> {
  const view = await openTraces({ width: 1400, height: 900, look: { aligned: true, ...look } });
  await view.send({ type: 'state', state: traces(two) });
  await view.send(crafted);
  await view.settled();
  return view;
}

/** The rows' texts, cell by cell. */
export function cells(view: TracesPage): Promise<string[][]> {
  return view.page.evaluate(() =>
    [...document.querySelectorAll('.aligned-row:not([hidden])')].map((row) =>
      [...row.querySelectorAll('.aligned-cell')].map((cell) =>
        [...cell.querySelectorAll('.drawn, .block')].map((text) => text.textContent.trim()).join(' | '),
      ),
    ),
  );
}

/** 0-based: the item of the list that is the current one; -1 where none is. */
export function current(view: TracesPage): Promise<number> {
  return view.page.evaluate(() => {
    const row = document.querySelector<HTMLElement>('.aligned-row[aria-current]');
    return Number(row?.ariaRowIndex ?? 0) - 1;
  });
}
