import type { AlignedTraces } from '../alignedTraces.ts';
import { type Parting, partingOf } from '../parting.ts';
import { samenessOf } from '../sameness.ts';
import { percentWords } from '../sharePercent.ts';
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
  const textOf = (at: number): string => traces[at]?.text ?? '';
  const reference = labelOf(aligned.reference);
  const others = traces.flatMap((_, at) => (at === aligned.reference ? [] : [at]));
  return [
    [`Compared: ${partNames[part]}, step by step. The reference is `, reference, '.'],
    ...others.map((at): Said[] => {
      const found = aligned.traces[at];
      if (found === undefined) return [];
      const sameness = samenessOf(found.identical, textOf(at), textOf(aligned.reference));
      // That it has no text is said below.
      if (sameness === 'empty') return [];
      if (sameness === 'exact') return [labelOf(at), ' is the same as ', reference, ', word for word.'];
      if (sameness === 'blanks') return [labelOf(at), ' is the same as ', reference, ' but for white space.'];
      return partingWords(aligned, at, labelOf);
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

function partingWords(aligned: AlignedTraces, at: number, labelOf: (at: number) => Said): Said[] {
  const [own, reference] = [labelOf(at), labelOf(aligned.reference)];
  const parting = partingOf(aligned, at);
  if (parting === null) {
    const moved = aligned.rows.some(({ cells }) => cells[at]?.some(({ state }) => state === 'moved'));
    const order = moved ? ', some in another place' : '';
    return ['Every step of ', own, ' and ', reference, ` has a partner in the other${order}.`];
  }
  const { way, steps, paired } = parting;
  const [other, step] = steps;
  switch (way) {
    case 'ends':
      return [own, ' ends before ', reference, `, which goes on at step ${other}.`];
    case 'reference-ends':
      return [own, ` goes on at step ${step}, behind the end of `, reference, '.'];
    case 'parts':
      return [
        own,
        ` parts at step ${step} from `,
        reference,
        ` at step ${other}`,
        ...shareWords('from there on', paired, own, reference),
        '.',
      ];
    case 'together':
    case 'differs':
      return [
        own,
        ` first differs at step ${step} from `,
        reference,
        ` at step ${other}`,
        ...(way === 'together' ? ['; they go on together'] : []),
        ...shareWords('of what follows', paired, own, reference),
        '.',
      ];
  }
}

/** `: from there on 12 % of A and 0 % of B has a partner`; nothing where nothing follows. */
function shareWords(
  where: string,
  [ofReference, ofOwn]: Parting['paired'],
  own: Said,
  reference: Said,
): Said[] {
  const shares = [
    ...(ofOwn === null ? [] : [[`${percentWords(ofOwn)} of `, own]]),
    ...(ofReference === null ? [] : [[`${percentWords(ofReference)} of `, reference]]),
  ];
  if (shares.length === 0) return [];
  return [
    `: ${where} `,
    ...shares.flatMap((share, place) => (place === 0 ? share : [' and ', ...share])),
    ' has a partner',
  ];
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
