import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnanswered, type ProgramTestOutcome } from '../../../src/core/scorers/score.ts';
import type { Programs, ProgramOptions } from '../../../src/workspace/scoring/programs/programs.ts';

// A folder for temporary files of this process, so that its programs are told from those of others.
const temporary = mkdtempSync(join(tmpdir(), 'programs-'));
process.env.TMPDIR = temporary;

/** Takes the folder away, at the end of all tests of a file. */
export const cleanUp = (): void => rmSync(temporary, { recursive: true, force: true });

/** How programs may be started; what is not on this machine is skipped, by name. */
export const ways: readonly (readonly [string, ProgramOptions])[] = [
  ['bubblewrap and the filter', { order: [{ wrapper: 'bubblewrap', filter: true }] }],
  ['bubblewrap alone', { order: [{ wrapper: 'bubblewrap', filter: false }] }],
  ['unshare and the filter', { order: [{ wrapper: 'unshare', filter: true }] }],
  ['unshare alone', { order: [{ wrapper: 'unshare', filter: false }] }],
  ['the filter alone', { order: [{ wrapper: null, filter: true }] }],
  ['limits alone', { order: [{ wrapper: null, filter: false }] }],
];

/** Runs code on one input; throws where nothing could be run. */
export async function runOne(
  programs: Programs,
  code: string,
  { input = '', output = '', functionName = null as string | null } = {},
): Promise<ProgramTestOutcome> {
  const tests = [{ input, output, isPublic: true }];
  const question = { language: 'python' as const, code, functionName, tests, passes: () => true };
  const outcome = await programs.run(question, new AbortController().signal);
  if (isUnanswered(outcome)) throw new Error(outcome.unanswered);
  const [one] = outcome.tests;
  if (one === undefined) throw new Error('no outcome');
  return one;
}

/** Python that tries each of these lines by itself, and prints as JSON those that nothing stopped. */
export const attempts = (...lines: string[]): string => `
import json, multiprocessing, os, shutil, socket, subprocess
done = []
for line in json.loads(${JSON.stringify(JSON.stringify(lines))}):
    try:
        exec(line)
        done.append(line)
    except Exception:
        pass
print(json.dumps(done))
`;

/** Processes, by id, whose folder was made for a program of this process. */
function leftBehind(): number[] {
  if (!existsSync('/proc/self/environ')) return [];
  const home = `HOME=${join(temporary, 'reasoning-transfer-')}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const of = readFileSync(join('/proc', name, 'environ'), 'latin1');
        return of.includes(home) && of.includes('PATH=/usr/bin:/bin\0') ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
}

/** Those that still run after a while; what was killed takes a moment to go. */
export async function stillRunning(): Promise<number[]> {
  for (let round = 0; round < 50 && leftBehind().length > 0; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return leftBehind();
}

/** A server on this machine that counts who comes. */
export async function doorbell() {
  let rings = 0;
  const server = createServer((socket) => {
    rings += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    rings: () => rings,
    close: () => server.close(),
  };
}

/** A folder with a file in it, to look at afterwards. */
export function preciousFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'precious-'));
  const file = join(folder, 'kept.txt');
  writeFileSync(file, 'kept');
  return {
    folder,
    file,
    state: () => readdirSync(folder).map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
