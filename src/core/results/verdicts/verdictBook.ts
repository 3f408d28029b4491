import {
  judgedKey,
  type HandVerdict,
  type JudgedSample,
  type ScorerVerdict,
  type Verdict,
} from './verdict.ts';

/** What holds of a sample: our scorer's newest verdict, and the one by hand unless it was taken back. */
export interface Verdicts {
  readonly scorer: ScorerVerdict | null;
  readonly hand: HandVerdict | null;
}

/** Stored values are kept as they were read; JSON keeps their digits. */
const same = 1e-9;

const none: Verdicts = { scorer: null, hand: null };

/** The verdicts that hold, by the sample that they judge. */
export class VerdictBook {
  readonly #byKey = new Map<string, Verdicts>();

  /** Takes a verdict in; of two by the same judge on one sample the one that comes later holds. */
  take(verdict: Verdict): void {
    const key = judgedKey(verdict.sample);
    const before = this.#byKey.get(key) ?? none;
    switch (verdict.kind) {
      case 'scorer':
        this.#byKey.set(key, { ...before, scorer: verdict });
        return;
      case 'hand':
        this.#byKey.set(key, { ...before, hand: verdict });
        return;
      case 'withdrawn':
        this.#byKey.set(key, { ...before, hand: null });
    }
  }

  /**
   * Of a sample as it is now. A verdict on another response is none: on another item or model at its place, on one
   * with another stored verdict, or on another answer than our scorer saw there.
   */
  of(
    sample: Pick<JudgedSample, 'file' | 'place' | 'task' | 'repeat' | 'textHash' | 'label' | 'stored'>,
  ): Verdicts {
    const found = this.#byKey.get(judgedKey(sample));
    if (found === undefined) return none;
    const isOf = (judged: JudgedSample): boolean =>
      judged.textHash === sample.textHash && judged.label === sample.label;
    const isStored = ({ stored }: JudgedSample): boolean =>
      stored === sample.stored || Math.abs((stored ?? Infinity) - (sample.stored ?? -Infinity)) < same;
    const { scorer, hand } = found;
    const holds = scorer !== null && isOf(scorer.sample) && isStored(scorer.sample);
    if (hand === null || !isOf(hand.sample)) return { scorer: holds ? scorer : null, hand: null };
    const seen = holds ? scorer.sample.answerHash : null;
    const judged = hand.sample.answerHash;
    // What a person says of a response outlives the stored verdict, but not the response.
    const isJudged = seen !== null && judged !== null ? seen === judged : isStored(hand.sample);
    return { scorer: holds ? scorer : null, hand: isJudged ? hand : null };
  }

  /** All that hold, in the order in which their samples were first judged. */
  *all(): IterableIterator<Verdicts> {
    for (const verdicts of this.#byKey.values()) {
      if (verdicts.scorer !== null || verdicts.hand !== null) yield verdicts;
    }
  }
}
