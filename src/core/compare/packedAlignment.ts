import {
  type AlignedRow,
  type AlignedStep,
  type AlignedTrace,
  type AlignedTraces,
  SIMILARITY_PARTS,
  stepLabels,
  type StepPlace,
} from './alignedTraces.ts';
import { NumberReader, NumberWriter } from './packedNumbers.ts';

/**
 * `AlignedTraces` as they are sent: the rows of long traces are tens of thousands of small objects, which whoever passes
 * them on would have to copy one by one. A text is copied at once.
 */
export interface PackedAlignment {
  readonly reference: number;
  readonly traces: readonly AlignedTrace[];
  /** Numbers, see `packedRows`. */
  readonly rows: string;
}

const states = ['same', 'changed', 'apart', 'moved'] as const;
/** Of a step's flags: its state, then one bit each, then its label, 0 for none. */
const NOT_IN_ALL = 4;
const DISAGREES = 8;
const MARKED = 16;
const SIMILAR = 32;
const PLACED = 64;
const REPEATS = 128;
const LABEL = 256;

/** Everything comes back from `unpacked` as it was; similarities in steps of `SIMILARITY_PARTS`, as they are. Linear. */
export function packed({ reference, traces, rows }: AlignedTraces): PackedAlignment {
  return { reference, traces, rows: packedRows(rows) };
}

export function unpacked({ reference, traces, rows }: PackedAlignment): AlignedTraces {
  return { reference, traces, rows: unpackedRows(rows) };
}

/**
 * The number of rows and of columns; for each row its flags, then for each column how many steps it has and these. Of a
 * step what follows from the one before in its column is told as the difference, which mostly is 0.
 */
function packedRows(rows: readonly AlignedRow[]): string {
  const out = new NumberWriter();
  const columns = rows[0]?.cells.length ?? 0;
  out.whole(rows.length);
  out.whole(columns);
  const last = Array.from({ length: columns }, () => ({ number: 0, end: 0 }));
  rows.forEach(({ same, disagrees, cells }, row) => {
    out.whole((same ? 1 : 0) + (disagrees ? 2 : 0));
    cells.forEach((cell, column) => {
      out.whole(cell.length);
      for (const step of cell) {
        packStep(out, step, last[column] ?? { number: 0, end: 0 }, row);
        last[column] = step;
      }
    });
  });
  return out.text();
}

function packStep(
  out: NumberWriter,
  step: AlignedStep,
  before: Pick<AlignedStep, 'number' | 'end'>,
  row: number,
): void {
  const { marks, similarity, label, partner, repeats } = step;
  out.whole(
    states.indexOf(step.state) +
      (step.notInAll ? NOT_IN_ALL : 0) +
      (step.disagrees ? DISAGREES : 0) +
      (marks.length > 0 ? MARKED : 0) +
      (similarity !== null ? SIMILAR : 0) +
      (partner !== null ? PLACED : 0) +
      (repeats !== null ? REPEATS : 0) +
      LABEL * (label === null ? 0 : stepLabels.indexOf(label) + 1),
  );
  out.signed(step.number - before.number - 1);
  out.signed(step.start - before.end);
  out.whole(step.end - step.start);
  if (marks.length > 0) {
    out.whole(marks.length);
    let from = step.start;
    for (const [start, end] of marks) {
      out.signed(start - from);
      out.whole(end - start);
      from = end;
    }
  }
  if (similarity !== null) out.whole(Math.round(similarity * SIMILARITY_PARTS));
  if (partner !== null) {
    out.whole(partner.column);
    out.signed(partner.row - row);
    out.whole(partner.number);
  }
  if (repeats !== null) out.whole(repeats);
}

function unpackedRows(text: string): AlignedRow[] {
  const numbers = new NumberReader(text);
  const rows = numbers.whole();
  const columns = numbers.whole();
  const last = Array.from({ length: columns }, () => ({ number: 0, end: 0 }));
  return Array.from({ length: rows }, (_, row): AlignedRow => {
    const flags = numbers.whole();
    const cells = last.map((before, column) =>
      Array.from({ length: numbers.whole() }, (): AlignedStep => {
        const step = unpackedStep(numbers, last[column] ?? before, row);
        last[column] = step;
        return step;
      }),
    );
    return { same: (flags & 1) !== 0, disagrees: (flags & 2) !== 0, cells };
  });
}

function unpackedStep(
  numbers: NumberReader,
  before: Pick<AlignedStep, 'number' | 'end'>,
  row: number,
): AlignedStep {
  const flags = numbers.whole();
  const number = before.number + 1 + numbers.signed();
  const start = before.end + numbers.signed();
  const end = start + numbers.whole();
  const marks: [number, number][] = [];
  if ((flags & MARKED) !== 0) {
    let from = start;
    for (let left = numbers.whole(); left > 0; left -= 1) {
      const at = from + numbers.signed();
      from = at + numbers.whole();
      marks.push([at, from]);
    }
  }
  return {
    number,
    start,
    end,
    state: states[flags & 3] ?? 'same',
    notInAll: (flags & NOT_IN_ALL) !== 0,
    marks,
    similarity: (flags & SIMILAR) !== 0 ? numbers.whole() / SIMILARITY_PARTS : null,
    disagrees: (flags & DISAGREES) !== 0,
    label: stepLabels[Math.floor(flags / LABEL) - 1] ?? null,
    partner: (flags & PLACED) !== 0 ? placeIn(numbers, row) : null,
    repeats: (flags & REPEATS) !== 0 ? numbers.whole() : null,
  };
}

function placeIn(numbers: NumberReader, row: number): StepPlace {
  const column = numbers.whole();
  const at = row + numbers.signed();
  return { column, row: at, number: numbers.whole() };
}
