import type { JsonObject } from '../../json.ts';
import type { ModelRelation } from '../../endpoint.ts';
import type { ItemKey } from '../../items/item.ts';
import type { Problem } from '../../problem.ts';
import type { TraceFlag, TraceStatus, Usage } from '../../traces/trace.ts';
import type { Message } from '../../prompts/prompt.ts';
import type { RelationSource } from '../modelRelations.ts';
import type { ItemMemory } from '../resultItem.ts';
import type { SampleSet } from '../sampleSet.ts';
import type { ResultSource } from './source.ts';

/** The tools whose results are read, as they stand in `format` of the command line's JSON. */
export type FormatName =
  | 'lm-eval'
  | 'evalchemy'
  | 'inspect'
  | 'lighteval'
  | 'livecodebench'
  | 'qwen-math'
  | 'opencompass'
  | 'evalplus'
  | 'promptfoo'
  | 'helm'
  | 'table'
  | 'responses'
  | 'reasoning-transfer'
  | 'model-files';

/** One format: how its files are told, read, and how one sample of them is read whole. One file each. */
export interface ResultsFormat {
  readonly name: FormatName;
  /** Whether a file is of this format, by its path and first bytes alone; the first format that says so reads it. */
  readonly claims: (file: Pick<ResultSource, 'path' | 'size' | 'head'>) => boolean;
  /** What a file says. What is wrong with a part of it is a problem; the rest of it is in the reading. */
  readonly read: (source: ResultSource, context: ReadContext) => Promise<FileReading>;
  /** The sample that a row of a set of this file stands for, whole; null where the file holds no texts. */
  readonly sample: (source: ResultSource, place: SamplePlace) => Promise<ResultSample | null>;
  /**
   * What was extracted of that sample's response for a metric, where that is read faster than all of it; null: read it
   * whole.
   */
  readonly answer?: (
    source: ResultSource,
    place: SamplePlace,
    metric: string | null,
  ) => Promise<ToolAnswer | null>;
}

/** What a tool extracted of a response; null where it saved none. */
export interface ToolAnswer {
  readonly extracted: string | null;
  /** About how many characters the response has. */
  readonly response: number;
}

/** What readers share while many files are read. */
export interface ReadContext {
  /** Items by their documents, so that each is parsed once. */
  readonly items: ItemMemory;
  /** False once nobody wants the rest: readers of large files look at it now and then, and stop. */
  readonly wanted: () => boolean;
  /** Where an earlier reading of the same, shorter file ended (`FileReading.end`): what came after it is read. */
  readonly from?: LinePlace;
  /** How plain tables write their scores; `auto`, which is the same as absent, decides it from the whole table. */
  readonly tableScale?: 'auto' | 'percent' | 'fraction';
  /** The published items at hand, for responses of which only the prompt is known; loaded when first asked for. */
  readonly published?: () => Promise<{ readonly within: (input: string) => PublishedItem | null }>;
}

/** An item of a file of items. */
export interface PublishedItem {
  readonly key: ItemKey;
  /** The question as a person reads it. */
  readonly text: string;
  readonly gold: string | null;
  /** See identity.ts. */
  readonly textHash: string;
  /** See `ResultItem.fields`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What one file says. A run may be told by several files: parts with equal `run` are one. */
export interface FileReading {
  readonly parts: readonly RunPart[];
  readonly samples: readonly SampleSet[];
  readonly problems: readonly Problem[];
  /** What the file says of how models came to be (an adapter's base, a card's `base_model`); never a guess. */
  readonly relations?: readonly RelationSource[];
  /**
   * Of files of lines that only grow: behind the last whole line. A reading from there on, appended to this one, is
   * a reading of the whole. Absent where the file must be read from its start again.
   */
  readonly end?: LinePlace;
}

/** The beginning of a line: its byte offset and its 1-based number. */
export interface LinePlace {
  readonly offset: number;
  readonly line: number;
}

/** What a tool itself says of a run, all metrics it reports. */
export interface RunPart {
  /**
   * What joins this to the samples and to other files of the run: equal strings, one run. A reader makes it of the
   * folder, the timestamp and the task, or whatever else its tool pairs by.
   */
  readonly run: string;
  /** As the tool names it; null where this file does not say. */
  readonly model: string | null;
  /** As the tool names it; null where this file does not say. */
  readonly task: string | null;
  readonly metrics: readonly ReportedMetric[];
  /** Items that were evaluated, repeats apart; null where this file does not say. */
  readonly n: number | null;
  /** Items that there are to evaluate, of which `n` were; absent where this file does not say. */
  readonly of?: number;
  /** Repeats of each item that the metrics rest on; null where this file does not say. */
  readonly repeats: number | null;
  /** Whether the tool says that not all items were evaluated (a limit, cancelled, unfinished); null: it does not say. */
  readonly partial: boolean | null;
  /** When it was evaluated, milliseconds since 1970; null where nothing says. */
  readonly date: number | null;
  /** How it was asked, as far as the tool says; for telling runs apart that cannot be compared. */
  readonly asked: Asked;
  /** What the tool or the table says of its model; absent where nothing. */
  readonly relation?: ModelRelation;
  /** 1-based line of the file where it stands, where it has one of its own (a row of a table). */
  readonly line?: number;
}

/** A value as a tool reports it. */
export interface ReportedMetric {
  /** Name and filter with a comma between, as in lm-evaluation-harness (`exact_match,none`); else the tool's name. */
  readonly name: string;
  /** As a fraction: what a tool writes in percent is divided by 100 by its reader. NaN is never here. */
  readonly value: number;
  /** As a fraction; null where the tool gives none. */
  readonly stderr: number | null;
}

/** As far as a tool says; absent what it does not. */
export interface Asked {
  readonly shots?: number;
  readonly api?: 'chat' | 'completions' | 'likelihood';
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly system?: string;
  /** A name or hash of the prompt or its template. */
  readonly prompt?: string;
  readonly seed?: number;
}

/** Where a sample is in its file: a byte offset, a member of a zip, a row or an element, as its format says. */
export interface SamplePlace {
  /** The tool's task; formats with several lists in one file find theirs by it. */
  readonly task: string;
  readonly place: number;
  /** Where one place holds all repeats of an item, which of them; 0-based. */
  readonly repeat: number;
}

/** A sample of any tool, whole. Texts are as the tool saved them; what it did not save is null. */
export interface ResultSample {
  readonly task: string;
  /** The tool's own id of the item. */
  readonly id: string;
  /** What a person reads as the question. */
  readonly question: string;
  readonly gold: string | null;
  /** The document as the tool has it; null where it did not save it. */
  readonly record: JsonObject | null;
  /** Option texts in the order they were sent; null where unknown or none. */
  readonly choices: readonly string[] | null;
  /** As sent; one user message where the tool saved a plain text. */
  readonly prompt: readonly Message[] | null;
  readonly repeat: number;
  readonly reasoning: string;
  readonly answer: string;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  readonly finishReason: string | null;
  readonly usage: Usage;
  /** What the tool says of it: each of its metrics, with what it extracted and why, where it says. */
  readonly scores: readonly ToolScore[];
  /** Why it failed, in the tool's words. */
  readonly error: string | null;
}

/** A verdict of the tool that wrote the sample. */
export interface ToolScore {
  /** As in `ReportedMetric`. */
  readonly metric: string;
  /** In the tool's own scale; null where it gave none. */
  readonly value: number | null;
  readonly extracted: string | null;
  readonly explanation: string | null;
}
