import { answerMark } from './answerMark.ts';

/** Half-open UTF-16 offsets. */
export type Range = readonly [number, number];

/** What is marked in a text: the place of the extracted answer, words that another trace does not have, or both. */
export type MarkKind = 'answer' | 'edit' | 'answer-edit';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
}

/** The marks of a text, in order and without overlap. `edits` are in order and do not overlap. */
export function marksOf(answer: Range | null, edits: readonly Range[]): Mark[] {
  const [from, to] = answer ?? [0, 0];
  if (to <= from) return edits.map(([start, end]) => ({ start, end, kind: 'edit' }));
  const marks: Mark[] = [];
  const add = (start: number, end: number, kind: MarkKind): void => {
    if (end > start) marks.push({ start, end, kind });
  };
  let at = from;
  for (const [start, end] of edits) {
    add(start, Math.min(end, from), 'edit');
    if (start < to && end > from) {
      add(at, start, 'answer');
      add(Math.max(start, from), Math.min(end, to), 'answer-edit');
      at = Math.min(end, to);
    }
  }
  add(at, to, 'answer');
  for (const [start, end] of edits) add(Math.max(start, to), end, 'edit');
  return marks.sort((a, b) => a.start - b.start);
}

/** Are two lists of marks the same? */
export function sameMarks(one: readonly Mark[], other: readonly Mark[]): boolean {
  return (
    one.length === other.length &&
    one.every((mark, at) => {
      const beside = other[at];
      return mark.start === beside?.start && mark.end === beside.end && mark.kind === beside.kind;
    })
  );
}

/** The element around what is marked. */
export function markElement(kind: MarkKind): HTMLElement {
  if (kind !== 'edit') {
    const mark = answerMark();
    mark.classList.toggle('edit', kind === 'answer-edit');
    return mark;
  }
  const mark = document.createElement('mark');
  mark.className = 'edit';
  return mark;
}
