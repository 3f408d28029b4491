import { showHidden } from '../core/hiddenText.ts';
import { shorten } from './markdown.ts';

/**
 * A text of a file, a setting or a server as a quick pick's row holds it: in one short line, with what hides or
 * turns text around shown, and without the icons that VS Code would draw for `$(name)`.
 */
export function pickText(text: string, length = 160): string {
  return withoutIcons(pickTitle(text, length));
}

/** The same for a quick pick's title, where VS Code draws no icons. */
export function pickTitle(text: string, length = 160): string {
  return shorten(showHidden(text).replace(/\s+/g, ' '), length);
}

/**
 * A text for where VS Code draws `$(name)` as an icon, so that it is shown as it is. VS Code takes a backslash away
 * before what would be an icon and nowhere else: before the `$(` of a formula it would be seen.
 */
export function withoutIcons(text: string): string {
  // As `iconLabels.ts` of VS Code has it.
  return text.replace(/\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g, '\\$&');
}
