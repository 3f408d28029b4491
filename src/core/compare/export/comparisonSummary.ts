import type { AlignedTraces, Divergence } from '../alignedTraces.ts';
import { partNames } from './comparisonFacts.ts';
import type { ComparisonRecord, RecordedEnd } from './comparisonRecord.ts';

/** Words of ours, or a label that is shown as others wrote it. */
export type Said = string | { readonly label: string };

const shortOf: Readonly<Record<Exclude<RecordedEnd, 'complete'>, string>> = {
  truncated: ' was truncated: it is compared as far as it goes.',
  failed: ' failed: it is compared as far as it goes.',
  cancelled: ' was cancelled: it is compared as far as it goes.',
  running: ' was still running: it is compared as far as it went.',
  unreadable: ' cannot be read any more.',
};

/** What came of the comparison, a sentence each. */
export function summaryOf(record: ComparisonRecord): readonly (readonly Said[])[] {
  const { traces, aligned, part } = record;
  const labelOf = (at: number): Said => ({ label: traces[at]?.label ?? '' });
  const reference = labelOf(aligned.reference);
  const others = traces.flatMap((_, at) => (at === aligned.reference ? [] : [at]));
  return [
    [`Compared: ${partNames[part]}, step by step. The reference is `, reference, '.'],
    ...others.map((at): Said[] => {
      const found = aligned.traces[at];
      if (found === undefined) return [];
      if (found.identical) return [labelOf(at), ' is the same as ', reference, ', word for word.'];
      return partingWords(aligned, at, found.divergence, labelOf);
    }),
    ...answerWords(record, labelOf),
    ...traces.flatMap(({ end, text }, at): Said[][] => [
      ...(end === 'complete' ? [] : [[labelOf(at), shortOf[end]]]),
      ...(text.trim() === '' ? [[labelOf(at), ' has no text here.']] : []),
    ]),
    ...others.flatMap((at): Said[][] =>
      aligned.traces[at]?.coarse === true
        ? [[labelOf(at), ' is compared less exactly than usual: a step is too large, or too much repeats.']]
        : [],
    ),
  ].filter((line) => line.length > 0);
}

function partingWords(
  aligned: AlignedTraces,
  at: number,
  divergence: Divergence | null,
  labelOf: (at: number) => Said,
): Said[] {
  const [own, reference] = [labelOf(at), labelOf(aligned.reference)];
  if (divergence === null) return [own, ' never parts from ', reference, '.'];
  const [step, other] = [at, aligned.reference].map((column) => stepFrom(aligned, divergence.row, column));
  const place = (number: number | null | undefined): string =>
    typeof number === 'number' ? `step ${number}` : 'its end';
  return divergence.kind === 'parts'
    ? [
        own,
        ` parts at ${place(step)} from `,
        reference,
        ` at ${place(other)}: hardly a step is shared afterwards.`,
      ]
    : [own, ` first differs at ${place(step)} from `, reference, ` at ${place(other)}; they go on together.`];
}

/** The number of a column's first step at a row or after it; null where there is none. */
function stepFrom({ rows }: AlignedTraces, row: number, column: number): number | null {
  for (let at = row; at < rows.length; at += 1) {
    const first = rows[at]?.cells[column]?.[0];
    if (first !== undefined) return first.number;
  }
  return null;
}

function answerWords(
  { traces, aligned }: ComparisonRecord,
  labelOf: (at: number) => Said,
): readonly (readonly Said[])[] {
  const groups = Map.groupBy(
    traces.map((_, at) => at),
    (at) => aligned.traces[at]?.answer ?? null,
  );
  const known = [...groups].flatMap(([answer, members]) => (answer === null ? [] : [members]));
  const without = groups.get(null) ?? [];
  const list = (members: readonly number[]): Said[] =>
    members.flatMap((at, place) =>
      place === 0 ? [labelOf(at)] : [place === members.length - 1 ? ' and ' : ', ', labelOf(at)],
    );
  const agreed =
    known.length === 0
      ? []
      : known.length === 1 && (known[0]?.length ?? 0) > 1
        ? [[...list(known[0] ?? []), ' have the same final answer.']]
        : known.length > 1
          ? [
              [
                `There are ${known.length} different final answers: `,
                ...known.flatMap((members, place) => [...(place === 0 ? [] : ['; ']), ...list(members)]),
                '.',
              ],
            ]
          : [];
  return [
    ...agreed,
    ...(without.length === 0
      ? []
      : [[...list(without), ` ${without.length === 1 ? 'has' : 'have'} no final answer that is known.`]]),
  ];
}
