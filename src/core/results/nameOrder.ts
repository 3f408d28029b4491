const collator = new Intl.Collator('en', { numeric: true });

/** The order of names, the same in every language: numbers within them by their value (`step-500`, `step-1000`). */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}
