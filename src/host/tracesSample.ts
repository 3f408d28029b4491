import * as vscode from 'vscode';
import { ageInWords, verdictKind } from '../core/results/itemTable.ts';
import { metricValue } from '../core/results/metric.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { finalAnswerOf } from '../core/results/storedAnswer.ts';
import type { Score } from '../core/scorers/score.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { Timing, TraceFlag } from '../core/traces/trace.ts';
import type { Column, ColumnState, SampleMark } from '../protocol.ts';
import { handWords } from './handWords.ts';
import { language } from './language.ts';
import type { GrownText, Mutable, SampleEnd, SampleStart, SampleState, VerdictsOf } from './tracesColumn.ts';
import { judgedOf, notJudged } from './tracesJudged.ts';
import { endWords, flagWords, remediesOf, retryWords, samplingWords, verdictOf } from './traceWords.ts';

/** One sample in the panel's memory: what its column shows of it, and where it is on disk. */
export class SampleView {
  readonly shown: Mutable<SampleState>;
  saved: SavedSample | null;
  /** Whether its texts are on disk only. */
  unread: boolean;
  /** Whether its texts are on their way from disk. */
  loading = false;
  private extracted: string | null = null;
  /** Of its trace, once that has ended. */
  flags: readonly TraceFlag[] = [];
  private choices: readonly string[] | null = null;
  private pieces = 0;
  private sentAt: number | null = null;
  /** What to say beside the texts when they are read. */
  readNote: string | undefined;

  constructor(public start: SampleStart) {
    const tool = start.saved?.tool;
    this.shown = {
      ...emptySample(samplingShown(start)),
      ...(tool === undefined ? {} : { tool: tool.format }),
    };
    this.saved = start.saved ?? null;
    this.unread = this.saved !== null;
    if (this.saved) this.shown.state = this.saved.status;
  }

  get key(): string {
    return this.start.key;
  }

  /** Says which repeat it is of how many, 1-based; whether that is new. */
  renumber(repeat: SampleStart['repeat']): boolean {
    if (repeat.every((number, at) => number === this.start.repeat[at])) return false;
    this.start = { ...this.start, repeat };
    return true;
  }

  /** What a request tells; `head` says whether more than the texts changed, `delta` how they grew. */
  receive(event: GenerateEvent, now: number): { readonly head: boolean; readonly delta: GrownText | null } {
    switch (event.type) {
      case 'queued':
        return this.wait('queued', event.ahead === 0 ? null : aheadWords(event.ahead));
      case 'sent':
        this.sentAt = now;
        this.pieces = 0;
        return this.wait('waiting', null);
      case 'retrying':
        return this.wait('retrying', retryWords(event));
      case 'reasoning':
        this.shown.reasoning += event.text;
        return this.grow({ reasoning: event.text }, now);
      case 'answer':
        this.shown.answer += event.text;
        return this.grow({ answer: event.text }, now);
      case 'answer-was-reasoning':
        this.shown.reasoning += this.shown.answer;
        this.shown.answer = '';
        return this.grow({ reclassify: true }, now);
    }
  }

  private wait(state: ColumnState, note: string | null): { head: true; delta: null } {
    Object.assign(this.shown, { state, note });
    return { head: true, delta: null };
  }

  private grow(delta: GrownText, now: number): { head: boolean; delta: GrownText } {
    const head = this.shown.state !== 'streaming';
    const ms = now - (this.sentAt ?? now);
    if (delta.reclassify !== true) this.pieces += 1;
    if (head) Object.assign(this.shown, { state: 'streaming', note: null, ttftMs: ms });
    const live = { pieces: this.pieces, ms };
    this.shown.live = live;
    return { head, delta: { ...delta, live } };
  }

  /** Lets the texts go; they can be read again. */
  unload(): void {
    this.unread = true;
    this.readNote = undefined;
    Object.assign(this.shown, { reasoning: '', answer: '' });
  }

  end({ trace, score, choices, note, saved }: SampleEnd, gold: string | null): void {
    const limit = this.start.sampling.maxTokens === undefined ? (trace.sent?.maxTokens ?? null) : null;
    Object.assign(this.shown, {
      live: null,
      remedies: remediesOf(trace),
      sampling: samplingShown(this.start, limit),
      reasoning: trace.reasoning,
      answer: trace.answer,
      state: trace.status,
      note: endWords(trace, note),
      flags: trace.flags.map(flagWords),
      verdict: this.verdictOf(score, gold, choices),
      promptTokens: trace.usage.promptTokens,
      completionTokens: trace.usage.completionTokens,
      reasoningTokens: trace.usage.reasoningTokens,
      ttftMs: trace.timing.ttftMs,
      // Other tools do not save it.
      durationMs: this.start.saved?.tool === undefined ? trace.timing.durationMs : null,
      waited: waitedOf(trace.timing),
    } satisfies Partial<SampleState>);
    this.choices = choices;
    this.flags = trace.flags;
    this.extracted = score.extracted;
    if (saved) this.saved = saved;
  }

  /** What other tools have in the place of a rule is the name of their metric. */
  private verdictOf(score: Score, gold: string | null, choices: readonly string[] | null): Column['verdict'] {
    const verdict = verdictOf(score, gold, choices);
    return this.start.saved?.tool === undefined ? verdict : { ...verdict, rule: '' };
  }

  /** The answer that was extracted from it, by whoever scored it, or by us since; null where there is none. */
  finalAnswer(verdictsOf: VerdictsOf): string | null {
    const ours = this.saved === null ? null : verdictsOf(this.saved);
    return finalAnswerOf(
      { extracted: this.extracted, response: this.shown.answer.length },
      ours?.scorer?.score.extracted ?? null,
    );
  }

  /** What was said of it since it was saved, and whether a person can say something. */
  judged(verdictsOf: VerdictsOf): Pick<Column, 'judged' | 'canJudge'> {
    const { saved, shown } = this;
    const hasEnded = shown.state === 'complete' || shown.state === 'truncated';
    if (saved === null || !hasEnded) return { judged: notJudged, canJudge: false };
    const verdicts = verdictsOf(saved);
    return { judged: verdicts === null ? notJudged : judgedOf(verdicts, this.choices), canJudge: true };
  }

  /**
   * @param group its group's number
   * @param withSampling where the column holds samples of several samplings
   */
  mark(group: number, withSampling: boolean, now: number, verdictsOf: VerdictsOf): SampleMark {
    const [repeat, of] = this.start.repeat;
    const hand = this.saved === null ? null : (verdictsOf(this.saved)?.hand ?? null);
    const words = [
      vscode.l10n.t('repeat {0} of {1}', repeat, of),
      ...(withSampling ? [this.shown.sampling] : []),
      ...(this.saved ? [ageInWords(now - Date.parse(this.saved.endedAt), language())] : []),
      ...(hand === null ? [] : [handWords(hand)]),
    ];
    const { verdict, state } = this.shown;
    const kind = verdict?.kind ?? (this.saved ? verdictKind(this.saved.value) : null);
    return { state, verdict: kind, counts: this.counts(), group, words: words.join(' · ') };
  }

  /** As the hover and the summaries count it. */
  private counts(): number | null {
    if (this.saved) return metricValue(this.saved.item.benchmark, this.saved);
    return this.shown.state === 'truncated' ? 0 : (this.shown.verdict?.value ?? null);
  }
}

function waitedOf({ waitedMs, tries }: Timing): SampleState['waited'] {
  return waitedMs === undefined || tries === undefined ? null : { ms: waitedMs, tries };
}

function aheadWords(ahead: number): string {
  return vscode.l10n.t('{0} ahead in the queue', ahead);
}

function emptySample(sampling: string): Mutable<SampleState> {
  return {
    state: 'queued',
    note: null,
    prompt: null,
    reasoning: '',
    answer: '',
    flags: [],
    verdict: null,
    promptTokens: null,
    completionTokens: null,
    reasoningTokens: null,
    ttftMs: null,
    durationMs: null,
    waited: null,
    live: null,
    remedies: [],
    sampling,
  };
}

/** What the sample was asked with, as far as that is known, and the tool that asked where that is another one. */
function samplingShown({ sampling, saved }: SampleStart, limit: number | null = null): string {
  const tool = saved?.tool;
  if (tool === undefined) return samplingWords(sampling, limit);
  const isKnown = Object.keys(sampling).some((name) => name !== 'repeats');
  const words = isKnown ? samplingWords(sampling, limit) : vscode.l10n.t('sampling not saved');
  return `${tool.format} · ${words}`;
}
