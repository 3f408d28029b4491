import { lettersIn, textOf, trimmed } from './claimTokens.ts';
import { emptyWords } from './claimWords.ts';
import type { StrictToken } from './strictTokens.ts';

/** What a step says that something is: the sides of a chain such as `x = 2 + 3 = 5`. */
export interface Claim {
  /** What it is said of, with the last relation and the case it is said for: `x`, `f ( 2 )`, `area = ` behind `if a = 3`. */
  readonly subject: string;
  /** It is said to be the answer. */
  readonly isAnswer: boolean;
  /** What stands behind each relation, as it is written; the last is what is said, the others are the way there. */
  readonly members: readonly string[];
  /** The last is about so much. */
  readonly approximate: boolean;
  /** The letters in the last member. */
  readonly letters: string;
  /** The word behind the last member, such as a unit; may be empty. */
  readonly unit: string;
}

/** What stands behind the relations of a chain. */
export interface Members {
  readonly tokens: readonly (readonly StrictToken[])[];
  readonly approximate: boolean;
  /** The word behind the last. */
  readonly next: string;
}

const MOST_MEMBERS = 16;

/** Null where nothing whole is said: no last member, or an ellipsis in it. */
export function claimOf(
  step: string,
  { subject, isAnswer }: Pick<Claim, 'subject' | 'isAnswer'>,
  { tokens, approximate, next }: Members,
): Claim | null {
  const members = tokens.map((member) => textOf(step, trimmed(member)));
  const last = tokens.at(-1) ?? [];
  if (members.at(-1) === '' || last.some(({ key }) => key === '…')) return null;
  return {
    subject,
    isAnswer,
    members,
    approximate,
    letters: lettersIn(last),
    unit: emptyWords.has(next) ? '' : next,
  };
}

/** A claim that goes on in its next line with a relation. */
export function continued(step: string, claim: Claim, members: Members): Claim {
  const more = claimOf(step, claim, members);
  if (more === null) return claim;
  return {
    ...more,
    members: [...claim.members.slice(-MOST_MEMBERS), ...more.members.slice(-MOST_MEMBERS)],
  };
}
