import { readFileSync } from 'node:fs';
import { env, l10n } from './vscodeWords.ts';

/** The German words of the extension, by the English ones. */
export function germanWords(): Readonly<Record<string, string>> {
  const path = new URL('../../l10n/bundle.l10n.de.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/** Makes the stub of VS Code German, or English again. */
export function speak(language: 'de' | 'en'): void {
  env.language = language;
  l10n.bundle = language === 'de' ? germanWords() : undefined;
}
