/** As much of an option as is kept in memory of a saved sample, in UTF-16 units. */
const optionLength = 80;

/** The beginning of an option's text, as it is kept in memory. */
export function optionStart(text: string): string {
  return text.length <= optionLength
    ? text
    : `${text.slice(0, optionLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Which of the options that were sent an answer names, as in `B. 9.8 m/s²`: by its letter, or by its text, which may
 * have a mark before it (`2. 9.8 m/s²`). Null where it names none of them, or its text begins as two of them do.
 *
 * @param options whole or as `optionStart` cut them, in the order they were sent
 */
export function optionNamed(answer: string, options: readonly string[]): string | null {
  const place = /^[A-Z]$/.test(answer)
    ? answer.charCodeAt(0) - 65
    : (placeOf(answer, options) ?? placeOf(answer.replace(/^(?:[A-Z]|\d{1,2})\. /, ''), options));
  const option = place === null ? undefined : options[place];
  return place === null || option === undefined ? null : `${String.fromCharCode(65 + place)}. ${option}`;
}

function placeOf(text: string, options: readonly string[]): number | null {
  const start = optionStart(text);
  const places = options.flatMap((option, place) => (option === text || option === start ? [place] : []));
  return places.length === 1 ? (places[0] ?? null) : null;
}
