import * as v from 'valibot';
import { isJsonObject, kindInWords, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { headerSchema, resultsSchema, type InspectHeader, type InspectResults } from './inspectSchema.ts';
import { jsonFields, pickFields } from './jsonFields.ts';
import { parseJsonBytes, readJsonFile } from './jsonFile.ts';
import { UnreadableError, type Archive, type ArchiveMember, type ResultSource } from './source.ts';

/** A log of either kind: what it says of the run, and its samples, each parsed when it is asked for. */
export interface InspectLog {
  readonly header: InspectHeader;
  readonly results: InspectResults | null;
  readonly samples: readonly StoredSample[];
  readonly problems: readonly Problem[];
}

export interface StoredSample {
  /** The member of the zip, or the place in `samples`. */
  readonly place: number;
  /** Where that is, for problems. */
  readonly field: string;
  /** Rejects with an `UnreadableError` where it is damaged. */
  readonly read: () => Promise<JsonObject>;
  /** Without the fields that no row is made of, which are most of it; rejects like `read`. */
  readonly readRow: () => Promise<JsonObject>;
}

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

/** Why a whole log cannot be read, with the line where one is known. */
export class UnreadableLog extends UnreadableError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const sampleName = /^samples\/.+\.json$/;
/** With the results, once the run is finished; before that, and in the oldest logs, its beginning alone. */
const headerNames = ['header.json', '_journal/start.json', 'start.json'];
/** What else a log has, which is not read: cut summaries, and what is made of the samples. */
const otherName =
  /^(?:(?:_journal\/)?summaries\/\d+\.json|summar(?:y|ies)\.json|reductions\.json|results\.json)$/;
/** Of the oldest logs: status, stats and results apart. */
const oldResults = 'results.json';

/** Opens a log. Rejects with an `UnreadableError` where it has no readable header. */
export async function openInspectLog(source: ResultSource): Promise<InspectLog> {
  return isZip(source) ? fromArchive(source.path, await source.archive()) : fromJson(source);
}

export function isZip({ head }: Pick<ResultSource, 'head'>): boolean {
  return head[0] === 0x50 && head[1] === 0x4b;
}

async function fromArchive(path: string, archive: Archive): Promise<InspectLog> {
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

async function fromJson(source: ResultSource): Promise<InspectLog> {
  const parsed = await readJsonFile(source);
  if (!parsed.ok) {
    throw new UnreadableLog(parsed.problem);
  }
  const { path } = source;
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

function notAnObject(place: number, sample: JsonValue): Promise<never> {
  return Promise.reject(new UnreadableError(mustBe(`samples[${place}]`, say`an object`, sample)));
}

function mustBe(field: string, expected: string, value: JsonValue): string {
  return say`"${field}" must be ${expected}, not ${kindInWords(value)}.`;
}

function headerOf(
  path: string,
  value: JsonObject,
  problems: Problem[],
): { readonly header: InspectHeader; readonly results: InspectResults | null } {
  const header = v.safeParse(headerSchema, value);
  if (!header.success) {
    throw new UnreadableError(
      say`This log of Inspect has no readable header: ${issueInWords(header.issues)}.`,
    );
  }
  if (value.results === undefined || value.results === null) return { header: header.output, results: null };
  const results = v.safeParse(resultsSchema, value.results);
  if (results.success) return { header: header.output, results: results.output };
  const message = say`The results of this log cannot be read: ${issueInWords(results.issues)}. Its samples are read without them.`;
  problems.push({ file: path, field: 'results', message });
  return { header: header.output, results: null };
}

/** What valibot first found wrong, with where. */
export function issueInWords(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const at = v.getDotPath(issue) ?? '';
  return at === '' ? verbatim(issue.message) : say`"${at}": ${verbatim(issue.message)}`;
}
