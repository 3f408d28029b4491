import type { FormatName, ToolAnswer } from './formats/format.ts';

/** Characters of one line of a table; a longer text may be the response itself. */
const longest = 80;
/** Of a response, the share that an answer taken from it does not reach. */
const mostOfResponse = 0.9;

/** Formats whose tools may save what they extracted, and whether one sample is read without the rest of its file. */
const saving: ReadonlyMap<FormatName, 'alone' | 'with its file'> = new Map([
  ['lm-eval', 'alone'],
  ['qwen-math', 'alone'],
  ['inspect', 'alone'],
  ['evalchemy', 'with its file'],
  ['opencompass', 'with its file'],
]);

/** What separates the turns of a chat, with the role that follows it; sources: chat templates of ChatML, Llama, Gemma. */
const turnMark =
  /<\|[\w-]{1,40}\|>(?:system|user|assistant)?|<\/?(?:s|bos|eos|pad|unk|start_of_turn|end_of_turn)>/g;

/** Bytes of a file that is read whole for one answer: parsing them takes about a millisecond. */
const largestWhole = 128 * 1024;

/** Whether an answer can be read out of a file quickly enough for a hover. */
export function mayHoldAnswer(format: FormatName, { path, size }: { path: string; size: number }): boolean {
  const how = saving.get(format);
  if (how === undefined) return false;
  // Packed files and logs in JSON are read as one.
  const isOne = how === 'with its file' || /\.(?:json|gz|zst)$/i.test(path);
  return !isOne || size <= largestWhole;
}

/**
 * What a tool extracted of a response, on one line; null where it saved none, only marks of a chat's turns, or only the
 * response once more, as lm-evaluation-harness does for tasks without a filter and Inspect's model-graded scorers do.
 */
export function storedAnswer(answer: ToolAnswer): string | null {
  const { extracted } = answer;
  return extracted === null || !isAnswer(answer)
    ? null
    : extracted
        .trim()
        .slice(0, 4 * longest)
        .replace(/\s+/g, ' ');
}

/**
 * The final answer of a response of so many UTF-16 units, whole: what the one who scored it extracted where that is an
 * answer (`storedAnswer`), else what our scorer found since. Null where neither found one.
 */
export function finalAnswerOf(answer: ToolAnswer, ours: string | null): string | null {
  if (isAnswer(answer)) return answer.extracted;
  return isAnswer({ extracted: ours, response: Infinity }) ? ours : null;
}

function isAnswer({ extracted, response }: ToolAnswer): boolean {
  if (extracted === null || extracted.replace(turnMark, '').trim() === '') return false;
  return extracted.length <= longest || extracted.length < mostOfResponse * response;
}
