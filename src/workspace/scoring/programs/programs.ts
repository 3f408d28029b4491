import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say } from '../../../core/say.ts';
import {
  isUnanswered,
  type ProgramOutcome,
  type ProgramQuestion,
  type ProgramTestOutcome,
  type Unanswered,
} from '../../../core/scorers/score.ts';
import { findGuard, type Guard } from './guard.ts';
import { runTest, type TestLimits } from './runTest.ts';

/** LiveCodeBench gives a test six seconds and a program four gigabytes; two programs at once must fit here. */
const usual: TestLimits = { wallMs: 6000, memory: 2 * 2 ** 30, output: 2 ** 20 };
/** Programs that run at once. */
const most = 2;

export interface ProgramOptions {
  /** Where `python3` and what guards it are looked for; `$PATH` where it is left out. */
  readonly search?: string;
  readonly limits?: Partial<TestLimits>;
  /** How programs are started, in the order of preference. */
  readonly order?: Parameters<typeof findGuard>[2];
}

/** Runs programs that models wrote; only for those who asked for it. */
export class Programs {
  private found: Promise<Guard | Unanswered> | null = null;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: ProgramOptions = {}) {}

  /** How programs are guarded here, tried once. */
  guard(): Promise<Guard | Unanswered> {
    const search = this.options.search ?? process.env.PATH ?? '';
    this.found ??= inFolder((folder) => findGuard(search, folder, this.options.order));
    return this.found;
  }

  /** Runs a program on its tests, up to the first at which it fails anyhow. Never rejects. */
  async run(question: ProgramQuestion, signal: AbortSignal): Promise<ProgramOutcome | Unanswered> {
    await this.turn();
    try {
      const guard = await this.guard();
      if (isUnanswered(guard)) return guard;
      const { tests } = question;
      return await inFolder(async (folder) => {
        const ended: ProgramTestOutcome[] = [];
        for (const test of tests) {
          const limits = { ...usual, ...this.options.limits };
          // An answer may well be longer than what is usual.
          const output = limits.output + 2 * Buffer.byteLength(test.output);
          const { code, functionName } = question;
          const job = { code, functionName, input: test.input };
          const one = await runTest(guard.launch, job, { ...limits, output }, folder, signal);
          if (isUnanswered(one)) return one;
          ended.push(one);
          if (!question.passes(test, one)) break;
        }
        return { tests: ended, guard: guard.words };
      });
    } finally {
      this.next();
    }
  }

  private async turn(): Promise<void> {
    if (this.running < most) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Gives the place to who waits the longest. */
  private next(): void {
    const waiting = this.waiting.shift();
    if (waiting === undefined) this.running -= 1;
    else waiting();
  }
}

/** A fresh folder for as long as `use` takes. */
async function inFolder<T>(use: (folder: string) => Promise<T | Unanswered>): Promise<T | Unanswered> {
  let folder: string;
  try {
    folder = await mkdtemp(path.join(tmpdir(), 'reasoning-transfer-'));
  } catch {
    return { unanswered: say`no temporary folder could be made` };
  }
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
  }
}
