/**
 * A table in which the arrow keys go from cell to cell and Tab goes past it: of all its places (`.stop`, each in a
 * cell with `data-column`) one can be reached by Tab.
 */

/** Makes sure that Tab reaches one place of each table within; call after each rendering. */
export function tendGrids(within: ParentNode): void {
  for (const table of within.querySelectorAll('table[role="grid"]')) {
    const reachable = table.querySelectorAll<HTMLElement>('.stop[tabindex="0"]');
    if (reachable.length === 1) continue;
    for (const stop of reachable) stop.tabIndex = -1;
    const first =
      table.querySelector<HTMLElement>('tbody .stop') ?? table.querySelector<HTMLElement>('.stop');
    if (first !== null) first.tabIndex = 0;
  }
}

/** Where the focus goes in a table, Tab reaches from then on. */
export function onGridFocus(event: FocusEvent): void {
  const stop = event.target;
  const table = stop instanceof Element ? stop.closest('table[role="grid"]') : null;
  if (!(stop instanceof HTMLElement) || table === null || !stop.matches('.stop')) return;
  for (const other of table.querySelectorAll<HTMLElement>('.stop[tabindex="0"]')) other.tabIndex = -1;
  stop.tabIndex = 0;
}

export function onGridKey(event: KeyboardEvent): void {
  if (event.altKey || event.shiftKey || event.defaultPrevented) return;
  const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('.stop') : null;
  const table = stop?.closest<HTMLTableElement>('table[role="grid"]');
  if (stop === null || table === null || table === undefined) return;
  const to = target(table, stop, event.key, event.ctrlKey || event.metaKey);
  if (to === null) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function target(table: HTMLTableElement, from: HTMLElement, key: string, whole: boolean): HTMLElement | null {
  const rows = [...table.rows].map((row) => [...row.querySelectorAll<HTMLElement>('.stop')]);
  const filled = rows.filter((stops) => stops.length > 0);
  const at = filled.findIndex((stops) => stops.includes(from));
  const row = filled[at] ?? [];
  const place = row.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return row[place - 1] ?? null;
    case 'ArrowRight':
      return row[place + 1] ?? null;
    case 'ArrowUp':
      return nearest(filled[at - 1], from);
    case 'ArrowDown':
      return nearest(filled[at + 1], from);
    case 'Home':
      return (whole ? filled[0] : row)?.[0] ?? null;
    case 'End':
      return (whole ? filled.at(-1) : row)?.at(-1) ?? null;
    default:
      return null;
  }
}

/** The place of a row in the same column, or in the one before it that has one. */
function nearest(row: readonly HTMLElement[] | undefined, from: HTMLElement): HTMLElement | null {
  const column = columnOf(from);
  return (
    row?.find((stop) => columnOf(stop) === column) ??
    row?.findLast((stop) => columnOf(stop) < column) ??
    row?.[0] ??
    null
  );
}

function columnOf(stop: HTMLElement): number {
  return Number(stop.dataset.column ?? 0);
}
