/** Words of ours, or what others wrote and is shown so: the name of a trace, a final answer. */
export type Said = string | { readonly label: string } | { readonly answer: string };

/** In plain text. */
export function saidText(said: readonly Said[]): string {
  return said
    .map((part) => (typeof part === 'string' ? part : 'label' in part ? part.label : part.answer))
    .join('');
}
