import { createHash } from 'node:crypto';
import type { JsonObject } from '../../json.ts';

const longest = 120;

/**
 * What tells one way to score from another within a kind of answer: the options as text, whatever their order; '' for
 * none. Long ones, such as a judge's prompt, by their hash.
 */
export function scoringKey(scoring: JsonObject | undefined): string {
  const names = Object.keys(scoring ?? {});
  if (names.length === 0) return '';
  const text = JSON.stringify(scoring, names.sort());
  return text.length <= longest ? text : createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}
