import { isUndecided, type Score, type Undecided } from '../../src/core/scorers/score.ts';

/** A score that needed no help. */
export function decided(score: Score | Undecided): Score {
  if (isUndecided(score)) throw new Error(`waits for ${score.waitsFor}: ${JSON.stringify(score.question)}`);
  return score;
}
