import { say, verbatim } from '../../say.ts';
import type { FileReading, FormatName, ReadContext, ResultsFormat } from './format.ts';
import { emptyInWords } from './jsonFile.ts';
import { isSurelyLmEval, lmEval } from './lmEval.ts';
import { formats } from './registry.ts';
import { UnreadableError, type ResultSource } from './source.ts';

export interface NamedReading extends FileReading {
  readonly format: FormatName;
}

/** The format of a file by its path and first bytes; null where it is none of results. */
export function formatOf(file: Pick<ResultSource, 'path' | 'size' | 'head'>): ResultsFormat | null {
  if (isSurelyLmEval(file)) return lmEval;
  return formats.find((format) => format.claims(file)) ?? null;
}

/** The format of this name. */
export function formatNamed(name: FormatName): ResultsFormat | null {
  return formats.find((format) => format.name === name) ?? null;
}

/** What a file comes to that could not be opened: a problem where its name is one of results, else null. */
export function unopened(path: string, message: string): NamedReading | null {
  const format = formatOf({ path, size: 0, head: new Uint8Array() });
  return format && { format: format.name, parts: [], samples: [], problems: [{ file: path, message }] };
}

/**
 * Reads a file of any known format; null where it is of none. Never rejects: whatever stands in a file, what is
 * wrong with it is a problem of the reading.
 */
export async function readResults(source: ResultSource, context: ReadContext): Promise<NamedReading | null> {
  const format = formatOf(source);
  if (format === null) return null;
  const { name } = format;
  const failed = (message: string): NamedReading => ({
    format: name,
    parts: [],
    samples: [],
    problems: [{ file: source.path, message }],
  });
  const empty = emptyInWords(source.head);
  if (empty !== null) return failed(empty);
  try {
    return { format: name, ...(await format.read(source, context)) };
  } catch (error) {
    if (error instanceof UnreadableError) return failed(error.message);
    const why = error instanceof Error ? error.message : String(error);
    return failed(say`This file cannot be read as results of ${name}: ${verbatim(why)}.`);
  }
}
