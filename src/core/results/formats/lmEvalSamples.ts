import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import type { FileReading, ReadContext } from './format.ts';
import { scanLines, type Line } from './lines.ts';
import { elementsOf, isArrayFile } from './lmEvalArray.ts';
import { runOf, samplesName } from './lmEvalPath.ts';
import { SampleCollector } from './lmEvalCollect.ts';
import type { ResultSource } from './source.ts';
import { lineWhole } from './lmEvalLine.ts';
import { lineHead, lineTail } from './lmEvalTail.ts';
import { TailForms } from './lmEvalTailForm.ts';
import { hasOpenReasoning, tellsReasoning } from './lmEvalReasoning.ts';

/** How many lines between two looks at whether the rest is still wanted. */
const lookEvery = 256;
/** Lines that are looked at whole to see whether the responses mark their reasoning. */
const lookedAt = 3;
/** More problems of single lines than this are told as one. */
const mostProblems = 50;

/** A file of samples: a set for each filter. Its model is in the results, or in the name of its folder. */
export async function readLmEvalSamples(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const { path } = source;
  const { task, stamp } = samplesName(path);
  const collector = new SampleCollector({ run: runOf(path, stamp, task), model: null, task }, context.items);
  if (isArrayFile(source.head)) return readArray(source, collector);
  const reader = new LineReader(source, context, collector);
  const { end, tooLong } = await scanLines(source, reader.onLine, context.from);
  for (const { line, message } of tooLong) reader.problem(line, message);
  const unusable = collector.unusable(path);
  return {
    parts: [],
    samples: collector.sets(),
    problems: [...reader.problems(), ...(unusable === null ? [] : [unusable])],
    // Without filters in its lines a file says by repeated ids that it has several, and the first are needed for that;
    // what cannot be used is counted over all lines.
    ...(reader.torn || collector.needsStart || unusable !== null ? {} : { end }),
  };
}

/** Lines are read by their ends, see lmEvalTail.ts; whole where that is not possible. */
class LineReader {
  /** Whether the last line had no line end: what comes to it changes it. */
  torn = false;
  readonly #file: string;
  readonly #wanted: () => boolean;
  readonly #collector: SampleCollector;
  readonly #isText: (bytes: Uint8Array) => boolean;
  readonly #problems: Problem[] = [];
  readonly #forms = new TailForms();
  #more = 0;
  #lines = 0;
  #reasons = false;

  constructor(source: ResultSource, { wanted }: ReadContext, collector: SampleCollector) {
    this.#file = source.path;
    this.#wanted = wanted;
    this.#collector = collector;
    this.#isText = source.isText ?? decodes;
  }

  readonly onLine = (line: Line): boolean => {
    this.#lines += 1;
    if (this.#lines % lookEvery === 0 && !this.#wanted()) return false;
    if (!line.ended) this.torn = true;
    this.#read(line);
    return true;
  };

  #read({ bytes, offset, line, ended }: Line): void {
    if (!this.#isText(bytes)) {
      this.problem(
        line,
        say`This line is not UTF-8 text, so it is left out: the file is damaged. Copy it again.`,
      );
      return;
    }
    const collector = this.#collector;
    if (this.#lines <= lookedAt) this.#reasons ||= tellsReasoning(bytes);
    const open = this.#reasons && hasOpenReasoning(bytes);
    const at = { place: offset, line, open };
    const head = lineHead(bytes);
    const tail = head === null ? null : lineTail(bytes, collector.hasFilters, this.#forms);
    if (head !== null && tail !== null && collector.addEnds(bytes, head, tail, at)) {
      for (const missing of collector.missing) this.#metricMissing(line, missing);
      return;
    }
    const whole = lineWhole(bytes);
    if (!whole.ok) {
      this.problem(
        line,
        !ended && whole.cut
          ? say`The last line is cut off, so it is left out: the file is still being written, or its run was stopped.`
          : say`This line is left out: it ${whole.why}.`,
      );
      return;
    }
    const why = collector.addWhole(whole.sample, at);
    if (why !== null) this.problem(line, say`This line is left out: it ${why}.`);
    else for (const missing of collector.missing) this.#metricMissing(line, missing);
  }

  #metricMissing(line: number, metric: string): void {
    this.problem(line, say`This line names the metric "${metric}", but has no value of it.`, metric);
  }

  problem(line: number, message: string, field?: string): void {
    if (this.#problems.length === mostProblems) this.#more += 1;
    else this.#problems.push({ file: this.#file, line, ...(field === undefined ? {} : { field }), message });
  }

  problems(): readonly Problem[] {
    if (this.#more === 0) return this.#problems;
    return [...this.#problems, { file: this.#file, message: say`${this.#more} more lines have problems.` }];
  }
}

/** One pretty-printed list, which v0.4.0 to v0.4.2 call jsonl. The place of a sample is its place in the list. */
async function readArray(source: ResultSource, collector: SampleCollector): Promise<FileReading> {
  const { path: file } = source;
  const { elements, problems } = await elementsOf(source);
  const wrong: Problem[] = [...problems];
  for (const { sample, place, line } of elements) {
    const at = line === null ? { file } : { file, line };
    const why = collector.addWhole(sample, { place, line, open: false });
    if (why !== null) wrong.push({ ...at, message: say`This sample is left out: it ${why}.` });
  }
  const unusable = collector.unusable(file);
  return {
    parts: [],
    samples: collector.sets(),
    problems: unusable === null ? wrong : [...wrong, unusable],
  };
}

const strict = new TextDecoder('utf-8', { fatal: true });

function decodes(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
