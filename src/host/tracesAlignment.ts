import type { PackedAlignment } from '../core/compare/packedAlignment.ts';
import type { Item } from '../core/items/item.ts';
import type { Align, ToTraces } from '../protocol.ts';
import type { TraceToAlign } from '../workspace/compare/compareMessages.ts';
import type { ShownTexts } from './tracesColumn.ts';

/** Milliseconds from the beginning of one alignment to the next. */
const pauseMs = 500;

/** Asks the thread of comparisons; null where the answer is of no use any more, rejects where it could not. */
export type AlignTraces = (
  traces: readonly TraceToAlign[],
  reference: number,
  part: Align['part'],
) => Promise<PackedAlignment | null>;

/** What the panel shows. */
export interface AlignmentSource {
  readonly item: Item | null;
  currentTexts(keys: readonly string[]): readonly ShownTexts[];
  /** Posts the texts that were not posted yet. */
  flush(): void;
}

interface Aligning {
  readonly item: Item | null;
  readonly align: Align;
  readonly columns: readonly ShownTexts[];
}

/**
 * Keeps the columns of the traces panel aligned while their texts change: at most twice a second, never two at once, and
 * in the end as they are then. Nothing is computed before the webview asks, nor after it was hidden.
 */
export class TracesAlignment {
  private asked: Align | null = null;
  /** Something may have changed since the last alignment began. */
  private changed = false;
  /** The webview does not have the last alignment any more. */
  private forgotten = false;
  private last: (Aligning & { readonly aligned: PackedAlignment }) | null = null;
  private running = false;
  /** The last one failed, and that was said. */
  private failed = false;
  private began = -Infinity;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly alignTraces: AlignTraces,
    private readonly source: () => AlignmentSource,
    private readonly post: (message: ToTraces) => void,
    /** Told of the first failure, and of one after an alignment that worked. */
    private readonly onFailed: (error: Error) => void,
  ) {}

  /** What the webview asked for, now and from now on; null where it wants none, or is not there any more. */
  ask(align: Align | null): void {
    this.asked = align;
    this.forgotten = true;
    if (align === null) this.rest();
    else this.touch();
  }

  /** To be called with every message to the webview: each says that something changed. */
  posted({ type }: ToTraces): void {
    if (type === 'aligned' || type === 'progress') return;
    // With another sample the webview drops it, also where the reader is back at the first one before the next begins.
    if (type === 'state' || type === 'sample') this.forgotten = true;
    this.touch();
  }

  dispose(): void {
    this.ask(null);
  }

  private rest(): void {
    this.changed = false;
    this.last = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private touch(): void {
    this.changed = true;
    this.schedule();
  }

  private schedule(): void {
    if (this.asked === null || !this.changed || this.running || this.timer) return;
    const wait = Math.max(0, this.began + pauseMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.run();
    }, wait);
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      const now = this.take();
      if (now === null) return;
      if (this.last === null || !isSame(now, this.last)) await this.align(now);
      else if (this.forgotten) this.send(this.last);
    } finally {
      this.running = false;
      this.schedule();
    }
  }

  private async align(now: Aligning): Promise<void> {
    const { columns, align } = now;
    this.began = performance.now();
    this.last = null;
    try {
      const aligned = await this.alignTraces(
        columns.map(({ reasoning, answer, finalAnswer }) => ({ reasoning, answer, finalAnswer })),
        Math.max(
          0,
          columns.findIndex(({ key }) => key === align.reference),
        ),
        align.part,
      );
      // The reader may have gone on meanwhile; then this answers what nobody sees.
      if (aligned === null || !this.holds(now)) return;
      this.failed = false;
      this.last = { ...now, aligned };
      this.send(this.last);
    } catch (error) {
      // Nor is a failure of what is not in view any more said.
      if (!this.holds(now)) return;
      this.post({ type: 'aligned', aligned: null });
      if (!this.failed) this.onFailed(error instanceof Error ? error : new Error(String(error)));
      this.failed = true;
    }
  }

  /** The texts as the webview has them; null where there is nothing to align, or not yet. */
  private take(): Aligning | null {
    const { asked: align } = this;
    const source = this.source();
    // What flows into the webview now is aligned now.
    source.flush();
    this.changed = false;
    if (align === null) return null;
    const columns = source.currentTexts(align.columns);
    // Texts that are on their way from disk say so when they are there.
    if (columns.length < 2 || columns.some(({ loading }) => loading)) return null;
    return { item: source.item, align, columns };
  }

  /** Whether the panel still shows what was aligned, though its texts may have grown. */
  private holds({ item, align, columns }: Aligning): boolean {
    if (this.asked !== align || this.source().item !== item) return false;
    const now = this.source().currentTexts(align.columns);
    return (
      now.length === columns.length &&
      columns.every((then, at) => {
        const one = now[at];
        return (
          one?.key === then.key &&
          one.sample === then.sample &&
          one.reasoning.startsWith(then.reasoning) &&
          one.answer.startsWith(then.answer)
        );
      })
    );
  }

  private send({
    align: { part },
    columns,
    aligned,
  }: Aligning & { readonly aligned: PackedAlignment }): void {
    this.forgotten = false;
    this.post({
      type: 'aligned',
      aligned: {
        part,
        columns: columns.map(({ key, sample, reasoning, answer, cut }) => ({
          key,
          sample,
          reasoning: reasoning.length,
          answer: answer.length,
          cut,
        })),
        aligned,
      },
    });
  }
}

function isSame(a: Aligning, b: Aligning): boolean {
  return (
    a.item === b.item &&
    a.align.part === b.align.part &&
    a.align.reference === b.align.reference &&
    a.columns.length === b.columns.length &&
    a.columns.every((one, at) => isSameText(one, b.columns[at]))
  );
}

function isSameText(one: ShownTexts, other: ShownTexts | undefined): boolean {
  return (
    one.key === other?.key &&
    one.sample === other.sample &&
    one.cut === other.cut &&
    one.finalAnswer === other.finalAnswer &&
    one.reasoning === other.reasoning &&
    one.answer === other.answer
  );
}
