import { isJsonObject, kindInWords, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { headerOf, type InspectLog } from './inspectHeader.ts';
import { jsonFields, pickFields } from './jsonFields.ts';
import { parseJsonBytes } from './jsonFile.ts';
import { UnreadableError, type Archive, type ArchiveMember } from './source.ts';

/** What a row is made of, and where its texts may stand apart. */
const rowFields = [
  'id',
  'epoch',
  'input',
  'choices',
  'target',
  'output',
  'scores',
  'score',
  'metadata',
  'error',
  'limit',
];
const apart = ['attachments', 'transcript'];

const sampleName = /^samples\/.+\.json$/;
/** With the results, once the run is finished; before that, and in the oldest logs, its beginning alone. */
const headerNames = ['header.json', '_journal/start.json', 'start.json'];
/** What else a log has, which is not read: cut summaries, and what is made of the samples. */
const otherName =
  /^(?:(?:_journal\/)?summaries\/\d+\.json|summar(?:y|ies)\.json|reductions\.json|results\.json)$/;
/** Of the oldest logs: status, stats and results apart. */
const oldResults = 'results.json';

/** A log in a zip file. */
export async function inspectZipLog(path: string, archive: Archive): Promise<InspectLog> {
  const problems: Problem[] = archive.faults.map((message) => ({ file: path, message }));
  // Of equal names the last one holds.
  const byName = new Map(archive.members.map((member) => [member.name, member]));
  const found = await firstObject(
    path,
    headerNames.flatMap((name) => byName.get(name) ?? []),
    problems,
  );
  if (found === null) {
    const why = problems[0]?.message ?? say`It has neither header.json nor _journal/start.json.`;
    throw new UnreadableError(say`This log of Inspect has no readable header. ${why}`);
  }
  const old = byName.get(oldResults);
  const more = found.member.name === 'start.json' && old ? await firstObject(path, [old], problems) : null;
  const value = { ...found.value, ...more?.value };
  const samples = [...byName.values()].filter(({ name }) => sampleName.test(name));
  problems.push(...(await strangers(path, archive.members)));
  return {
    ...headerOf(path, finished(value, found.member.name) ? value : { ...value, status: 'started' }, problems),
    samples: samples.map((member) => ({
      place: member.index,
      field: member.name,
      read: () => readObject(path, member),
      readRow: () => readRow(path, member),
    })),
    problems,
  };
}

/**
 * A member of an unknown name may be a sample or the header whose name is damaged: reading it tells, since it bears its
 * name twice. One of a later version of Inspect is whole, and passed over.
 */
async function strangers(path: string, members: readonly ArchiveMember[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { name, read } of members) {
    if (headerNames.includes(name) || sampleName.test(name) || otherName.test(name)) continue;
    try {
      await read();
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ file: path, field: name, message: error.message });
    }
  }
  return problems;
}

/** A log that was begun and not finished has no status. */
function finished(value: JsonObject, member: string): boolean {
  return member === 'header.json' || value.status !== undefined;
}

/** The first of these members that is an object; the others are problems. */
async function firstObject(
  path: string,
  members: readonly ArchiveMember[],
  problems: Problem[],
): Promise<{ readonly value: JsonObject; readonly member: ArchiveMember } | null> {
  for (const member of members) {
    try {
      return { value: await readObject(path, member), member };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ file: path, field: member.name, message: error.message });
    }
  }
  return null;
}

async function readRow(path: string, member: ArchiveMember): Promise<JsonObject> {
  const read = await member.read();
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  const fields = jsonFields(bytes);
  if (fields === null) return parseObject(path, member, bytes);
  const row = pickFields(bytes, fields, rowFields);
  const refers = row.includes('"attachment://') || row.includes('"tc://');
  return parseObject(path, member, refers ? pickFields(bytes, fields, [...rowFields, ...apart]) : row);
}

async function readObject(path: string, member: ArchiveMember): Promise<JsonObject> {
  return parseObject(path, member, await member.read());
}

function parseObject(path: string, member: ArchiveMember, bytes: Uint8Array): JsonObject {
  const parsed = parseJsonBytes(path, bytes);
  if (!parsed.ok) {
    throw new UnreadableError(say`The member "${member.name}" is damaged: ${parsed.problem.message}`);
  }
  if (isJsonObject(parsed.value)) return parsed.value;
  throw new UnreadableError(
    say`The member "${member.name}" must be an object, not ${kindInWords(parsed.value)}.`,
  );
}
