import type { Problem } from '../core/problem.ts';
import { oneLine } from './oneLine.ts';

/** A problem on one line, for a person: `file:line: field: message`. */
export function problemLine({ file, line, field, message }: Problem): string {
  const place = `${file}${line === undefined ? '' : `:${line}`}`;
  return oneLine(`${place}: ${field === undefined ? '' : `${field}: `}${message}`);
}
