/** Between the values of a field that holds a list of labels, such as IFEval's kinds of instruction. */
const separator = ' · ';

/** A list of labels as the text of one field. */
export function fieldText(values: readonly string[]): string {
  return [...new Set(values)].join(separator);
}

/** The values in a field's text (`ResultItem.fields`): one, or those of its list. */
export function fieldValues(text: string): readonly string[] {
  return text.split(separator);
}
