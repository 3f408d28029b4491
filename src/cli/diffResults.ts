import { stat } from 'node:fs/promises';
import path from 'node:path';

import { comparedText } from '../core/compare/comparedText.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { noNames } from '../core/results/resultsNames.ts';
import { LineStarts } from '../workspace/results/lineStarts.ts';
import { readToolSample } from '../workspace/results/readToolSample.ts';
import { readFolders } from '../workspace/results/resultsFolder.ts';
import { SavedVerdicts } from '../workspace/verdicts/savedVerdicts.ts';
import type { Compared } from './diff.ts';
import type { ItemArguments } from './diffArguments.ts';
import { itemPair } from './diffItem.ts';
import type { ComparedSide } from './diffSummary.ts';
import {
  lackingWords,
  traceNames,
  outcomeWords,
  toldProblem,
  traceTold,
  truncatedNote,
  unscoredNote,
  wholeAnswerNote,
} from './diffTold.ts';
import { type Io, UsageError } from './io.ts';
import { oneLine } from './oneLine.ts';
import { problemLine } from './problemLine.ts';
import { resultFolders } from './resultFolders.ts';

/** Two samples of an item in a folder of results. Null, and said, where they cannot be read. */
export async function diffResults(asked: ItemArguments, io: Io): Promise<Compared | null> {
  const folders = await resultFolders([asked.folder], io);
  const [root] = folders?.paths ?? [];
  if (folders === null || root === undefined) return null;
  const read = await readFolders([root], { wanted: () => !io.signal.aborted });
  if (io.signal.aborted) return null;
  const index = new ResultsIndex(read.data, noNames);
  if (index.runs.length === 0) {
    // One of these may be why.
    for (const problem of [...read.problems, ...index.problems])
      io.say(problemLine({ ...problem, file: folders.shown(problem.file) }));
    throw new UsageError(`${asked.folder}: No results were found.`);
  }
  const { id, benchmark, samples, notes } = itemPair(index, read.data, asked);
  const verdicts = new SavedVerdicts((await stat(root)).isDirectory() ? root : path.dirname(root));
  await verdicts.refresh();
  const reads = [await readToolSample(samples[0]), await readToolSample(samples[1])] as const;
  const [left, right] = reads;
  for (const one of reads)
    if (!one.ok) io.say(problemLine({ ...one.problem, file: folders.shown(one.problem.file) }));
  if (!left.ok || !right.ok) return null;
  const traces = [left.sample.trace, right.sample.trace] as const;
  const begun = performance.now();
  const texts = [comparedText(traces[0], asked.part), comparedText(traces[1], asked.part)] as const;
  const ms = performance.now() - begun;
  const lines = new LineStarts();
  const told = [
    await traceTold(samples[0], left.sample, verdicts.of(samples[0]), lines, folders.shown),
    await traceTold(samples[1], right.sample, verdicts.of(samples[1]), lines, folders.shown),
  ] as const;
  const names = traceNames(told);
  const sides = [0, 1] as const;
  const side = (at: 0 | 1): ComparedSide => ({
    name: told[at].label,
    facts: [...names[at].which, outcomeWords(told[at])],
    trace: { ...texts[at], finalAnswer: told[at].extracted },
    scored: told[at].score !== null || told[at].status === 'truncated',
    short: names[at].name,
    lacking: lackingWords(traces[at], asked.part, names[at].name),
  });
  return {
    title: `${benchmark} · ${id}${asked.part === 'both' ? '' : ` · ${asked.part}`}`,
    sides: [side(0), side(1)],
    keys: { item: id, benchmark, part: asked.part, traces: told },
    problems: sides.flatMap((at) => toldProblem(told[at], traces[at].error, names[at].name) ?? []),
    notes: [
      ...notes,
      ...sides.map((at) => wholeAnswerNote(traces[at], traces[at === 0 ? 1 : 0], asked.part, names[at].name)),
      ...sides.map((at) => truncatedNote(told[at], names[at].name)),
      unscoredNote(told),
    ].flatMap((note) => (note === null ? [] : [oneLine(note)])),
    ms,
  };
}
