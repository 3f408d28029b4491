import type { ViewAction } from './keys.ts';

/** Where one can go by a key. */
export type Place = Exclude<ViewAction, 'help'>;

/** Brings a part of the page into view and moves the focus to its heading; nothing happens where it is not there. */
export function goTo(within: ParentNode, place: Place): void {
  const heading = within.querySelector<HTMLElement>(`#${place}-title`);
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.closest('section')?.scrollIntoView({ block: 'start' });
}
