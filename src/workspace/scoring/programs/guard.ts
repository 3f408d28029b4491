import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { parseJson } from '../../../core/json.ts';
import { say, verbatim } from '../../../core/say.ts';
import { isUnanswered, type Unanswered } from '../../../core/scorers/score.ts';
import { findProgram, type Launch, type Wrapper } from './launch.ts';
import { runTest, type TestLimits } from './runTest.ts';

/** How programs are started here, and what that keeps them from, as was tried. */
export interface Guard {
  readonly launch: Launch;
  /** Whether network, writing the user's files, other processes and what their environment holds are out of reach. */
  readonly isSandbox: boolean;
  /** The same in words. */
  readonly words: string;
}

/** What is put around programs, in the order of preference; each is tried. */
export const wrappers: readonly Wrapper[] = ['bubblewrap', 'unshare', null];

/**
 * Finds how programs can be started: the first wrapper under which a program of ours runs, and what that program could
 * not do there: open a connection to this machine, write a file in `folder`, start a process that stays, read the
 * environment of another process. Unanswered where there is no Python, or none that runs.
 *
 * @param search the search path, such as `$PATH`
 * @param folder an empty folder
 */
export async function findGuard(
  search: string,
  folder: string,
  order: readonly Pick<Launch, 'wrapper' | 'filter'>[] = wrappers.map((wrapper) => ({
    wrapper,
    filter: true,
  })),
): Promise<Guard | Unanswered> {
  if (process.platform === 'win32') return { unanswered: say`code is run on Linux and macOS only` };
  const python = await findPython(search, folder);
  if (isUnanswered(python)) return python;
  let why: Unanswered = { unanswered: say`no way to start Python was found` };
  for (const { wrapper, filter } of order) {
    const name = wrapper === 'bubblewrap' ? 'bwrap' : wrapper;
    const program = name === null ? null : await findProgram(name, search);
    if (name !== null && program === null) continue;
    const launch = { wrapper, filter, python, program };
    const reached = await tried(launch, folder);
    if (!isUnanswered(reached)) return guardOf(launch, reached);
    why = reached;
  }
  return why;
}

/** What a program could do under a guard. */
interface Reached {
  readonly network: boolean;
  readonly files: boolean;
  readonly processes: boolean;
  /** It may hold keys, and what a program prints is saved. */
  readonly environment: boolean;
  readonly filtered: boolean;
}

function guardOf(launch: Launch, reached: Reached): Guard {
  const { network, files, environment, filtered } = reached;
  // What is started in a namespace of processes ends with it.
  const processes = reached.processes && launch.wrapper === null;
  const open = [
    ...(network ? [say`the network`] : []),
    ...(files ? [say`files`] : []),
    ...(processes ? [say`other programs`] : []),
    ...(environment ? [say`the environment of other programs`] : []),
  ];
  const names = [launch.wrapper, filtered ? 'seccomp' : null].filter((name) => name !== null).join(' + ');
  const words =
    open.length === 0
      ? say`run with ${verbatim(names)}: no network, no writing of files, no other programs`
      : names === ''
        ? say`run without a sandbox: it could reach ${open.join(', ')}`
        : say`run without a sandbox, with ${verbatim(names)} alone: it could reach ${open.join(', ')}`;
  return { launch, isSandbox: open.length === 0, words };
}

async function findPython(search: string, folder: string): Promise<string | Unanswered> {
  const absent = { unanswered: say`there is no \`python3\` on the search path, or it does not run` };
  const found = await findProgram('python3', search);
  if (found === null) return absent;
  // The user's own Python, with the user's environment: it may be a script that looks for the real one.
  const code = 'import sys; print(sys.executable if sys.version_info >= (3, 8) else "old")';
  const run = promisify(execFile)(found, ['-I', '-c', code], { cwd: folder, timeout: 20_000 });
  const text = await run.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  if (text === 'old') return { unanswered: say`\`python3\` is older than 3.8` };
  return path.isAbsolute(text) ? text : absent;
}

const probe = `
import json, os, socket

def tried(attempt):
    try:
        attempt()
        return True
    except Exception:
        return False

def connect(port):
    with socket.socket() as one:
        one.settimeout(2)
        one.connect(('127.0.0.1', port))

def write(path):
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT))

def fork():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)

def environment():
    # Of others than what started this one, which has what this one has.
    def entries(pid):
        with open('/proc/%s/environ' % pid, 'rb') as file:
            return set(file.read().split(b'\\0')) - {b''}

    def is_more(pid):
        try:
            return bool(entries(pid) - own)
        except OSError:
            return False

    own = entries('self')
    if not any(is_more(pid) for pid in os.listdir('/proc') if pid.isdigit()):
        raise OSError

def filtered():
    with open('/proc/self/status') as status:
        if '\\nSeccomp:\\t2' not in status.read():
            raise OSError
    try:
        os.kill(os.getpid(), 0)
    except PermissionError:
        return
    raise OSError

def look(port, path):
    return {'network': tried(lambda: connect(port)), 'files': tried(lambda: write(path)),
            'processes': tried(fork), 'environment': tried(environment), 'filtered': tried(filtered)}
`;

const probed = v.object({
  network: v.boolean(),
  files: v.boolean(),
  processes: v.boolean(),
  environment: v.boolean(),
  filtered: v.boolean(),
});
const limits: TestLimits = { wallMs: 10_000, memory: 2 ** 30, output: 10_000 };

async function tried(launch: Launch, folder: string): Promise<Reached | Unanswered> {
  const server = createServer((socket) => socket.destroy()).unref();
  const port = await listening(server);
  try {
    const file = path.join(folder, 'written');
    const input = `${port ?? 0}\n${JSON.stringify(file)}`;
    const job = { code: probe, functionName: 'look', input };
    const ended = await runTest(launch, job, limits, folder, new AbortController().signal);
    if (isUnanswered(ended)) return ended;
    const json = parseJson(ended.output);
    const parsed = ended.kind === 'ended' && json.ok ? v.safeParse(probed, json.value) : null;
    if (parsed?.success !== true) {
      return { unanswered: say`Python could not be started: ${verbatim(ended.error)}` };
    }
    const written = await readFile(file).then(
      () => true,
      () => false,
    );
    // Where nothing could be tried, nothing is known to hold.
    return { ...parsed.output, files: written, network: port === null || parsed.output.network };
  } finally {
    server.close();
  }
}

/** The port of loopback where a server listens; null where it cannot. */
function listening(server: Server): Promise<number | null> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : null);
    });
  });
}
