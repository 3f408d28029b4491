import type { Sampling } from '../endpoint.ts';
import type { ItemKey } from '../items/item.ts';
import type { AnswerKind } from '../items/ownItem.ts';
import type { FormatName, SamplePlace } from './formats/format.ts';
import type { Verdicts } from './verdicts/verdictBook.ts';
import type { TraceError, TraceFlag, TraceStatus, Usage } from '../traces/trace.ts';

/** What is kept in memory of a saved sample: enough for a hover; the texts stay on disk. */
export interface SavedSample {
  readonly item: ItemKey;
  readonly textHash: string;
  /** How the answers of its benchmark are scored, where that is the user's own. */
  readonly answerKind?: AnswerKind;
  /** The options of that kind (`scoringKey`); absent where there are none. */
  readonly scoring?: string;
  /** Label of the endpoint that judges its benchmark; absent where none does. */
  readonly judge?: string;
  /** The gold answer that `value` was scored against; null where the item had none. */
  readonly gold: string | null;
  /** The option texts in the order they were sent, each cut to its beginning (options.ts); null where there are none. */
  readonly options: readonly string[] | null;
  readonly label: string;
  readonly model: string;
  readonly repeat: number;
  readonly promptHash: string;
  readonly sampling: Sampling;
  /** Canonical JSON of the sampling, so that equal samplings are equal strings. */
  readonly samplingKey: string;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  readonly value: number | null;
  readonly extracted: string | null;
  readonly reason: string;
  /** Why it failed; absent where it did not, or nothing says so. */
  readonly failure?: TraceError['kind'];
  readonly usage: Usage;
  readonly endedAt: string;
  /**
   * The file (absolute path) and the half-open byte range of the line, without its line end; of a sample of another
   * tool what `ResultsFormat.sample` finds it by.
   */
  readonly file: string;
  readonly bytes: readonly [number, number];
  /** The tool that saved it, where that is not this one: its verdicts stay that tool's. */
  readonly tool?: SavedByTool;
  /** What was said of it since: it stands beside `value`, and never counts in its place. */
  readonly judged?: Verdicts;
}

/** A sample in the files of another tool. */
export interface SavedByTool extends SamplePlace {
  readonly format: FormatName;
  /** The metric whose value it has; null where it has none. */
  readonly metric: string | null;
  /** The item was found by its gold answer and likeness, since its text is another one. */
  readonly inferred?: true;
}
