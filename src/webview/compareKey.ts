/**
 * Whether a key asks for the comparison of what is in focus: `d`, or the key that the host has for it everywhere else
 * (Shift+Alt+B; with Alt a letter's key may write another sign, so that its place decides).
 */
export function asksToCompare(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.defaultPrevented) return false;
  if (event.altKey) return event.shiftKey && event.code === 'KeyB';
  return !event.shiftKey && event.key === 'd';
}
