import * as v from 'valibot';
import { isJsonObject, kindInWords, stringifyJson, type JsonValue } from '../../json.ts';
import { say } from '../../say.ts';
import type { RuleScorer, Score } from '../score.ts';
import { jsonIn } from './jsonIn.ts';
import { scoringOptions } from './options.ts';
import { badOptions, noAnswer, noGold, quoted, scoreOf } from './ownAnswer.ts';
import { partOf } from './part.ts';

/**
 * A benchmark of the user's own: right where the JSON value of the answer (`jsonIn`) equals the gold one: objects with
 * the same keys in whatever order, lists in order, numbers by value. The reason names the first difference by its path.
 */
export const jsonAnswer: RuleScorer = {
  name: 'json',
  version: 1,
  score: ({ record, answer }): Score => {
    const gold = record.answer;
    if (gold === undefined || gold === null) return noGold();
    const options = v.safeParse(scoringOptions.json, record.scoring ?? {});
    if (!options.success) return badOptions();
    const part = partOf(answer, options.output.from ?? 'whole');
    if (part === null) return noAnswer(options.output.from ?? 'whole');
    const found = jsonIn(part.text, gold);
    if (found === null) {
      const reason = say`no answer found: no JSON is there`;
      return scoreOf(part, 'json', { value: 0, extracted: null, rule: 'none', reason });
    }
    const difference = firstDifference(found.value, gold, '$', 0);
    return scoreOf(part, 'json', {
      value: difference === null ? 1 : 0,
      range: found.range,
      reason: difference ?? say`equals the gold value`,
    });
  },
};

const mostDepth = 500;

/** Where two values differ first, in words; null where they are equal. */
function firstDifference(found: JsonValue, gold: JsonValue, path: string, depth: number): string | null {
  if (depth > mostDepth) return say`\`${quoted(path)}\` is nested too deeply`;
  if (Array.isArray(found) && Array.isArray(gold)) {
    for (const [place, each] of gold.entries()) {
      const other = found[place];
      if (other === undefined) break;
      const inside = firstDifference(other, each, `${path}[${place}]`, depth + 1);
      if (inside !== null) return inside;
    }
    return found.length === gold.length
      ? null
      : say`\`${quoted(path)}\` has ${found.length} values, not ${gold.length}`;
  }
  if (isJsonObject(found) && isJsonObject(gold)) {
    for (const [key, each] of Object.entries(gold)) {
      const at = /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
      const other = Object.hasOwn(found, key) ? found[key] : undefined;
      if (other === undefined) return say`\`${quoted(at)}\` is missing`;
      const inside = firstDifference(other, each, at, depth + 1);
      if (inside !== null) return inside;
    }
    const extra = Object.keys(found).find((key) => !Object.hasOwn(gold, key));
    return extra === undefined ? null : say`\`${quoted(path)}\` has a key too many: \`${quoted(extra)}\``;
  }
  return same(found, gold) ? null : say`at \`${quoted(path)}\` there is ${shown(found)}, not ${shown(gold)}`;
}

function same(a: JsonValue, b: JsonValue): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint') return wholeOf(a) !== null && wholeOf(a) === wholeOf(b);
  // Python writes NaN, which is not equal to itself.
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

function wholeOf(value: JsonValue): bigint | null {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : null;
}

function shown(value: JsonValue): string {
  return typeof value === 'object' && value !== null
    ? kindInWords(value)
    : `\`${quoted(stringifyJson(value))}\``;
}
