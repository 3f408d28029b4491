import { longestLine } from './lines.ts';
import type { ResultsFormat, SamplePlace } from './format.ts';
import { emptyInWords } from './jsonFile.ts';
import { lineAnswer } from './lmEvalAnswer.ts';
import { elementsOf, isArrayFile } from './lmEvalArray.ts';
import { lineWhole } from './lmEvalLine.ts';
import { isNamedResults, isNamedSamples } from './lmEvalPath.ts';
import { readLmEvalResults } from './lmEvalResults.ts';
import { wholeSample } from './lmEvalSample.ts';
import { readLmEvalSamples } from './lmEvalSamples.ts';
import type { ResultSource } from './source.ts';

/** Results whose first task has a metric with its filter, or what else a row begins with. */
const resultsStart = /^\s*\{\s*"results"\s*:\s*\{\s*"[^"]*"\s*:\s*\{\s*"(?:alias|name| |[^",]+,[^"]*)"\s*:/;
const sampleStart = /^\s*\{"doc_id": ?("[^"]*"|-?\d+), ?"/;
/** Of lighteval, which calls its results the same. */
const otherStart = /^\s*\{\s*"config_general"/;
const looselyNamed = /\/(?:results(?:_[^/]*)?\.json|samples_[^/]*\.jsonl)(?:\.gz|\.zst)?$/;
const ownFolder = '/.reasoning-transfer/';

/**
 * Results and samples of EleutherAI's lm-evaluation-harness from v0.4.0 on, and of what is built on it; see
 * lmEvalPath.ts for how its files are called, lmEvalTail.ts for how samples are read.
 */
export const lmEval: ResultsFormat = {
  name: 'lm-eval',
  claims: ({ path, head }) => {
    if (path.includes(ownFolder)) return false;
    if (isNamedSamples(path)) return true;
    const start = beginning(head);
    if (isNamedResults(path)) return !otherStart.test(start);
    // Without a stamp the name alone says something only of a file that holds nothing that could say otherwise.
    if (looselyNamed.test(path) && (emptyInWords(head) !== null || !/^\s*[[{]/.test(start))) return true;
    if (/\.json(?:\.gz|\.zst)?$/.test(path) && resultsStart.test(start)) return true;
    if (!/\.jsonl(?:\.gz|\.zst)?$/.test(path)) return false;
    return isArrayFile(head) || (sampleStart.test(start) && /"(?:filtered_)?resps":/.test(latin1(head)));
  },
  read: (source, context) =>
    isLines(source) ? readLmEvalSamples(source, context) : readLmEvalResults(source),
  sample: async (source, place) => {
    if (isArrayFile(source.head)) {
      const { elements } = await elementsOf(source);
      const found = elements.find((element) => element.place === place.place);
      return found === undefined ? null : wholeSample(found.sample, place);
    }
    return isLines(source) ? sampleAt(source, place) : null;
  },
  answer: async (source, { place, repeat }) => {
    const line = isLines(source) && !isArrayFile(source.head) ? await lineAt(source, place) : null;
    return line === null ? null : lineAnswer(Buffer.from(line.buffer, line.byteOffset, line.length), repeat);
  },
};

/**
 * Whether a file is of this format without a look at the others: named as the harness names its samples, and beginning
 * as they do. Nearly all bytes of results are in such files.
 */
export function isSurelyLmEval({ path, head }: Pick<ResultSource, 'path' | 'head'>): boolean {
  return isNamedSamples(path) && !path.includes(ownFolder) && sampleStart.test(latin1(head.subarray(0, 256)));
}

function isLines({ path }: Pick<ResultSource, 'path'>): boolean {
  return /\.jsonl(?:\.gz|\.zst)?$/.test(path);
}

async function sampleAt(source: ResultSource, place: SamplePlace): ReturnType<ResultsFormat['sample']> {
  const line = await lineAt(source, place.place);
  const whole = line === null ? null : lineWhole(line);
  return whole?.ok ? wholeSample(whole.sample, place) : null;
}

/** The line that begins at an offset, without its end; null where there is none. */
async function lineAt(source: ResultSource, offset: number): Promise<Uint8Array | null> {
  for (let length = 32 * 1024; ; length *= 8) {
    const bytes = await source.read(offset, offset + length);
    if (bytes.length === 0) return null;
    const end = bytes.indexOf(10);
    if (end >= 0) return bytes.subarray(0, end);
    if (bytes.length < length || length > longestLine) return bytes;
  }
}

function beginning(head: Uint8Array): string {
  return latin1(head.subarray(0, 2048));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
