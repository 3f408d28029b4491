import * as vscode from 'vscode';
import type { FlipList } from '../core/transfer/flipList.ts';
import type { TransferInputOf } from '../core/transfer/inputOf.ts';
import type { Transfer } from '../core/transfer/transfer.ts';
import type { TransferInput, VerdictSource } from '../core/transfer/transferInput.ts';
import type { ToTransfer, TransferChoice, TransferState } from '../protocol.ts';
import type { TransferChoices } from './transferChoice.ts';
import type { TransferEngine } from './transferEngine.ts';
import type { TransferMade } from './transferRecord.ts';
import type { TransferSources } from './transferSources.ts';
import { WhenQuiet } from './whenQuiet.ts';

/** Files may change every second while runs are writing; the panel follows at most this often. */
const quietMs = 100;
const mostMs = 1000;

/**
 * What the transfer panel shows, made anew when its inputs changed and somebody looks: values first, then the same
 * with intervals, then those of the other verdicts. An answer that a newer change made old is dropped.
 */
export class TransferModel implements vscode.Disposable {
  private readonly made = new vscode.EventEmitter<ToTransfer>();
  readonly onDidMake = this.made.event;
  private looked = false;
  private last: { readonly key: string; readonly message: ToTransfer } | null = null;
  /** The intervals that are being computed, or were last. */
  private computing: { readonly key: string; readonly answer: Promise<Transfer | null> } | null = null;
  private readonly inputs = new Map<VerdictSource, TransferInputOf>();
  private inputsKey: string | null = null;
  private readonly whenQuiet = new WhenQuiet(quietMs, mostMs);

  constructor(
    private readonly sources: Pick<
      TransferSources,
      'baseMissing' | 'compare' | 'flips' | 'input' | 'isJudged' | 'key' | 'load' | 'models' | 'unscored'
    >,
    private readonly isFolderOpen: () => boolean,
    private readonly engine: TransferEngine,
    private readonly kept: Pick<TransferChoices, 'get' | 'restore' | 'set'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** To be called after anything changed that numbers are made of; nothing is made where that is not so. */
  changed = (): void => {
    if (this.looked) this.whenQuiet.touch('', () => this.make());
  };

  /** Whether anybody looks. Who begins to is told everything. */
  look(looked: boolean): void {
    this.looked = looked;
    if (!looked) return;
    void this.sources.load();
    if (this.last?.key === this.key()) this.made.fire(this.last.message);
    else this.make();
  }

  choose(choice: TransferChoice): void {
    this.kept.set(choice);
    this.make();
  }

  /** What a view that was there before had chosen. */
  restore(choice: TransferChoice): void {
    this.kept.restore(choice);
  }

  /** Whose verdicts everything shown is made of. */
  get verdicts(): VerdictSource {
    return this.kept.get().verdicts;
  }

  flips(left: string, right: string, benchmark: string): FlipList | null {
    if (this.sources.key() === null) return null;
    return this.sources.flips(left, right, benchmark, this.kept.get().verdicts);
  }

  /** Two models directly; of several questions the last is answered. */
  async direct(left: string, right: string): Promise<void> {
    if (this.sources.key() === null) return;
    const { verdicts, level } = this.kept.get();
    try {
      const compared = this.sources.compare(left, right, verdicts);
      const comparison = await this.engine.direct(compared, level, verdicts);
      if (comparison !== null) this.made.fire({ type: 'direct', left, right, comparison });
    } catch (error) {
      this.failed(error);
      this.made.fire({ type: 'direct', left, right, comparison: null });
    }
  }

  /** Whether what is shown names a file, as one that values stand in or that something is wrong with. */
  names(file: string): boolean {
    if (this.sources.key() === null) return false;
    const { comparisons, problems } = this.input(this.kept.get().verdicts);
    const shown = this.last?.message.type === 'data' ? this.last.message.state.transfer.problems : [];
    return (
      [...problems, ...shown].some((problem) => problem.file === file) ||
      comparisons.some(({ benchmarks }) =>
        benchmarks.some(({ sides }) => sides.some(({ files }) => files.includes(file))),
      )
    );
  }

  /** What is exported: with intervals, waiting for them. Null where there is nothing. */
  async whole(): Promise<TransferMade | null> {
    await this.sources.load();
    for (;;) {
      const key = this.key();
      if (this.sources.key() === null) return null;
      const choice = this.kept.get();
      const input = this.input(choice.verdicts);
      if (input.models.length === 0) return null;
      const transfer = hasItems(input)
        ? await this.intervals(key, input, choice)
        : this.engine.values(input, choice);
      if (transfer !== null) return { input, cohort: choice.cohort, transfer };
      // Where something changed meanwhile, what there is now is exported.
      if (key === this.key()) return null;
    }
  }

  private key(): string {
    return JSON.stringify([this.sources.key(), this.isFolderOpen(), this.kept.get()]);
  }

  private input(verdicts: VerdictSource): TransferInputOf {
    const key = this.sources.key();
    if (key !== this.inputsKey) this.inputs.clear();
    this.inputsKey = key;
    const known = this.inputs.get(verdicts) ?? this.sources.input(verdicts);
    this.inputs.set(verdicts, known);
    return known;
  }

  private make(): void {
    if (!this.looked) return;
    const key = this.key();
    if (this.last?.key === key) return;
    const empty = this.empty();
    if (empty) {
      this.tell(key, empty);
      return;
    }
    const choice = this.kept.get();
    const input = this.input(choice.verdicts);
    const other = this.sources.isJudged()
      ? this.input(choice.verdicts === 'stored' ? 'rescored' : 'stored')
      : null;
    const pending = hasItems(input);
    const state: TransferState = {
      transfer: this.engine.values(input, choice),
      pending,
      failed: false,
      otherVerdicts: other && this.engine.values(other, choice),
      otherIntervals: other !== null && hasItems(other) ? 'pending' : 'done',
      benchmarks: input.entries,
      set: { added: input.set.added, removed: input.set.removed },
      withoutBase: input.withoutBase,
      baseMissing: this.sources.baseMissing(),
      unscored: this.sources.unscored(),
    };
    this.tell(key, { type: 'data', state });
    void this.addIntervals(key, input, other, choice, state);
  }

  /** Ours first: the other verdicts are compared with them, and only then. */
  private async addIntervals(
    key: string,
    input: TransferInput,
    other: TransferInput | null,
    choice: TransferChoice,
    values: TransferState,
  ): Promise<void> {
    let state = values;
    if (state.pending) {
      const transfer = await this.orFailed(this.intervals(key, input, choice));
      if (transfer === null || this.last?.key !== key) return;
      state =
        transfer === 'failed'
          ? { ...state, pending: false, failed: true }
          : { ...state, pending: false, transfer };
      this.tell(key, { type: 'data', state });
      if (state.failed) return;
    }
    if (other === null || state.otherIntervals !== 'pending') return;
    const transfer = await this.orFailed(this.engine.intervals(other, choice));
    if (transfer === null || this.last?.key !== key) return;
    const found = transfer === 'failed' ? null : transfer;
    const otherIntervals = found === null ? 'failed' : 'done';
    const otherVerdicts = found ?? state.otherVerdicts;
    // Who looks later is told all at once; who looks now has the rest already.
    this.last = { key, message: { type: 'data', state: { ...state, otherVerdicts, otherIntervals } } };
    this.made.fire({ type: 'other-verdicts', transfer: found });
  }

  private async orFailed(answer: Promise<Transfer | null>): Promise<Transfer | null | 'failed'> {
    try {
      return await answer;
    } catch (error) {
      this.failed(error);
      return 'failed';
    }
  }

  /** Computed once for a key; null where what has another one was asked meanwhile. */
  private intervals(key: string, input: TransferInput, choice: TransferChoice): Promise<Transfer | null> {
    if (this.computing?.key === key) return this.computing.answer;
    const answer = this.engine.intervals(input, choice);
    const computing = { key, answer };
    this.computing = computing;
    // What came to nothing is tried again when it is asked for again.
    const forget = (): void => {
      if (this.computing === computing) this.computing = null;
    };
    answer.then((transfer) => transfer ?? forget(), forget);
    return answer;
  }

  /** Why there is nothing to show; null where there is something. */
  private empty(): ToTransfer | null {
    const none = { type: 'empty', models: [], baseMissing: [], unscored: [] } as const;
    if (!this.isFolderOpen()) return { ...none, why: 'no-folder' };
    if (this.sources.key() === null) return { ...none, why: 'searching' };
    if (this.input(this.kept.get().verdicts).models.length > 0) return null;
    const models = this.sources.models();
    const why = models.length === 0 ? 'no-results' : 'no-base';
    const { sources } = this;
    return { type: 'empty', why, models, baseMissing: sources.baseMissing(), unscored: sources.unscored() };
  }

  private tell(key: string, message: ToTransfer): void {
    this.last = { key, message };
    this.made.fire(message);
  }

  dispose(): void {
    this.whenQuiet.dispose();
    this.made.dispose();
  }
}

/** Whether there are scores of single items, so that there are intervals. */
function hasItems({ comparisons }: TransferInput): boolean {
  return comparisons.some(({ benchmarks }) => benchmarks.some(({ tasks }) => tasks !== null));
}
