/** Does the reader hold on to what is in an element, with the focus or a selection? Then it stays where it is. */
export function isHeld(element: Element): boolean {
  if (element.contains(document.activeElement)) return true;
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}
