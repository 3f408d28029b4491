/**
 * Changes `old` into `next` where they differ, and keeps what is the same: of a growing text that is nearly all, so
 * that the browser styles and lays out the rest alone. Takes nodes out of `next`. Formulas with the same source are
 * the same.
 */
export function grow(old: HTMLElement, next: HTMLElement): void {
  if (old.className !== next.className) old.className = next.className;
  if (old.style.cssText !== next.style.cssText) old.style.cssText = next.style.cssText;
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  for (const [at, node] of after.entries()) {
    const known = before[at];
    if (known === undefined) old.append(node);
    else if (!becomes(known, node)) known.replaceWith(node);
  }
  for (const node of before.slice(after.length)) node.remove();
}

/** Makes a node like another one where that is possible. */
function becomes(old: ChildNode, next: ChildNode): boolean {
  if (old instanceof Text && next instanceof Text) {
    if (next.data.startsWith(old.data)) {
      if (next.length > old.length) old.appendData(next.data.slice(old.length));
    } else old.data = next.data;
    return true;
  }
  if (!(old instanceof HTMLElement) || !(next instanceof HTMLElement)) return false;
  if (old.localName !== next.localName || old.dataset.source !== next.dataset.source) return false;
  if (old.title !== next.title) return false;
  // What KaTeX draws follows from the source, and whether it is displayed from the class.
  if (old.dataset.source !== undefined) return old.className === next.className;
  grow(old, next);
  return true;
}
