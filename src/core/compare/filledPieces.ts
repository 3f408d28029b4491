/**
 * A template with values in the places of `{0}`, `{1}`, as pieces, so that a view can tell its own words from names of
 * others. A value is never looked through, and a place without a value stays.
 */
export function filledPieces<Value>(template: string, values: readonly Value[]): readonly (string | Value)[] {
  return template.split(/(\{\d\})/).flatMap((piece) => {
    if (piece === '') return [];
    const index = /^\{(\d)\}$/.exec(piece)?.[1];
    return [index === undefined ? piece : (values[Number(index)] ?? piece)];
  });
}
