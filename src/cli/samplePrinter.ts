import type { Endpoint } from '../core/endpoint.ts';
import { scorerFor } from '../core/scorers/registry.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { TraceError } from '../core/traces/trace.ts';
import type { EvaluationEvent } from '../workspace/evaluation.ts';
import type { Job } from '../workspace/job.ts';
import type { SavedSamples } from '../workspace/savedSamples.ts';
import type { EvaluateOptions } from './evaluateOptions.ts';
import { failureAdvice } from './failureAdvice.ts';
import type { Io } from './io.ts';
import { LabelTally, type TalliedSample } from './labelTally.ts';
import { oneLine } from './oneLine.ts';
import { problemLine } from './problemLine.ts';
import { progressBar } from './progressBar.ts';
import { refusedJson, sampleJson, sampleWords } from './sampleOutput.ts';

/** Prints the samples of an evaluation as they end, and draws how far it is. */
export class SamplePrinter {
  readonly #json: boolean;
  readonly #saved: SavedSamples;
  readonly #io: Io;
  readonly #given: ReadonlyMap<string, string>;
  readonly #jobs: number;
  #ended = 0;
  #failed = 0;
  #unscored = 0;
  readonly #warning: (endpoint: Endpoint) => string | null;
  readonly #warned = new Set<string>();
  readonly #reasons = new Map<string, string>();
  readonly #advised = new Set<string>();
  /** Of what was asked and what was saved before. */
  readonly tally: LabelTally;
  readonly #running = new Set<Job>();
  readonly #waiting = new Set<Job>();
  #bar = '';
  /** Lines come in the order of the events, though a saved sample is first read from the disk. */
  #last: Promise<void> = Promise.resolve();

  /** @param warning what is to be said of an endpoint once it is asked, and so is known */
  constructor(
    options: EvaluateOptions,
    items: number,
    saved: SavedSamples,
    io: Io,
    warning: (endpoint: Endpoint) => string | null,
  ) {
    this.#json = options.json;
    this.#saved = saved;
    this.#io = io;
    this.#warning = warning;
    this.#given = new Map(options.endpoints.map(({ label }, index) => [label, options.given[index] ?? '']));
    this.tally = new LabelTally(options.endpoints.map(({ label }) => label));
    this.#jobs = items * options.endpoints.reduce((sum, { sampling }) => sum + sampling.repeats, 0);
  }

  take(event: EvaluationEvent): void {
    if (event.type === 'generate') {
      this.#follow(event.job, event.event);
      return;
    }
    if (event.type !== 'queued') {
      this.#last = this.#last.then(() => this.#print(event));
    }
  }

  /** Where a job is: it runs from when it is sent, waits before it is sent again, and else stands in the queue. */
  #follow(job: Job, event: GenerateEvent): void {
    switch (event.type) {
      case 'queued':
        this.#waiting.delete(job);
        break;
      case 'sent':
        this.#running.add(job);
        this.#warn(job.endpoint);
        break;
      case 'retrying':
        this.#running.delete(job);
        this.#waiting.add(job);
        this.#retrying(job.endpoint.label, event.reason);
        break;
      case 'reasoning':
      case 'answer':
      case 'answer-was-reasoning':
        return;
    }
    this.#draw();
  }

  /** Samples that ended complete, of a benchmark without a scorer. */
  get unscored(): number {
    return this.#unscored;
  }

  /** Resolves when everything taken is printed. */
  flushed(): Promise<void> {
    return this.#last;
  }

  /** Many requests wait for one server; what it says is told once. */
  #retrying(label: string, reason: string): void {
    if (this.#reasons.get(label) !== reason) {
      this.#reasons.set(label, reason);
      this.#say(`${label}: ${reason.replace(/[.!?]?$/, (end) => end || '.')} Asking again.`);
    }
  }

  #warn(endpoint: Endpoint): void {
    if (this.#warned.has(endpoint.label)) {
      return;
    }
    this.#warned.add(endpoint.label);
    const warning = this.#warning(endpoint);
    if (warning !== null) {
      this.#say(`${endpoint.label}: ${warning}`);
    }
  }

  /** Many requests may fail in one way; what to do about it is told once for each endpoint. */
  #advise(label: string, error: TraceError): void {
    const advice = failureAdvice(error, [...this.#given.keys()].indexOf(label));
    const line = `${label}: ${advice}`;
    if (advice !== null && !this.#advised.has(line)) {
      this.#advised.add(line);
      this.#say(oneLine(line));
    }
  }

  #count({ endpoint, item }: Job, sample: Pick<TalliedSample, 'status' | 'flags' | 'value'>): void {
    const { status, flags, value } = sample;
    const { benchmark, own } = item;
    this.tally.add(endpoint.label, { benchmark, answerKind: own?.answerKind, status, flags, value });
  }

  async #print(event: Exclude<EvaluationEvent, { type: 'generate' | 'queued' }>): Promise<void> {
    const { job } = event;
    this.#running.delete(job);
    this.#waiting.delete(job);
    this.#ended += 1;
    const endpoint = this.#given.get(job.endpoint.label) ?? '';
    switch (event.type) {
      case 'ended': {
        const { sample, saved, problem, sent } = event;
        this.#failed += sample.trace.status === 'failed' ? 1 : 0;
        if (
          sample.trace.status === 'complete' &&
          scorerFor(job.item.benchmark, job.item.own?.answerKind) === null
        ) {
          this.#unscored += 1;
        }
        if (problem !== null) {
          this.#say(problemLine(problem));
        }
        this.#count(job, { ...sample.trace, value: sample.score.value });
        if (sample.trace.error !== null) {
          this.#advise(job.endpoint.label, sample.trace.error);
        }
        if (sent) {
          this.#line(this.#json ? sampleJson(sample, endpoint, saved?.file ?? null) : sampleWords(sample));
        }
        break;
      }
      case 'skipped': {
        this.#count(job, event.saved);
        const read = await this.#saved.read(event.saved);
        if (!read.ok) {
          this.#say(problemLine(read.problem));
        } else if (this.#json) {
          this.#line(sampleJson(read.sample, endpoint, event.saved.file));
        } else {
          this.#line(`${sampleWords(read.sample)}  (saved before)`);
        }
        break;
      }
      case 'refused':
        this.#failed += 1;
        this.#line(
          this.#json
            ? refusedJson(job, endpoint, event.why)
            : `${job.item.benchmark} ${job.item.id}  ${job.endpoint.label}  not asked: ${event.why}`,
        );
        break;
    }
    this.#draw();
  }

  #line(text: string): void {
    this.#bar = '';
    this.#io.print(text);
  }

  #say(text: string): void {
    this.#bar = '';
    this.#io.say(text);
  }

  /** What is on the screen is not drawn again; a line that is printed takes its place. */
  #draw(): void {
    const bar = progressBar({
      ended: this.#ended,
      jobs: this.#jobs,
      running: this.#running.size,
      retrying: this.#waiting.size,
      failed: this.#failed,
    });
    if (bar === this.#bar) {
      return;
    }
    this.#bar = bar;
    this.#io.draw?.(bar);
  }
}
