import { stringifyJson, type JsonObject } from '../../../src/core/json.ts';

/** An item of MATH-500's layout, with characters of two, three and four bytes. */
export const math = (n: number): JsonObject => ({
  problem: `What is ${n}+1? ½ 😀`,
  answer: `${n + 1}`,
  unique_id: `own/${n}`,
});

/** Records one a line, the last line ended. */
export const jsonl = (...records: readonly JsonObject[]): string =>
  records.map((record) => `${stringifyJson(record)}\n`).join('');
