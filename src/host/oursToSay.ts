import type { Judged, Verdict } from '../protocol.ts';

/** A sample with its saved verdict, and what was said of it since. */
interface Told {
  readonly verdict: Pick<Verdict, 'value'> | null;
  readonly judged: Judged;
}

/**
 * Our scorer's verdict where a comparison has to tell of it beside the saved one: where it is another, or where none was
 * saved. Null where it says the same, nothing, or has no score.
 */
export function oursToSay({ verdict, judged: { ours } }: Told): Judged['ours'] {
  if (typeof ours?.value !== 'number') return null;
  return ours.differs || (verdict?.value ?? null) === null ? ours : null;
}
