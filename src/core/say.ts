/**
 * Words for people, made below the editor: the plain English text, which is what is saved and what the command line
 * prints. `npm run l10n` collects these templates, so that `src/host/inLanguage.ts` can say what was made from
 * them in another language. What is put in is a name, a number, or words of this kind again.
 */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.map((part, index) => part + String(values[index] ?? '')).join('');
}

/** Marks a value of `say` that others wrote, which no language changes. Values within quotes need no mark. */
export function verbatim(text: string): string {
  return text;
}
