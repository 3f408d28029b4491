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

  /** Of a sample as it is now: a verdict on what stood at its place before is none. */
  of(sample: Pick<JudgedSample, 'file' | 'place' | 'task' | 'repeat' | 'textHash' | 'label'>): Verdicts {
    const found = this.#byKey.get(judgedKey(sample));
    if (found === undefined) return none;
    const isOf = (verdict: { readonly sample: JudgedSample } | null): boolean =>
      verdict?.sample.textHash === sample.textHash && verdict.sample.label === sample.label;
    return {
      scorer: isOf(found.scorer) ? found.scorer : null,
      hand: isOf(found.hand) ? found.hand : null,
    };
  }

  /** All that hold, in the order in which their samples were first judged. */
  *all(): IterableIterator<Verdicts> {
    for (const verdicts of this.#byKey.values()) {
      if (verdicts.scorer !== null || verdicts.hand !== null) yield verdicts;
    }
  }
}
