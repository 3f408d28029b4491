/** The items of one benchmark for two models, by what became of them. Made by `flipListOf`. */
export interface FlipList {
  readonly benchmark: string;
  /** A base and what was tuned from it, or two tuned models. */
  readonly left: string;
  readonly right: string;
  readonly items: readonly FlipItem[];
  /** By field of the items (subject, level, category, kind of instruction): where it learned and forgot. */
  readonly fields: readonly FlipField[];
}

/** `better` and `worse`: the mean changed without crossing 0.5. */
export const flipKinds = ['learned', 'forgotten', 'better', 'worse', 'right', 'wrong'] as const;
export type FlipKind = (typeof flipKinds)[number];

export interface FlipItem {
  /** Group of the index. */
  readonly group: number;
  readonly id: string;
  /** The task within the benchmark; empty without. */
  readonly task: string;
  /** The beginning, on one line. */
  readonly question: string;
  readonly kind: FlipKind;
  /** Means over repeats of the score, in [0, 1]. */
  readonly left: number;
  readonly right: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface FlipField {
  readonly name: string;
  readonly values: readonly FlipFieldValue[];
}

export interface FlipFieldValue {
  readonly value: string;
  readonly n: number;
  readonly learned: number;
  readonly forgotten: number;
  /** In percent, over its items. */
  readonly left: number;
  readonly right: number;
}
