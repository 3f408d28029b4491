import type { Endpoint } from '../core/endpoint.ts';
import { scorerFor } from '../core/scorers/registry.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { EvaluationEvent } from '../workspace/evaluation.ts';
import type { Job } from '../workspace/job.ts';
import type { SavedSamples } from '../workspace/savedSamples.ts';
import type { EvaluateOptions } from './evaluateOptions.ts';
import type { Io } from './io.ts';
import { problemLine } from './problemLine.ts';
import { keyVariable } from './apiKeys.ts';
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
  readonly #keyless = new Set<string>();
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

  /** The message of a refused key names the first endpoint's variable; each other one has its own. */
  #unauthorized(label: string): void {
    const index = [...this.#given.keys()].indexOf(label);
    if (index > 0 && !this.#keyless.has(label)) {
      this.#keyless.add(label);
      this.#say(`${label}: its own key goes into ${keyVariable(index)}.`);
    }
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
        if (sample.trace.error?.kind === 'unauthorized') {
          this.#unauthorized(job.endpoint.label);
        }
        if (sent) {
          this.#line(this.#json ? sampleJson(sample, endpoint, saved?.file ?? null) : sampleWords(sample));
        }
        break;
      }
      case 'skipped': {
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
