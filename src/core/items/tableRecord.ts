import { parseJson, type JsonObject, type JsonValue } from '../json.ts';
import { parsePython } from './pythonLiteral.ts';

/**
 * Published fields that are lists, objects or booleans in JSON, and in an export as CSV the text of them: JSON's
 * or Python's (pandas writes `str` of the value). Any other field is text as it stands: an answer `[0, 1]` is an
 * interval, not a list.
 */
const structured: ReadonlySet<string> = new Set([
  'final_answer', // OlympiadBench
  'is_multiple_answer',
  'choices', // ACPBench
  'answers', // HeadQA, CoQA
  'questions',
  'additional_answers',
  'instruction_id_list', // IFEval
  'kwargs',
]);

/**
 * One row of a table as the record it was exported from. A column without a name (pandas' row numbers) is left
 * out; of two of one name the first counts; an empty cell of a structured field is null.
 */
export function tableRecord(columns: readonly string[], cells: readonly string[]): JsonObject {
  const record: JsonObject = {};
  for (const [place, name] of columns.entries()) {
    if (name === '' || Object.hasOwn(record, name)) continue;
    const cell = cells[place] ?? '';
    Object.defineProperty(record, name, {
      value: structured.has(name) ? structuredCell(cell) : cell,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return record;
}

function structuredCell(cell: string): JsonValue {
  if (cell.trim() === '') return null;
  return structureIn(cell) ?? (/^(?:true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell);
}

/** The list or object that a text writes in JSON or as Python's `repr`; null where it writes none. */
export function structureIn(text: string): JsonValue | null {
  const trimmed = text.trim();
  if (!/^(?:[[{(]|array\()/.test(trimmed)) return null;
  const json = parseJson(trimmed);
  if (json.ok) return json.value;
  return parsePython(trimmed);
}
