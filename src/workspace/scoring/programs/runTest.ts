import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { parseJson } from '../../../core/json.ts';
import { say, verbatim } from '../../../core/say.ts';
import type { ProgramTestOutcome, Unanswered } from '../../../core/scorers/score.ts';
import { commandOf, type Launch } from './launch.ts';

/** What one program may take for one test. */
export interface TestLimits {
  /** From when the program begins, in milliseconds. */
  readonly wallMs: number;
  /** Address space, in bytes. */
  readonly memory: number;
  /** What it prints or gives back, in bytes. */
  readonly output: number;
}

export interface TestJob {
  readonly code: string;
  readonly functionName: string | null;
  readonly input: string;
}

/** Python must have started by then, in milliseconds: a busy machine is slow, and that is no fault of the program's. */
const startMs = 30_000;
/** What was printed has been read by then after the end, in milliseconds. */
const pipesMs = 1000;
/** What stays of stderr, in bytes, for when nothing begins. */
const keptErrors = 2000;

const message = v.object({
  began: v.optional(v.boolean()),
  result: v.optional(v.string()),
  error: v.optional(v.string()),
  memory: v.optional(v.boolean()),
});
type Message = v.InferOutput<typeof message>;

/**
 * Runs a program on one test, in a process of its own whose group is killed at the end. Unanswered where it could not
 * be started or `signal` ended it. Never rejects.
 *
 * @param folder the current folder of the process
 */
export function runTest(
  launch: Launch,
  job: TestJob,
  limits: TestLimits,
  folder: string,
  signal: AbortSignal,
): Promise<ProgramTestOutcome | Unanswered> {
  if (signal.aborted) return Promise.resolve(cancelled());
  try {
    return new TestRun(launch, job, limits, folder, signal).ended;
  } catch (error) {
    return Promise.resolve(unstarted(error instanceof Error ? error.message : String(error)));
  }
}

const unstarted = (why: string): Unanswered => ({
  unanswered: say`Python could not be started: ${verbatim(why)}`,
});
const cancelled = (): Unanswered => ({ unanswered: say`it was cancelled` });

type Stopped = 'time' | 'output' | 'cancelled' | 'late';

class TestRun {
  readonly ended: Promise<ProgramTestOutcome | Unanswered>;
  private readonly child: ChildProcess;
  private readonly printed: Bounded;
  private readonly said: Bounded;
  private readonly errors: Bounded;
  private stopped: Stopped | null = null;
  private hasExited = false;
  private began: number | null = null;
  private timer: NodeJS.Timeout;
  private problem: string | null = null;

  constructor(
    launch: Launch,
    job: TestJob,
    private readonly limits: TestLimits,
    folder: string,
    signal: AbortSignal,
  ) {
    const [command, args] = commandOf(launch);
    // Nothing of the environment: it may hold keys.
    const env = {
      ...{ LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder },
      // A thread for each core, as numpy has them, would not fit into the memory.
      ...{ OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
    };
    const { promise, resolve } = Promise.withResolvers<ProgramTestOutcome | Unanswered>();
    this.ended = promise;
    const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] as const;
    this.child = spawn(command, args, { cwd: folder, env, stdio: [...stdio], detached: true });
    const { child } = this;
    let end: (code: number | null, killedBy: string | null) => void = () => undefined;
    // Before the streams are looked at, which a child that never was may not have.
    child.on('error', (error) => {
      this.problem = error.message;
      if (child.pid === undefined) end(null, null);
    });
    const tooMuch = (): void => this.stop('output');
    this.printed = new Bounded(child.stdout, limits.output, tooMuch);
    this.said = new Bounded(child.stdio[3], limits.output, tooMuch, () => this.hear());
    this.errors = new Bounded(child.stderr, keptErrors, null);
    this.timer = setTimeout(() => this.stop('late'), startMs);
    const abort = (): void => this.stop('cancelled');
    signal.addEventListener('abort', abort);
    let isOver = false;
    end = (code, killedBy) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(this.timer);
      signal.removeEventListener('abort', abort);
      resolve(this.outcome(code, killedBy, job.functionName !== null));
    };
    child.on('close', (code, killedBy) => end(code, killedBy));
    child.on('exit', (code, killedBy) => {
      this.hasExited = true;
      this.killGroup();
      // Whoever left the group may hold the ends of our pipes.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => end(code, killedBy), pipesMs);
    });
    const { wallMs, memory } = limits;
    const given = { ...job, seconds: Math.ceil(wallMs / 1000), memory, filter: launch.filter };
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(JSON.stringify(given));
  }

  /** The first thing that is said begins the time. */
  private hear(): void {
    if (this.began !== null) return;
    this.began = performance.now();
    if (this.hasExited || this.stopped !== null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stop('time'), this.limits.wallMs);
  }

  private stop(why: Stopped): void {
    this.stopped ??= why;
    this.killGroup();
  }

  private killGroup(): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }

  private outcome(
    code: number | null,
    killedBy: string | null,
    isFunction: boolean,
  ): ProgramTestOutcome | Unanswered {
    // Without descriptors left there are no streams either.
    const streams: unknown = this.child.stdio;
    if (Array.isArray(streams)) for (const stream of this.child.stdio) stream?.destroy();
    if (this.stopped === 'cancelled') return cancelled();
    if (this.began === null) {
      const why = this.problem ?? this.errors.text().trim().split('\n').at(-1) ?? '';
      return unstarted(why);
    }
    const base = { output: '', error: '', ms: Math.round(performance.now() - this.began) };
    const { result, error, memory } = this.lastMessage();
    if (this.stopped === 'output') return { ...base, kind: 'output' };
    if (this.stopped !== null || isOutOfTime(code, killedBy)) return { ...base, kind: 'time' };
    if (memory === true) return { ...base, kind: 'memory' };
    if (error !== undefined) return { ...base, kind: 'error', error };
    if (code !== 0) {
      const how = killedBy === null ? say`exit status ${String(code)}` : say`killed by ${killedBy}`;
      return { ...base, kind: 'error', error: how };
    }
    if (!isFunction) return { ...base, kind: 'ended', output: this.printed.text() };
    if (result === undefined)
      return { ...base, kind: 'error', error: say`it ended before it gave anything back` };
    return { ...base, kind: 'ended', output: result };
  }

  /** What the driver said at the end; a program that writes to its descriptor only spoils its own verdict. */
  private lastMessage(): Message {
    const line = this.said.text().trim().split('\n').at(-1) ?? '';
    const json = parseJson(line);
    const parsed = json.ok ? v.safeParse(message, json.value) : null;
    return parsed?.success === true ? parsed.output : {};
  }
}

/** SIGXCPU, or the driver's own watch; a wrapper may tell a signal by its exit status. */
function isOutOfTime(code: number | null, killedBy: string | null): boolean {
  return killedBy === 'SIGXCPU' || code === 128 + 24 || code === 124;
}

/** The beginning of what a stream gives. */
class Bounded {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  /** @param tooMuch called when there is more than `most` bytes; null lets the rest go */
  constructor(
    stream: unknown,
    private readonly most: number,
    private readonly tooMuch: (() => void) | null,
    heard?: () => void,
  ) {
    if (!isReadable(stream)) return;
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      heard?.();
      this.add(chunk);
    });
  }

  private add(chunk: Buffer): void {
    const kept = chunk.subarray(0, this.most - this.size);
    if (kept.length > 0) this.chunks.push(kept);
    this.size += kept.length;
    if (kept.length < chunk.length) this.tooMuch?.();
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === 'object' && stream !== null && 'on' in stream && 'read' in stream;
}
