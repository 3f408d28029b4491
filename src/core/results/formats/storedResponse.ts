import type { JsonValue } from '../../json.ts';
import { judgeText } from '../../traces/ending.ts';
import { splitReasoning } from '../../traces/reasoning.ts';
import { sampleState } from '../sampleSet.ts';
import type { ResultSample } from './format.ts';

/** What a reader knows of a sample whose tool saved the response as one text. */
export type StoredResponse = Pick<
  ResultSample,
  'task' | 'id' | 'question' | 'gold' | 'record' | 'choices' | 'prompt' | 'repeat' | 'scores' | 'error'
> & {
  readonly text: string;
  readonly completionTokens?: number | null;
};

/** The sample whole: the text split by its tags. Its tool does not say how it ended. */
export function storedSample({ text, completionTokens = null, ...known }: StoredResponse): ResultSample {
  const { reasoning, answer, state } = splitReasoning(text);
  const { status, flags } = judgeText('', { reasoning, answer, state, separateReasoning: false });
  return {
    ...known,
    reasoning,
    answer,
    status,
    flags,
    finishReason: null,
    usage: { promptTokens: null, completionTokens, reasoningTokens: null },
  };
}

/** Signs of the tags that reasoning stands in; most responses have none, and need not be split to know. */
const mayOpen = /think|<\|channel|Here(?: is|'s) my thought/;

/** How a response ended as far as its text says: cut off where its reasoning never closes. */
export function storedState(text: string): (typeof sampleState)['ended' | 'truncated'] {
  return mayOpen.test(text) && splitReasoning(text).state === 'open'
    ? sampleState.truncated
    : sampleState.ended;
}

/** A tool's verdict: true or false, or as NumPy's scalars are saved, 1 or 0; null for anything else. */
export function verdictOf(value: JsonValue | undefined): 0 | 1 | null {
  if (value === true || value === 1) return 1;
  return value === false || value === 0 ? 0 : null;
}

/** The parts of a path: its folders from the root down, and the file's name. */
export function pathParts(path: string): { readonly folders: readonly string[]; readonly name: string } {
  const parts = path.split('/');
  return { folders: parts.slice(0, -1).filter((part) => part !== ''), name: parts.at(-1) ?? '' };
}

/** Folders of a training run's checkpoints, which say little without the folder above. */
const checkpoint = /^(?:checkpoint|global_?step|step|iter|epoch)[-_]?\d+$|^(?:actor|huggingface|hf|merged)$/i;

/** The model that the last folder which is none of `passed` names, with its training run where it is a checkpoint. */
export function modelFolder(folders: readonly string[], passed: (folder: string) => boolean): string | null {
  const at = folders.findLastIndex((folder) => !passed(folder));
  if (at < 0) return null;
  let first = at;
  while (first > 0 && checkpoint.test(folders[first] ?? '')) first -= 1;
  return folders.slice(first, at + 1).join('/');
}

/** A number in [0, 1] of what may be in [0, 100]; null where it is no number, or beyond. */
export function fraction(value: JsonValue | undefined, scale: 1 | 100 = 1): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return value < 0 || value > scale * (1 + 1e-9) ? null : Math.min(1, value / scale);
}

/**
 * How often a key stands in JSON, whatever the depth: of two objects that damage ran together, the parser gives one,
 * with the values of the second. Within texts its quotes are escaped, and do not count.
 */
export function keyCount(bytes: Uint8Array, key: string): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const quoted = `"${key}"`;
  let count = 0;
  for (let at = buffer.indexOf(quoted); at >= 0; at = buffer.indexOf(quoted, at + 1)) {
    let end = at + quoted.length;
    while (end < buffer.length && (buffer[end] ?? 0) <= 32) end += 1;
    if (buffer[end] === 0x3a && buffer[at - 1] !== 0x5c) count += 1;
  }
  return count;
}
