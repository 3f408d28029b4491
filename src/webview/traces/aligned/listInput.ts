/** What the reader does to the rows, with keys, the pointer and the focus. Items are 0-based. */
export interface ListInput {
  readonly count: () => number;
  readonly onGo: (item: number) => void;
  /** A folded run is opened; false where the item is none. */
  readonly onOpen: (item: number) => boolean;
  /** To the partner of a step of the column with this key, by the step's 1-based number. */
  readonly onPartner: (column: string, number: number) => void;
  readonly onFocus: (item: number) => void;
}

export function listenTo(element: HTMLElement, input: ListInput): void {
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
    // What has the focus within a row has keys of its own.
    if (event.target !== rowOf(event)) return;
    const at = itemOf(event);
    const last = input.count() - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to !== undefined && at >= 0) input.onGo(Math.min(Math.max(to, 0), last));
    else if (event.key !== 'Enter' || !input.onOpen(at)) return;
    event.preventDefault();
  });
  element.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target !== null && target.closest('.unfold') !== null) input.onOpen(itemOf(event));
    const link = target?.closest<HTMLElement>('.to-partner') ?? null;
    if (link !== null) input.onPartner(link.dataset.column ?? '', Number(link.dataset.step));
  });
  element.addEventListener('focusin', (event) => {
    const item = itemOf(event);
    if (item >= 0) input.onFocus(item);
  });
}

function rowOf({ target }: Event): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.aligned-row') : null;
}

function itemOf(event: Event): number {
  return Number(rowOf(event)?.dataset.item ?? -1);
}
