/** The templates of one source text, with the places of what others wrote. */
export function sayingsIn(text: string): Map<string, number[]>;
