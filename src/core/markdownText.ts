import { escapeHidden } from './hiddenText.ts';

/** On one line, with every sign that Markdown reads as its own escaped. */
export function escapeText(text: string): string {
  return escapeHidden(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>|#!~$&]/g, '\\$&');
}
