import * as v from 'valibot';
import type { MatrixData } from './core/results/matrix.ts';
import { matrixShows, matrixSorts } from './core/results/matrixQuery.ts';
import { comparedParts, type ComparedPart } from './core/compare/comparedText.ts';
import type { AlignedTraces } from './core/compare/alignedTraces.ts';
import type { PackedAlignment } from './core/compare/packedAlignment.ts';
import { domains, type Domain } from './core/domain.ts';
import type { FlipList } from './core/transfer/flipList.ts';
import { variants, type DirectComparison, type Transfer } from './core/transfer/transfer.ts';
import type { TunedModel } from './core/transfer/transferInput.ts';

/**
 * Every message between the host and the webviews. The webview asks first (`ready`), so nothing is lost
 * while it loads. The host parses what the webview sends with `parseFromTraces`, `parseFromMatrix` and `parseFromTransfer`.
 */

export type ColumnState =
  | 'queued'
  | 'retrying'
  | 'waiting'
  | 'streaming'
  | 'complete'
  | 'truncated'
  | 'failed'
  | 'cancelled'
  /** It is saved, but cannot be read any more: the note says why. */
  | 'unreadable';

/** States of a column that is still being fed. */
export const runningStates: ReadonlySet<ColumnState> = new Set([
  'queued',
  'retrying',
  'waiting',
  'streaming',
]);

export type VerdictKind = 'right' | 'wrong' | 'partial' | 'none';

export interface Verdict {
  readonly kind: VerdictKind;
  /** 0 to 1, or null. */
  readonly value: number | null;
  readonly extracted: string | null;
  readonly gold: string | null;
  readonly reason: string;
  /** Short name of the rule that decided, such as `boxed · string`; empty where the one who scored has none. */
  readonly rule: string;
  /** Half-open UTF-16 offsets of the extracted answer in the column's answer text. */
  readonly range: readonly [number, number] | null;
  /** How many of an answer's parts were right. */
  readonly parts: { readonly right: number; readonly of: number } | null;
  /** What was looked at one by one. */
  readonly checks: readonly VerdictCheck[];
  /** Where a model judged the answer: what it was asked and wrote. */
  readonly judge?: Judgement;
}

/** A model's judgement of an answer, whole; all of it is the model's own, or was put together for it. */
export interface Judgement {
  readonly label: string;
  readonly model: string;
  readonly prompt: string;
  readonly reasoning: string;
  readonly answer: string;
}

/** One of the things an answer was looked at for, such as an instruction or a test. */
export interface VerdictCheck {
  readonly name: string;
  readonly right: boolean;
  readonly reason: string;
}

/** What was said of a saved sample since: it stands beside the verdict that was saved with it. */
export interface Judged {
  /** Our scorer's verdict; `differs` from the saved one, or else the same. */
  readonly ours: (Verdict & { readonly differs: boolean }) | null;
  /** A person's verdict. */
  readonly hand: {
    readonly kind: VerdictKind;
    readonly value: number;
    readonly comment: string;
  } | null;
}

/** One of a column's samples, as the strip of samples shows it. */
export interface SampleMark {
  readonly state: ColumnState;
  readonly verdict: VerdictKind | null;
  /** What it counts as, 0 to 1: 0 where it is truncated or empty; null where it does not count. */
  readonly counts: number | null;
  /** Samples of one prompt and sampling share a number: a rate over others would be a rate of nothing. */
  readonly group: number;
  /** Which sample it is, such as `repeat 2 of 8 · T 0.6 · yesterday`. */
  readonly words: string;
}

/** Pieces of the stream so far (servers send about one a token) and milliseconds since the request was sent. */
export interface LiveMeasure {
  readonly pieces: number;
  readonly ms: number;
}

/** What may help a column that failed; `evaluate-again` is always there beside it. */
export const remedies = ['set-key', 'edit-endpoints', 'use-completions'] as const;
export type Remedy = (typeof remedies)[number];

/** One label's samples of the item in view, and the one of them that is shown, while it streams and after. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  /** The format of the tool whose results it shows, such as `lm-eval`; absent where they are ours. */
  readonly tool?: string;
  /** It stands aside, for the reader asked for others of the item alone, until `show-column` shows it. Absent is false. */
  readonly aside?: boolean;
  /** All samples: the repeats of one prompt and sampling, then those of others. At least one. */
  readonly samples: readonly SampleMark[];
  /** The one that is shown, 0-based; everything below is of it. */
  readonly sample: number;
  readonly state: ColumnState;
  /** The exact text sent; null before it is known. */
  readonly prompt: string | null;
  /** As the server counted; null where it does not say. */
  readonly promptTokens: number | null;
  /**
   * Why it waits, retries, was cut or failed, in whole words, or what else the reader must know of it (not
   * saved, not asked again); null where there is nothing to say. It stands in place of a missing answer.
   */
  readonly note: string | null;
  readonly reasoning: string;
  readonly answer: string;
  /** Flags in words. */
  readonly flags: readonly string[];
  readonly verdict: Verdict | null;
  readonly judged: Judged;
  /** Whether a person can judge it by hand: it has ended, and is saved. */
  readonly canJudge: boolean;
  /** As the server counts; null where it does not say. */
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly ttftMs: number | null;
  readonly durationMs: number | null;
  /** Milliseconds from the first try to the one that was answered, and how many tries; null where the first was. */
  readonly waited: { readonly ms: number; readonly tries: number } | null;
  /** While it streams: how much has come, and when; else null. */
  readonly live: LiveMeasure | null;
  /** What the reader can do about a failure. */
  readonly remedies: readonly Remedy[];
  /** In words, such as `T 0.6 · top-p 0.95 · max 32,768`. */
  readonly sampling: string;
}

export interface TracesState {
  /** Opaque to the webview, which keeps it for the host: what the host needs to show this panel again. */
  readonly restore: string;
  readonly item: {
    /** Tells it from every other item, of any file; opaque to the webview. */
    readonly key: string;
    readonly benchmark: string;
    readonly domain: string | null;
    readonly id: string;
    readonly question: string;
    readonly gold: string | null;
    /** `name:line` of its file. */
    readonly place: string;
  };
  /** 0-based place of the item among those of the evaluation, and how many there are. */
  readonly position: readonly [number, number];
  readonly columns: readonly Column[];
  /**
   * The column that the reader asked for, as by a cell of the matrix: its key, and when (milliseconds since 1970), so
   * that to ask for it again brings it into view again; `beside`, the key of one that it is to be read against. Null
   * where the item was asked for as a whole.
   */
  readonly asked: { readonly key: string; readonly at: number; readonly beside?: string } | null;
  /**
   * When the reader asked for this item (milliseconds since 1970); absent where he did not, as after a reload or where
   * a run leads to it. What he asks for is shown, whatever stood aside.
   */
  readonly askedAt?: number;
  /** Whether another item than this one is being asked: `go` to `running` shows it. */
  readonly runsElsewhere: boolean;
  /** What the whole evaluation is doing, in words; null when it is over. */
  readonly progress: string | null;
}

/**
 * Text that arrived for one column. `reclassify`: all answer text before it was reasoning; it is moved
 * first, then `reasoning` and `answer` are appended.
 */
export interface Delta {
  readonly key: string;
  readonly reclassify?: true;
  readonly reasoning?: string;
  readonly answer?: string;
  readonly live?: LiveMeasure;
}

export type ToTraces =
  | { readonly type: 'state'; readonly state: TracesState }
  /** At most one a frame: everything that arrived since the last. */
  | { readonly type: 'deltas'; readonly deltas: readonly Delta[] }
  /** A column that shows another of its samples now. */
  | { readonly type: 'sample'; readonly column: Column }
  /** All of a column but its texts, which stay as they are. */
  | { readonly type: 'column'; readonly column: Omit<Column, 'reasoning' | 'answer'> }
  | { readonly type: 'progress'; readonly progress: string | null; readonly runsElsewhere: boolean }
  /** The answer to `align`: the columns' texts so far, at most twice a second while they grow; null: it failed. */
  | { readonly type: 'aligned'; readonly aligned: PackedColumns | null }
  /** Nothing to show, and why. */
  | { readonly type: 'empty'; readonly message: string };

/** The columns that were asked for, beside each other: offsets count in `partText` of what each had then. */
export interface AlignedColumns {
  readonly part: ComparedPart;
  /** In the order of `traces`: the column, the sample it showed (0-based), and how long its texts were then (UTF-16). */
  readonly columns: readonly {
    readonly key: string;
    readonly sample: number;
    readonly reasoning: number;
    readonly answer: number;
    /** It was truncated, failed, or still grows: it is compared as far as it goes. */
    readonly cut: boolean;
  }[];
  readonly aligned: AlignedTraces;
}

/** As they are sent. */
export type PackedColumns = Omit<AlignedColumns, 'aligned'> & { readonly aligned: PackedAlignment };

/** How the reader wants all traces to look, in the panel to come too. */
const TracesLook = v.object({
  /** Whether texts are shown as they came, not rendered. */
  raw: v.optional(v.boolean(), false),
  /** Whether the measures and the sampling of the columns are hidden, for more room. */
  brief: v.optional(v.boolean(), false),
  /** How the columns are arranged, by key. */
  order: v.optional(v.array(v.string()), []),
  hidden: v.optional(v.array(v.string()), []),
  pinned: v.optional(v.array(v.string()), []),
  /** Whether the columns are aligned step by step, and what of them. */
  aligned: v.optional(v.boolean(), false),
  part: v.optional(v.picklist(comparedParts), 'both'),
  /** The column that the others are aligned to, by key; null for the base, or else the first. */
  reference: v.optional(v.nullable(v.string()), null),
  /** Whether rows that are the same in all columns are folded. */
  foldSame: v.optional(v.boolean(), false),
  /** Whether aligned columns show their measures and all of their verdicts, which take the rows' room. */
  alignedDetails: v.optional(v.boolean(), false),
});

export type TracesLook = v.InferOutput<typeof TracesLook>;

/** What is not of the form is as it is by default. */
export function parseTracesLook(kept: unknown): TracesLook {
  const result = v.safeParse(TracesLook, kept);
  return result.success ? result.output : v.parse(TracesLook, {});
}

/** The most columns that are aligned: more cannot be read beside each other. */
export const mostAligned = 6;

/** What is aligned: two to six columns by their keys, in the order they are shown. */
const Align = v.pipe(
  v.object({
    columns: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(mostAligned)),
    reference: v.string(),
    part: v.picklist(comparedParts),
  }),
  v.check(({ columns, reference }) => columns.includes(reference)),
);
export type Align = v.InferOutput<typeof Align>;

export const comparisonExports = ['copy-markdown', 'save-markdown', 'save-html'] as const;

const FromTraces = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('cancel'), key: v.nullable(v.string()) }),
  v.object({ type: v.literal('evaluate-again'), key: v.nullable(v.string()) }),
  v.object({ type: v.literal('copy'), key: v.string(), part: v.picklist(['reasoning', 'answer', 'all']) }),
  v.object({ type: v.literal('open-text'), key: v.string() }),
  /** Show another sample of a column, 0-based. */
  v.object({
    type: v.literal('sample'),
    key: v.string(),
    at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  /** Show a column that the host has stand aside (`Column.aside`): from now on it is like any other. */
  v.object({ type: v.literal('show-column'), key: v.string() }),
  /** Ask for a verdict by hand on the sample that a column shows, or take it back. */
  v.object({ type: v.literal('judge'), key: v.string() }),
  v.object({ type: v.literal('withdraw-verdict'), key: v.string() }),
  v.object({ type: v.literal('remedy'), key: v.string(), remedy: v.picklist(remedies) }),
  v.object({ type: v.literal('reveal-item') }),
  v.object({ type: v.literal('go'), to: v.picklist(['previous', 'next', 'running']) }),
  v.object({ type: v.literal('look'), look: TracesLook }),
  /**
   * Align these columns, the reference among them, now and whenever their texts change, until told otherwise; null ends
   * it. The newest holds.
   */
  v.object({ type: v.literal('align'), align: v.nullable(Align) }),
  /** Open two columns in the editor's own comparison; more are compared to the first, in one editor of several. */
  v.object({ type: v.literal('open-comparison'), keys: v.pipe(v.array(v.string()), v.minLength(2)) }),
  /** Copy or save the comparison as a page to send to others. */
  v.object({ type: v.literal('export-comparison'), align: Align, as: v.picklist(comparisonExports) }),
]);

export type FromTraces = v.InferOutput<typeof FromTraces>;

/** Null where a message is not one of ours; such messages are dropped. */
export function parseFromTraces(message: unknown): FromTraces | null {
  const result = v.safeParse(FromTraces, message);
  return result.success ? result.output : null;
}

/** What the traces webview keeps with `setState`, and VS Code hands to the panel's serializer. */
const TracesMemory = v.object({
  restore: v.string(),
  questionOpen: v.boolean(),
  promptOpen: v.boolean(),
  /** Columns whose reasoning is folded, by key. */
  folded: v.array(v.string()),
  /**
   * The columns that are taken into the alignment, by key, those first that come before others where not all have room;
   * null before two are aligned. While columns are aligned nothing joins them by itself: a column that is not taken in
   * stands aside until the reader shows it. What he asks for is taken in: an item or a column (`askedAt`), and what
   * runs. Of more than `mostAligned` the rest stand aside. Of an item that has fewer than two of them all are taken in.
   * Where columns are not aligned, none stands aside but for those of `Column.aside`.
   */
  takenIn: v.optional(v.nullable(v.array(v.string())), null),
  /** The last `TracesState.askedAt` that was heeded. */
  askedAt: v.optional(v.number(), 0),
  ...TracesLook.entries,
});

export type TracesMemory = v.InferOutput<typeof TracesMemory>;

/** Null where what was kept is not ours or of another version. */
export function parseTracesMemory(memory: unknown): TracesMemory | null {
  const result = v.safeParse(TracesMemory, memory);
  return result.success ? result.output : null;
}

export type ToMatrix =
  /** All there is to show, the first time and whenever it changed. The view keeps its place by the items' refs. */
  | { readonly type: 'data'; readonly data: MatrixData }
  /** Nothing to show, and why. */
  | { readonly type: 'empty'; readonly message: string };

const FromMatrix = v.variant('type', [
  /** `benchmark`: the one that was shown before the view was hidden, null for all; absent in a new view. */
  v.object({ type: v.literal('ready'), benchmark: v.optional(v.nullable(v.string())) }),
  /** Show the items of this benchmark, null for all. */
  v.object({ type: v.literal('benchmark'), benchmark: v.nullable(v.string()) }),
  /** Open the traces of an item (`MatrixItem.ref`), at the column with this key where there is one. */
  v.object({ type: v.literal('open-item'), item: v.string(), model: v.nullable(v.string()) }),
  /** Compare the traces of an item: of the model in focus with its base or a tuned one, else base against tuned. */
  v.object({ type: v.literal('compare-item'), item: v.string(), model: v.nullable(v.string()) }),
  /** Ask these items again. */
  v.object({ type: v.literal('evaluate-items'), items: v.pipe(v.array(v.string()), v.minLength(1)) }),
]);

export type FromMatrix = v.InferOutput<typeof FromMatrix>;

/** Null where a message is not one of ours; such messages are dropped. */
export function parseFromMatrix(message: unknown): FromMatrix | null {
  const result = v.safeParse(FromMatrix, message);
  return result.success ? result.output : null;
}

/** What the matrix webview keeps with `setState`, and VS Code hands to the panel's serializer. */
const MatrixMemory = v.object({
  benchmark: v.nullable(v.string()),
  query: v.object({
    sort: v.picklist(matrixSorts),
    show: v.picklist(matrixShows),
    model: v.nullable(v.string()),
    fields: v.record(v.string(), v.string()),
    text: v.string(),
  }),
  /** Whether cells are drawn as shapes, not as areas of colour alone; null as the theme needs it. */
  shapes: v.nullable(v.boolean()),
  /** The item at the top and how much of it is scrolled away, in CSS pixels, as is `left`. */
  top: v.nullable(v.object({ item: v.string(), offset: v.number() })),
  left: v.number(),
  /** The cell that arrow keys move: an item, and a column by its key or null for the item itself. */
  cell: v.nullable(v.object({ item: v.string(), column: v.nullable(v.string()) })),
  /** The items that are selected. */
  selected: v.array(v.string()),
});

export type MatrixMemory = v.InferOutput<typeof MatrixMemory>;

/** Null where what was kept is not ours or of another version. */
export function parseMatrixMemory(memory: unknown): MatrixMemory | null {
  const result = v.safeParse(MatrixMemory, memory);
  return result.success ? result.output : null;
}

/** Everything the transfer panel shows but what it asks for by itself (flips, two models directly). */
export interface TransferState {
  readonly transfer: Transfer;
  /** Intervals and p-values are being computed: `transfer` has the values alone. */
  readonly pending: boolean;
  /** They could not be computed: `transfer` has the values alone, though there are scores of single items. */
  readonly failed: boolean;
  /** The same under the other source of verdicts; null where no verdicts of ours or by hand are there. */
  readonly otherVerdicts: Transfer | null;
  /** Of `otherVerdicts`: until they are `done` it has the values alone, with which no intervals can be compared. */
  readonly otherIntervals: 'pending' | 'failed' | 'done';
  /** Benchmarks of the results and of the paper, by domain and name; `domain` is null where it is taken out. */
  readonly benchmarks: readonly SetBenchmark[];
  /** How the set differs from the paper's twelve; both empty for the paper's. */
  readonly set: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Models of which nobody says a base, and which are nobody's base. */
  readonly withoutBase: readonly string[];
  /** Models that are left out because their base has no results: two of one base can be compared directly. */
  readonly baseMissing: readonly BaseMissing[];
  /** Models with responses that nobody has scored yet, so that they have no values; each with the benchmarks. */
  readonly unscored: readonly string[];
}

/** A tuned model whose base has no results. */
export type BaseMissing = Pick<TunedModel, 'model' | 'base' | 'method'>;

export interface SetBenchmark {
  readonly benchmark: string;
  readonly domain: Domain | null;
  /** In the paper; null for one that it does not use. */
  readonly paper: Domain | null;
  /** Models that have a value on it. */
  readonly models: number;
}

export type ToTransfer =
  /** All there is to show, the first time and whenever it changed; the view keeps its place. */
  | { readonly type: 'data'; readonly state: TransferState }
  /** Answers `flips`; `list` is null where one of the two has no scores of single items any more. */
  | {
      readonly type: 'flips';
      readonly left: string;
      readonly right: string;
      readonly benchmark: string;
      readonly list: FlipList | null;
    }
  /** The intervals of the other verdicts, of what `data` said last; null where they could not be computed. */
  | { readonly type: 'other-verdicts'; readonly transfer: Transfer | null }
  /** Answers `direct`; null where the thread could not compare them. */
  | {
      readonly type: 'direct';
      readonly left: string;
      readonly right: string;
      readonly comparison: DirectComparison | null;
    }
  /** Opened at this model, benchmark or both, by a command; the view shows it. Null where a row names none. */
  | { readonly type: 'reveal'; readonly model: string | null; readonly benchmark: string | null }
  /** Nothing to show, and why: the view teaches what to do. */
  | {
      readonly type: 'empty';
      readonly why: 'searching' | 'no-folder' | 'no-results' | 'no-base';
      /** The models that have results, where none has a base that has some too. */
      readonly models: readonly string[];
      /** Those of them whose base is known, and has no results. */
      readonly baseMissing: readonly BaseMissing[];
      readonly unscored: readonly string[];
    };

/** What the reader chose, which changes numbers; the host computes under it. */
const TransferChoice = v.object({
  variant: v.picklist(variants),
  level: v.pipe(v.number(), v.minValue(50), v.maxValue(99.9)),
  /** Null: the default cohort. */
  cohort: v.nullable(v.array(v.string())),
  verdicts: v.picklist(['stored', 'rescored']),
});

export type TransferChoice = v.InferOutput<typeof TransferChoice>;

const group = v.pipe(v.number(), v.integer(), v.minValue(0));
const FromTransfer = v.variant('type', [
  /** `choice`: what was chosen before the view was hidden; absent in a new view. */
  v.object({ type: v.literal('ready'), choice: v.optional(TransferChoice) }),
  v.object({ type: v.literal('choose'), choice: TransferChoice }),
  v.object({ type: v.literal('flips'), left: v.string(), right: v.string(), benchmark: v.string() }),
  v.object({ type: v.literal('direct'), left: v.string(), right: v.string() }),
  /** Open the traces of an item (group of the index), with these two models beside each other. */
  v.object({ type: v.literal('open-item'), group, left: v.string(), right: v.string() }),
  /** Compare these two models' traces of an item in the editor's own comparison. */
  v.object({ type: v.literal('compare-item'), group, left: v.string(), right: v.string() }),
  /** Ask these items of both models again. */
  v.object({
    type: v.literal('evaluate-items'),
    groups: v.pipe(v.array(group), v.minLength(1)),
    left: v.string(),
    right: v.string(),
  }),
  /** Open the matrix of a benchmark, or the file of a model's values on it. */
  v.object({ type: v.literal('open-matrix'), benchmark: v.string() }),
  v.object({ type: v.literal('open-file'), file: v.string() }),
  /** Count a benchmark in a domain, or not at all; saved in the settings. Null benchmark: all as in the paper again. */
  v.object({
    type: v.literal('set-domain'),
    benchmark: v.nullable(v.string()),
    domain: v.picklist([...domains, 'none']),
  }),
  /** Ask which base a model has. */
  v.object({ type: v.literal('set-base'), model: v.nullable(v.string()) }),
  /** Save a base that files say as the settings' own. */
  v.object({ type: v.literal('accept-base'), model: v.string() }),
  v.object({ type: v.literal('rescore') }),
  v.object({ type: v.literal('evaluate') }),
  v.object({ type: v.literal('export'), as: v.picklist(['csv', 'markdown', 'latex', 'json']) }),
  /** A picture of a chart: `data` is SVG, or a PNG in base64. */
  v.object({
    type: v.literal('export-image'),
    chart: v.string(),
    as: v.picklist(['png', 'svg']),
    data: v.string(),
  }),
]);

export type FromTransfer = v.InferOutput<typeof FromTransfer>;

/** Null where a message is not one of ours; such messages are dropped. */
export function parseFromTransfer(message: unknown): FromTransfer | null {
  const result = v.safeParse(FromTransfer, message);
  return result.success ? result.output : null;
}

/** What the transfer webview keeps with `setState`, and VS Code hands to the panel's serializer. */
const TransferMemory = v.object({
  choice: TransferChoice,
  /** The base whose models are shown; null for all. */
  base: v.nullable(v.string()),
  /** Models that are not drawn, though they count. */
  hidden: v.array(v.string()),
  chart: v.string(),
  /** Whether the table behind the chart is shown. */
  chartTable: v.boolean(),
  sort: v.object({ by: v.string(), descending: v.boolean() }),
  /** The flips that are open. */
  flips: v.nullable(v.object({ left: v.string(), right: v.string(), benchmark: v.string() })),
  direct: v.nullable(v.object({ left: v.string(), right: v.string() })),
  scroll: v.number(),
});

export type TransferMemory = v.InferOutput<typeof TransferMemory>;

/** Null where what was kept is not ours or of another version. */
export function parseTransferMemory(memory: unknown): TransferMemory | null {
  const result = v.safeParse(TransferMemory, memory);
  return result.success ? result.output : null;
}
