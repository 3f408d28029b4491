import { say } from '../say.ts';

/** What every view says of a comparison that is `coarse`; the editor says it in its language. */
export const coarseWords = say`Compared less exactly than usual, as too much repeats.`;
