/** An element that the reader looks at, and where it stood in the view, in CSS pixels from its top. */
export interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/** What must stay where it is when more comes above it: what has the focus, or else the part at the top. */
export function anchorIn(scroller: HTMLElement): Anchor | null {
  const { top, bottom } = scroller.getBoundingClientRect();
  const focused = document.activeElement;
  if (focused !== null && focused !== scroller && scroller.contains(focused)) {
    const place = focused.getBoundingClientRect();
    if (place.bottom > top && place.top < bottom) return { element: focused, top: place.top };
  }
  // At the very top nothing is read yet that could be pushed away.
  if (scroller.scrollTop === 0) return null;
  const parts = [...scroller.querySelectorAll('section, .said')];
  const element = parts.findLast((part) => part.getBoundingClientRect().top <= top + 1);
  return element === undefined ? null : { element, top: element.getBoundingClientRect().top };
}

/** Scrolls so that it stands where it stood. */
export function keepAnchor(scroller: HTMLElement, anchor: Anchor | null): void {
  if (anchor?.element.isConnected !== true) return;
  scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
}
