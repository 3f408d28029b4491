import { isJsonObject, kindInWords, parseJson, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { parseJsonBytes, textOf } from './jsonFile.ts';
import { UnreadableError, type ResultSource } from './source.ts';

/** An element of a list of samples, with its 0-based place and, where it is known, its first line. */
export interface ArrayElement {
  readonly sample: JsonObject;
  readonly place: number;
  readonly line: number | null;
}

const firstBytes = /^(?:\xef\xbb\xbf)?\s*\[\s*\{\s*"doc_id"\s*:/;
/** A list is read whole. */
const largest = 512 * 1024 * 1024 - 1024;

/** Whether a file begins as a list of samples, which v0.4.0 to v0.4.2 write into a file called jsonl. */
export function isArrayFile(head: Uint8Array): boolean {
  return firstBytes.test(
    Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 400)).toString('latin1'),
  );
}

/**
 * The samples of such a list. Where it is damaged, those that are whole: it is indented by two, so that a line of
 * `  {` begins an element, and one of `  }` ends it.
 */
export async function elementsOf(source: ResultSource): Promise<{
  readonly elements: readonly ArrayElement[];
  readonly problems: readonly Problem[];
}> {
  const { path: file, size } = source;
  if (size > largest)
    throw new UnreadableError(say`This list of samples is too long to be read in one piece.`);
  const bytes = await source.read(0, size);
  const json = parseJsonBytes(file, bytes);
  if (json.ok) {
    const values = Array.isArray(json.value) ? json.value : [];
    const problems: Problem[] = [];
    const elements = values.flatMap((sample, place): ArrayElement[] => {
      if (isJsonObject(sample)) return [{ sample, place, line: null }];
      const field = `[${place}]`;
      problems.push({
        file,
        field,
        message: say`A sample must be an object, not ${kindInWords(sample)}: it is left out.`,
      });
      return [];
    });
    return { elements, problems };
  }
  const text = textOf(bytes);
  return { elements: text === null ? [] : wholeElements(text), problems: [json.problem] };
}

function wholeElements(text: string): readonly ArrayElement[] {
  const elements: ArrayElement[] = [];
  const lines = text.split('\n');
  let start = -1;
  let place = -1;
  for (const [number, line] of lines.entries()) {
    if (line === '  {') {
      start = number;
      place += 1;
    } else if (start >= 0 && /^ {2}\},?\r?$/.test(line)) {
      const parsed = parseJson(`${lines.slice(start, number).join('\n')}}`);
      if (parsed.ok && isJsonObject(parsed.value)) {
        elements.push({ sample: parsed.value, place, line: start + 1 });
      }
      start = -1;
    }
  }
  return elements;
}
