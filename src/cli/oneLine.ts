import { escapeHidden } from '../core/hiddenText.ts';

/** Text of a server or a file on one line of a terminal, its hidden characters as escapes. */
export function oneLine(text: string): string {
  return escapeHidden(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '));
}
