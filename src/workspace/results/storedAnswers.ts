import type { ToolAnswer } from '../../core/results/formats/format.ts';
import { formatNamed } from '../../core/results/formats/readResults.ts';
import { UnreadableError } from '../../core/results/formats/source.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { mayHoldAnswer, storedAnswer } from '../../core/results/storedAnswer.ts';
import { threadSource } from './diskSource.ts';
import { headBytes, readToolSample } from './readToolSample.ts';
import { foundFile, type FoundFile } from './walkResults.ts';

/** Samples that are read for one table of an item. */
const mostRead = 64;

/** What was read before, by samples as the index holds them: they are others once their file has changed. */
const read = new WeakMap<SavedSample, Promise<SavedSample>>();

/**
 * Samples with the answers that other tools extracted and saved, as far as these are quickly read: the index has no
 * texts. The repeats of one run are read all or none, so that how often an answer was given is said rightly.
 */
export async function withStoredAnswers(samples: readonly SavedSample[]): Promise<readonly SavedSample[]> {
  const runs = Map.groupBy(
    samples.filter(({ tool }) => tool !== undefined),
    ({ label, promptHash }) => JSON.stringify([label, promptHash]),
  );
  const wanted = new Set<SavedSample>();
  for (const run of runs.values()) {
    if (wanted.size + run.length <= mostRead) for (const sample of run) wanted.add(sample);
  }
  return Promise.all(samples.map(async (sample) => (wanted.has(sample) ? withAnswer(sample) : sample)));
}

function withAnswer(sample: SavedSample): Promise<SavedSample> {
  const known = read.get(sample);
  if (known !== undefined) return known;
  const fresh = readAnswer(sample);
  read.set(sample, fresh);
  return fresh;
}

async function readAnswer(sample: SavedSample): Promise<SavedSample> {
  const { tool, file } = sample;
  const found = tool === undefined ? null : await foundFile(file);
  if (tool === undefined || found === null || !mayHoldAnswer(tool.format, found)) return sample;
  const answer = (await quickAnswer(sample, found)) ?? (await wholeAnswer(sample));
  return answer === null ? sample : { ...sample, extracted: storedAnswer(answer) };
}

async function quickAnswer({ tool }: SavedSample, { path, mtimeMs }: FoundFile): Promise<ToolAnswer | null> {
  const read = tool === undefined ? undefined : formatNamed(tool.format)?.answer;
  if (tool === undefined || read === undefined) return null;
  try {
    return await read(await threadSource(path, mtimeMs, headBytes), tool, tool.metric);
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

async function wholeAnswer(sample: SavedSample): Promise<ToolAnswer | null> {
  const whole = await readToolSample(sample);
  if (!whole.ok) return null;
  const { score, trace } = whole.sample;
  return { extracted: score.extracted, response: trace.answer.length };
}
