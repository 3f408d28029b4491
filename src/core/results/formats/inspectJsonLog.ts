import { isJsonObject, kindInWords, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { headerOf, UnreadableLog, type InspectLog } from './inspectHeader.ts';
import { scanObject, wholeElements } from './jsonFields.ts';
import { parseJsonBytes, readJsonFile } from './jsonFile.ts';
import { UnreadableError, type ResultSource } from './source.ts';

/** A damaged log in JSON that is longer is not searched for what is whole: it is held in memory meanwhile. */
const mostRescued = 256 * 1024 * 1024;

/** A log that is one object of JSON. */
export async function inspectJsonLog(source: ResultSource): Promise<InspectLog> {
  const parsed = await readJsonFile(source);
  const { path } = source;
  if (!parsed.ok) {
    const rescued = source.size > mostRescued ? null : rescue(path, await source.read(0, source.size));
    if (rescued === null) throw new UnreadableLog(parsed.problem);
    return { ...rescued, problems: [parsed.problem, ...rescued.problems] };
  }
  const problems: Problem[] = [];
  const value = isJsonObject(parsed.value) ? parsed.value : {};
  const stored = value.samples ?? [];
  if (!Array.isArray(stored)) {
    problems.push({ file: path, field: 'samples', message: mustBe('samples', say`a list`, stored) });
  }
  const samples = (Array.isArray(stored) ? stored : []).map((sample, place) => {
    const read = (): Promise<JsonObject> =>
      isJsonObject(sample) ? Promise.resolve(sample) : notAnObject(place, sample);
    return { place, field: `samples[${place}]`, read, readRow: read };
  });
  return { ...headerOf(path, value, problems), samples, problems };
}

/**
 * What is whole of a log in JSON that is cut off or damaged: its header stands before the samples, of which each is
 * parsed alone. Null where there is no header.
 */
function rescue(path: string, read: Uint8Array): InspectLog | null {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  const { fields, open } = scanObject(bytes);
  const value: JsonObject = {};
  for (const [name, range] of fields) {
    const parsed = name === 'samples' ? null : parseJsonBytes(path, bytes.subarray(...range));
    if (parsed?.ok) value[name] = parsed.value;
  }
  if (!isJsonObject(value.eval)) return null;
  const start = fields.get('samples')?.[0] ?? (open?.name === 'samples' ? open.start : null);
  const elements = start === null ? [] : wholeElements(bytes, start);
  const samples = elements.map((range, place) => {
    const field = `samples[${place}]`;
    const one = (): Promise<JsonObject> => {
      const parsed = parseJsonBytes(path, bytes.subarray(...range));
      if (parsed.ok)
        return isJsonObject(parsed.value) ? Promise.resolve(parsed.value) : notAnObject(place, parsed.value);
      return Promise.reject(new UnreadableError(parsed.problem.message));
    };
    return { place, field, read: one, readRow: one };
  });
  const problems: Problem[] = [];
  return { ...headerOf(path, value, problems), samples, problems };
}

function notAnObject(place: number, sample: JsonValue): Promise<never> {
  return Promise.reject(new UnreadableError(mustBe(`samples[${place}]`, say`an object`, sample)));
}

function mustBe(field: string, expected: string, value: JsonValue): string {
  return say`"${field}" must be ${expected}, not ${kindInWords(value)}.`;
}
