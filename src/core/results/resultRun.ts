import type { Domain } from '../domain.ts';
import type { Asked, FormatName, RunPart } from './formats/format.ts';
import type { NamedReading } from './formats/readResults.ts';
import type { RunSamples } from './recount.ts';

/** A file of results as it was read. */
export interface ReadFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly mtimeMs: number;
  readonly reading: NamedReading;
}

/** The samples of one model on one task in one evaluation by one tool, with the metric that leads. */
export interface ResultRun {
  /** The name shown: of several names for one model, one. */
  readonly model: string;
  /** As the tool names it. */
  readonly modelRaw: string;
  /** The training run and step of a checkpoint; null for other models. */
  readonly checkpoint: { readonly run: string; readonly step: number } | null;
  /** As the tool names it. */
  readonly task: string;
  /** Null where the task is of no known benchmark. */
  readonly benchmark: string | null;
  readonly domain: Domain | null;
  /** The headline metric as the tool names it; null where it has none that could be one. */
  readonly metric: string | null;
  /** Of `metric`, as a fraction: as the tool reports it, else counted from the samples; null where neither is to be had. */
  readonly value: number | null;
  /** Whether `value` is the tool's own report, or counted from its samples because it gave none. */
  readonly reported: boolean;
  readonly stderr: number | null;
  /** What its samples give, where that is not what the tool reports; null where they agree, or there are none. */
  readonly samplesSay: number | null;
  /** Items, repeats apart. */
  readonly n: number | null;
  /** Items that there are, where that is known and `n` are only some of them; else null. */
  readonly of: number | null;
  readonly repeats: number;
  /** Share in [0, 1] of the samples that were cut off; null where the tool does not say. */
  readonly truncated: number | null;
  /** Completion tokens; null where the tool does not say. */
  readonly meanTokens: number | null;
  /** Samples that failed or were cancelled. */
  readonly uncounted: number;
  /** Samples that ended without a value of `metric` (NaN in Inspect): they are in no mean. 0 where no sample tells. */
  readonly unscored: number;
  /** Whether items are missing: a limit, an unfinished run; or, without a summary, where that cannot be known. */
  readonly partial: boolean;
  /** Whether a fuller or newer run of the same model and task by the same tool counts in its place. */
  readonly superseded: boolean;
  readonly format: FormatName;
  /** Where its value stands: the summary, else the samples. */
  readonly file: string;
  /** 1-based, where it has a line of its own in `file`. */
  readonly line: number | null;
  readonly samplesFile: string | null;
  /** When it was evaluated, milliseconds since 1970; the file's last change where the tool does not say. */
  readonly date: number;
  readonly asked: Asked;
  /** All metrics that the tool reports. */
  readonly metrics: RunPart['metrics'];
  /** The samples that `value` is the mean of; empty where no file has them. */
  readonly samples: readonly RunSamples[];
}
