import * as v from 'valibot';
import type { SamplePlace, ToolAnswer } from './format.ts';
import { isZip } from './inspectLog.ts';
import { jsonFields, pickFields } from './jsonFields.ts';
import { parseJsonBytes } from './jsonFile.ts';
import type { ResultSource } from './source.ts';

const text = v.fallback(v.nullish(v.string()), null);
const score = v.object({ answer: text });
const Answered = v.object({
  scores: v.nullish(v.record(v.string(), score)),
  /** Of version 1, where there was one scorer. */
  score: v.nullish(score),
  output: v.fallback(v.nullish(v.object({ completion: text })), null),
});

/** Samples of agents may hold many megabytes of events; reading so much takes longer than a look is worth. */
const mostBytes = 1024 * 1024;
/** A long text that stands apart in the sample; none that is short enough for a table. */
const apart = 'attachment://';

/**
 * The `answer` of a sample's score in a zip, without the header of the log and the sample's messages. Null where it
 * must be read whole.
 *
 * @param metric the column of the score, which begins with its scorer
 */
export async function inspectAnswer(
  source: ResultSource,
  { place }: SamplePlace,
  metric: string | null,
): Promise<ToolAnswer | null> {
  if (!isZip(source)) return null;
  const { members } = await source.archive();
  const member = members.find(({ index }) => index === place);
  if (member === undefined) return null;
  if (member.size > mostBytes) return { extracted: null, response: 0 };
  const read = await member.read();
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  const fields = jsonFields(bytes);
  if (fields === null) return null;
  const parsed = parseJsonBytes(source.path, pickFields(bytes, fields, ['scores', 'score', 'output']));
  const sample = parsed.ok ? v.safeParse(Answered, parsed.value) : null;
  if (!sample?.success) return null;
  const { scores, output } = sample.output;
  const all = Object.entries(scores ?? {});
  const [, own] =
    all.find(([name]) => metric === name || metric?.startsWith(`${name}/`) === true) ?? all[0] ?? [];
  const { answer = null } = own ?? sample.output.score ?? {};
  return {
    extracted: answer?.startsWith(apart) === true ? null : answer,
    response: output?.completion?.length ?? 0,
  };
}
