import type { JsonValue } from '../json.ts';

/**
 * JSON in the layout of Python's `json.dumps(value, ensure_ascii=False)`, or with `indent=2` where asked,
 * which is what lm-evaluation-harness writes and hashes. A `bigint` keeps its digits. A number is written as
 * JavaScript writes it, so a float without a fraction (`1.0`) loses its `.0`.
 */
export function pythonJson(value: JsonValue, indented = false): string {
  return write(value, indented ? '\n' : null);
}

function write(value: JsonValue, lineStart: string | null): string {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
  }
  const inner = lineStart === null ? null : `${lineStart}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((element) => write(element, inner))
    : Object.entries(value).map(([key, element]) => `${JSON.stringify(key)}: ${write(element, inner)}`);
  if (parts.length === 0) {
    return open + close;
  }
  return inner === null
    ? `${open}${parts.join(', ')}${close}`
    : `${open}${inner}${parts.join(`,${inner}`)}${lineStart ?? ''}${close}`;
}
