import { coarseWords } from '../coarseWords.ts';
import { partingOf } from '../parting.ts';
import { partingWords } from '../partingWords.ts';
import { samenessOf } from '../sameness.ts';
import { partNames } from './comparisonFacts.ts';
import { type ComparisonRecord, isScored, type RecordedEnd } from './comparisonRecord.ts';
import { finalAnswerWords } from './finalAnswerWords.ts';
import type { Said } from './said.ts';

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
    ...others.map((at): readonly Said[] => {
      const found = aligned.traces[at];
      if (found === undefined) return [];
      const sameness = samenessOf(found.identical, textOf(at), textOf(aligned.reference));
      // That it has no text is said below.
      if (sameness === 'empty') return [];
      if (sameness === 'exact') return [labelOf(at), ' is the same as ', reference, ', word for word.'];
      if (sameness === 'blanks') return [labelOf(at), ' is the same as ', reference, ' but for white space.'];
      const isEmpty = [at, aligned.reference].some((each) => textOf(each).trim() === '');
      return isEmpty ? [] : partingSaid(record, at);
    }),
    answersSaid(record),
    ...traces.flatMap(({ end, text }, at): Said[][] => [
      ...(end === 'complete' ? [] : [[labelOf(at), shortOf[end]]]),
      ...(text.trim() === '' ? [[labelOf(at), ' has no text here.']] : []),
    ]),
    ...others.flatMap((at): Said[][] =>
      aligned.traces[at]?.coarse === true ? [[labelOf(at), ': ', coarseWords]] : [],
    ),
  ].filter((line) => line.length > 0);
}

function partingSaid(record: ComparisonRecord, at: number): readonly Said[] {
  const { aligned, traces } = record;
  const said = (trace: number): Said => ({ label: traces[trace]?.label ?? '' });
  const moved = aligned.rows.some(({ cells }) => cells[at]?.some(({ state }) => state === 'moved'));
  return partingWords(partingOf(aligned, at), moved, { own: said(at), reference: said(aligned.reference) });
}

function answersSaid({ traces, aligned }: ComparisonRecord): readonly Said[] {
  return finalAnswerWords(
    traces.map((trace, at) => ({
      label: trace.label,
      answer: trace.extracted,
      number: aligned.traces[at]?.answer ?? null,
      scored: isScored(trace),
    })),
  );
}
