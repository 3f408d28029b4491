import { showHidden } from '../core/hiddenText.ts';
import { shorten } from './markdown.ts';

/**
 * A text of a file, a setting or a server as a quick pick's row holds it: in one short line, with what hides or
 * turns text around shown, and without the icons that VS Code would draw for `$(name)`.
 */
export function pickText(text: string, length = 160): string {
  return pickTitle(text, length).replaceAll('$(', '\\$(');
}

/** The same for a quick pick's title, where VS Code draws no icons. */
export function pickTitle(text: string, length = 160): string {
  return shorten(showHidden(text).replace(/\s+/g, ' '), length);
}
