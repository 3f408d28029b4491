import { say } from '../say.ts';
import type { Parting } from './parting.ts';
import { filledPieces } from './filledPieces.ts';
import { sharePercentWords } from '../sharePercent.ts';

/**
 * Sentences on where a trace and the reference part, in some language. `{0}` is the trace, `{1}` the reference, `{2}`
 * and `{3}` are the places in them; in those on shares `{2}` and `{3}` are the shares.
 */
export interface PartingSentences {
  readonly ends: string;
  readonly referenceEnds: string;
  readonly parts: string;
  readonly together: string;
  readonly differs: string;
  /** From where they part on, so much has a partner. */
  readonly fromThereOn: string;
  /** Behind where they first differ, so much has a partner; of both, or of the one that goes on. */
  readonly ofWhatFollows: string;
  readonly ofWhatFollowsOwn: string;
  readonly ofWhatFollowsReference: string;
  /** They part nowhere. */
  readonly allPaired: string;
  readonly allPairedMoved: string;
  /** A place: `{0}` is the number of the step. */
  readonly step: string;
}

/** As the exported pages and the command line say them; the editor says the same in its language. */
export const partingSentences: PartingSentences = {
  ends: say`{0} ends before {1}, which goes on at {3}.`,
  referenceEnds: say`{0} goes on at {2}, behind the end of {1}.`,
  parts: say`{0} parts at {2} from {1} at {3}.`,
  together: say`{0} first differs at {2} from {1} at {3}; they go on together.`,
  differs: say`{0} first differs at {2} from {1} at {3}.`,
  fromThereOn: say`From there on, {2} of {0} and {3} of {1} have a partner.`,
  ofWhatFollows: say`Of what follows, {2} of {0} and {3} of {1} have a partner.`,
  ofWhatFollowsOwn: say`Of what follows, {2} of {0} has a partner.`,
  ofWhatFollowsReference: say`Of what follows, {3} of {1} has a partner.`,
  allPaired: say`Every step of {0} and {1} has a partner in the other.`,
  allPairedMoved: say`Every step of {0} and {1} has a partner in the other, some in another place.`,
  step: say`step {0}`,
};

/** Who parts from whom, and where. `Name` is a text, or what a view makes a name of. */
export interface PartingNames<Name> {
  readonly own: Name;
  readonly reference: Name;
  /** Instead of the numbers of the steps, words for the two places. */
  readonly places?: { readonly own: string; readonly reference: string };
}

/**
 * Where a trace parts from the reference, and how much of the rest belongs together, as pieces of one text.
 *
 * @param parting as `partingOf` gives it; null where they part nowhere
 * @param moved whether a step has its partner in another place
 */
export function partingWords<Name>(
  parting: Parting | null,
  moved: boolean,
  { own, reference, places }: PartingNames<Name>,
  sentences: PartingSentences = partingSentences,
): readonly (string | Name)[] {
  if (parting === null)
    return filledPieces(moved ? sentences.allPairedMoved : sentences.allPaired, [own, reference]);
  const [ofReference, ofOwn] = parting.steps.map((step) =>
    step === null ? '' : filledPieces(sentences.step, [String(step)]).join(''),
  );
  const at = [places?.own ?? ofOwn ?? '', places?.reference ?? ofReference ?? ''];
  const shares = sharesSentence(parting, sentences);
  const [share, ownShare] = parting.paired.map((each) => (each === null ? '' : sharePercentWords(each)));
  return [
    ...filledPieces(placeSentence(parting, sentences), [own, reference, ...at]),
    ...(shares === null ? [] : [' ', ...filledPieces(shares, [own, reference, ownShare ?? '', share ?? ''])]),
  ];
}

function placeSentence({ way }: Parting, sentences: PartingSentences): string {
  return way === 'reference-ends' ? sentences.referenceEnds : sentences[way];
}

/** Null where one ends, or nothing follows. */
function sharesSentence(
  { way, paired: [reference, own] }: Parting,
  sentences: PartingSentences,
): string | null {
  if (way === 'ends' || way === 'reference-ends' || (reference === null && own === null)) return null;
  if (reference === null) return sentences.ofWhatFollowsOwn;
  if (own === null) return sentences.ofWhatFollowsReference;
  return way === 'parts' ? sentences.fromThereOn : sentences.ofWhatFollows;
}
