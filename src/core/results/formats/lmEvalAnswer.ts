import { isJsonObject, parseJson } from '../../json.ts';
import type { ToolAnswer } from './format.ts';
import { extractedIn } from './lmEvalValue.ts';

const filteredKey = Buffer.from('"filtered_resps":', 'latin1');
const respsKey = Buffer.from('"resps":', 'latin1');
const [comma, space] = [44, 32];

/**
 * What the filter of a line left of a response, without parsing the document, the prompt and the responses before it.
 * That `{` and the end of the line are JSON together proves that it began at a key of the line itself (lmEvalTail.ts).
 * Null where the line must be read whole.
 */
export function lineAnswer(line: Buffer, repeat: number): ToolAnswer | null {
  const at = line.lastIndexOf(filteredKey);
  const resps = line.lastIndexOf(respsKey, at);
  let before = at - 1;
  while (line[before] === space) before -= 1;
  if (at < 2 || resps < 0 || line[before] !== comma) return null;
  const parsed = parseJson(`{${line.toString('utf8', at)}`);
  if (!parsed.ok || !isJsonObject(parsed.value)) return null;
  const { filtered_resps: filtered } = parsed.value;
  return { extracted: isLikelihood(filtered) ? null : extractedIn(filtered, repeat), response: at - resps };
}

/** Of multiple choice a pair for each option: its log probability, and whether it is the likeliest text of all. */
function isLikelihood(filtered: unknown): boolean {
  const first: unknown = Array.isArray(filtered) ? filtered[0] : null;
  return Array.isArray(first) && first.length === 2 && (first[1] === 'True' || first[1] === 'False');
}
