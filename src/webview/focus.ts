/** Where the focus is, if that is inside an element of this selector. */
export function focusedGroup(selector: string): Element | null {
  return document.activeElement?.closest(selector) ?? null;
}

/** A focused button that went must not take the reader's place with it: another of its group gets the focus. */
export function keepFocus(group: Element | null, instead: string): void {
  if (group?.isConnected !== true || group.contains(document.activeElement)) return;
  const other = group.querySelector(instead);
  if (other instanceof HTMLElement) other.focus();
}
