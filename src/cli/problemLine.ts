import type { Problem } from '../core/problem.ts';

/** A problem on one line, for a person: `file:line: field: message`. */
export function problemLine({ file, line, field, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${field === undefined ? '' : `${field}: `}${message}`;
}
