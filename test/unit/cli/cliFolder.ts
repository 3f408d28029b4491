import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

import { bundle } from '../saved/bundle.ts';
import { run, type Running } from './program.ts';

/** What `math500.jsonl` holds. */
export const mathItems = [12, 20, 28].map((answer, index) => ({
  problem: `What is ${answer / 4} times 4?`,
  solution: `It is $\\boxed{${answer}}$.`,
  answer: String(answer),
  subject: 'Arithmetic',
  level: 1,
  unique_id: `own/${index + 1}.json`,
}));

interface CliFolder {
  /** The bundled command line. */
  program: string;
  /** A new one for each test, with `math500.jsonl` in it. */
  folder: string;
  /** Runs the command line in the folder. */
  readonly cli: (
    args: readonly string[],
    options?: { env?: Record<string, string>; stdin?: string },
  ) => Running;
}

/** The command line, bundled once for a test file, and a folder for each of its tests. */
export function cliFolder(): CliFolder {
  const here: CliFolder = {
    program: '',
    folder: '',
    cli: (args, options = {}) => run(here.program, args, { cwd: here.folder, ...options }),
  };
  beforeAll(async () => {
    here.program = await bundle('src/cli.ts', 'cli');
  });
  afterAll(() => rm(path.dirname(here.program), { recursive: true, force: true }));
  beforeEach(async () => {
    here.folder = await mkdtemp(path.join(os.tmpdir(), 'cli-'));
    await writeFile(
      path.join(here.folder, 'math500.jsonl'),
      mathItems.map((item) => `${JSON.stringify(item)}\n`).join(''),
    );
  });
  afterEach(() => rm(here.folder, { recursive: true, force: true }));
  return here;
}
