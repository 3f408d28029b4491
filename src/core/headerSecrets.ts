const reference = /\$\{secret:([^}]+)\}/g;
/** Headers that carry a key by their name; an author and an authority carry none. */
const secretName = /auth(?!or(?!i[sz]))|^cookie$|api[-_]?key|access[-_]?key|key$|token$|secret|password/i;
const scheme = /^(bearer|basic|token|apikey|key)\b/i;

/** The names in `${secret:NAME}` of a header's value, in order. */
export function secretNames(value: string): string[] {
  return [...value.matchAll(reference)].map((match) => match[1] ?? '');
}

/** A header's value with each `${secret:NAME}` replaced by what `secrets` holds for it. */
export function fillSecrets(value: string, secrets: ReadonlyMap<string, string>): string {
  return value.replace(reference, (whole, name: string) => secrets.get(name) ?? whole);
}

/** Whether a header is one for keys by its name. */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name);
}

/** A header's value without the scheme before a key. */
export function withoutScheme(value: string): string {
  return value.trim().replace(scheme, '').trim();
}

/**
 * Whether a header is one for keys by its name and its value, the scheme and `${secret:NAME}` apart, is in clear
 * text.
 */
export function isClearTextSecret(name: string, value: string): boolean {
  return isSecretHeader(name) && withoutScheme(value.replace(reference, '')) !== '';
}
