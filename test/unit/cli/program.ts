import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a program wrote and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when stdout holds so many lines. */
  readonly lines: (count: number) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts a Node program in a folder, its environment bare but for `env`. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; stdin?: string; node?: string },
): Running {
  const child = spawn(options.node ?? process.execPath, [program, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let heard: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const ended = once(child, 'close').then(() => ({
    status: child.exitCode,
    signal: child.signalCode,
    stdout,
    stderr,
  }));
  const lines = (count: number): Promise<void> =>
    new Promise((resolve) => {
      heard = () => {
        if (stdout.split('\n').length > count) resolve();
      };
      heard();
    });
  return { child, lines, ended };
}

/** The JSON objects a program printed, one a line. */
export function objects(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
