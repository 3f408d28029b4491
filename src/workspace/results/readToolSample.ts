import type { Sample } from '../../core/results/sample.ts';
import type { Problem } from '../../core/problem.ts';
import { formatNamed } from '../../core/results/formats/readResults.ts';
import { UnreadableError, type ResultSource } from '../../core/results/formats/source.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { wholeSample } from '../../core/results/wholeSample.ts';
import { say, verbatim } from '../../core/say.ts';
import { threadSource } from './diskSource.ts';
import { foundFile } from './walkResults.ts';

/** What kind of file it is was told before; its first bytes only say in which of its layouts it is. */
export const headBytes = 4096;

export type ReadToolSample =
  { readonly ok: true; readonly sample: Sample } | { readonly ok: false; readonly problem: Problem };

/** Opens a file of another tool; null where it is not there. */
type Open = (file: string) => Promise<ResultSource | null>;

/** A whole sample from the files of another tool, or why it cannot be read. */
export async function readToolSample(saved: SavedSample): Promise<ReadToolSample> {
  return readWith(saved, opened);
}

/**
 * Reads many samples, one after the other: a file stays open, as long as the next sample is of it too, so that one
 * that is packed is unpacked once.
 */
export function toolSampleReader(): (saved: SavedSample) => Promise<ReadToolSample> {
  let last: { readonly file: string; readonly source: ReturnType<Open> } | null = null;
  return (saved) =>
    readWith(saved, (file) => {
      if (last?.file !== file) last = { file, source: opened(file) };
      return last.source;
    });
}

async function opened(file: string): Promise<ResultSource | null> {
  const found = await foundFile(file);
  return found === null ? null : threadSource(file, found.mtimeMs, headBytes);
}

async function readWith(saved: SavedSample, open: Open): Promise<ReadToolSample> {
  const failed = (message: string) => ({ ok: false as const, problem: { file: saved.file, message } });
  const { tool, file } = saved;
  const format = tool === undefined ? null : formatNamed(tool.format);
  if (tool === undefined || format === null) return failed(say`This is no sample of another tool.`);
  try {
    const source = await open(file);
    if (source === null) return failed(say`This file is not there any more.`);
    const whole = await format.sample(source, tool);
    if (whole === null) return failed(say`${tool.format} saved scores here, but no texts.`);
    return { ok: true, sample: wholeSample(whole, saved) };
  } catch (error) {
    if (error instanceof UnreadableError) return failed(error.message);
    const why = error instanceof Error ? error.message : String(error);
    return failed(say`This sample cannot be read: ${verbatim(why)}.`);
  }
}
