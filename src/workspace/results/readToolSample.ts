import type { Sample } from '../../core/results/sample.ts';
import type { Problem } from '../../core/problem.ts';
import { formatNamed } from '../../core/results/formats/readResults.ts';
import { UnreadableError } from '../../core/results/formats/source.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { wholeSample } from '../../core/results/wholeSample.ts';
import { say, verbatim } from '../../core/say.ts';
import { threadSource } from './diskSource.ts';
import { foundFile } from './walkResults.ts';

/** What kind of file it is was told before; its first bytes only say in which of its layouts it is. */
export const headBytes = 4096;

/** A whole sample from the files of another tool, or why it cannot be read. */
export async function readToolSample(
  saved: SavedSample,
): Promise<
  { readonly ok: true; readonly sample: Sample } | { readonly ok: false; readonly problem: Problem }
> {
  const failed = (message: string) => ({ ok: false as const, problem: { file: saved.file, message } });
  const { tool, file } = saved;
  const format = tool === undefined ? null : formatNamed(tool.format);
  if (tool === undefined || format === null) return failed(say`This is no sample of another tool.`);
  try {
    const found = await foundFile(file);
    if (found === null) return failed(say`This file is not there any more.`);
    const whole = await format.sample(await threadSource(file, found.mtimeMs, headBytes), tool);
    if (whole === null) return failed(say`${tool.format} saved scores here, but no texts.`);
    return { ok: true, sample: wholeSample(whole, saved) };
  } catch (error) {
    if (error instanceof UnreadableError) return failed(error.message);
    const why = error instanceof Error ? error.message : String(error);
    return failed(say`This sample cannot be read: ${verbatim(why)}.`);
  }
}
