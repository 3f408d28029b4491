import type { AnswerKind } from '../core/items/ownItem.ts';
import { metricValue } from '../core/results/metric.ts';
import type { TraceFlag, TraceStatus } from '../core/traces/trace.ts';

/** What a tally needs of a sample. */
export interface TalliedSample {
  readonly benchmark: string;
  readonly answerKind: AnswerKind | undefined;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  /** The score's value. */
  readonly value: number | null;
}

interface Counts {
  right: number;
  of: number;
  truncated: number;
  left: number;
}

/** How many samples of each label are right, of those that count: failed, cancelled and not scored ones do not. */
export class LabelTally {
  readonly #counts: ReadonlyMap<string, Counts>;

  /** @param labels in the order they are told */
  constructor(labels: readonly string[]) {
    this.#counts = new Map(labels.map((label) => [label, { right: 0, of: 0, truncated: 0, left: 0 }]));
  }

  add(label: string, { benchmark, answerKind, status, flags, value }: TalliedSample): void {
    const counts = this.#counts.get(label);
    if (counts === undefined) {
      return;
    }
    const counted = metricValue(benchmark, {
      status,
      flags,
      value,
      ...(answerKind === undefined ? {} : { answerKind }),
    });
    if (status === 'failed' || status === 'cancelled') {
      counts.left += 1;
    } else if (counted !== null) {
      counts.of += 1;
      counts.right += counted >= 1 ? 1 : 0;
    }
    counts.truncated += status === 'truncated' ? 1 : 0;
  }

  /** Such as `SmolLM2 1/5 right · thinker 5/6 right, 1 truncated`; null where nothing was scored. */
  words(): string | null {
    if (![...this.#counts.values()].some(({ of }) => of > 0)) {
      return null;
    }
    return [...this.#counts]
      .map(([label, { right, of, truncated, left }]) => {
        const parts = [of === 0 ? `${label} not scored` : `${label} ${right}/${of} right`];
        if (truncated > 0) {
          parts.push(`${truncated} truncated`);
        }
        if (left > 0) {
          parts.push(`${left} failed or cancelled`);
        }
        return parts.join(', ');
      })
      .join(' · ');
  }
}
