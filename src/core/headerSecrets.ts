const reference = /\$\{secret:([^}]+)\}/g;
/** Headers that carry a key by their name. */
const secretName =
  /^(proxy-)?authorization$|^cookie$|api[-_]?key|access[-_]?key|subscription-key|token$|secret|password/i;
const scheme = /^(bearer|basic|token|apikey|key)\b/i;

/** The names in `${secret:NAME}` of a header's value, in order. */
export function secretNames(value: string): string[] {
  return [...value.matchAll(reference)].map((match) => match[1] ?? '');
}

/** A header's value with each `${secret:NAME}` replaced by what `secrets` holds for it. */
export function fillSecrets(value: string, secrets: ReadonlyMap<string, string>): string {
  return value.replace(reference, (whole, name: string) => secrets.get(name) ?? whole);
}

/**
 * Why a header is refused: it is one for keys and its value, the scheme and `${secret:NAME}` apart, is in clear
 * text. Null where it may stand. The message never holds the value.
 */
export function clearTextSecret(name: string, value: string): string | null {
  if (!secretName.test(name)) return null;
  const rest = value.replace(reference, '').trim().replace(scheme, '').trim();
  if (rest === '') return null;
  return `The key is in clear text. Take this header out and run Reasoning Transfer: Set API Key…, which sends a bearer key kept in the secret storage, or write \${secret:NAME} in place of the key and set NAME with the same command.`;
}
