/** Means over repeats are added up in any order, which changes their last digits; true differences are far larger. */
export const sameScore = 1e-9;
