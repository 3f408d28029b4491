/** The words of each key; an entry with a comment for translators holds them as `message`. */
type Words = Readonly<Record<string, string | { readonly message: string }>>;

export function collectWords(): Promise<Words>;
export function lacks(name: string, base: Words, translation: Words): string[];
export function l10nProblems(): Promise<string[]>;
