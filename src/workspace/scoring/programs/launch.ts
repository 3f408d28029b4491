import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { driver } from './driver.ts';

/** What is put around the process of a program; null is nothing. */
export type Wrapper = 'bubblewrap' | 'unshare' | null;

/** How programs are started. */
export interface Launch {
  readonly wrapper: Wrapper;
  /** Whether the system calls are filtered where that works. */
  readonly filter: boolean;
  /** Absolute path of the Python itself, not of a script that looks for it. */
  readonly python: string;
  /** Absolute path of the wrapper's program; null without one. */
  readonly program: string | null;
}

/** The command that runs the driver, with its arguments. */
export function commandOf({ wrapper, program, python }: Launch): readonly [string, readonly string[]] {
  // -I: nothing from the environment or the current folder; -B: no compiled files are written.
  const own = [python, '-I', '-B', '-X', 'utf8', '-c', driver];
  if (wrapper === null || program === null) return [python, own.slice(1)];
  return [program, [...(wrapper === 'bubblewrap' ? bubblewrap : unshare), ...own]];
}

/** Everything readable, nothing to write but folders of its own that end with it; no network, no other processes. */
const bubblewrap = [
  ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
  ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--chdir', '/tmp', '--'],
];

/** util-linux: namespaces for users, the network, processes, mounts and what processes share. */
const unshare = [
  ...['--user', '--map-root-user', '--net', '--pid', '--mount', '--ipc', '--uts'],
  ...['--fork', '--kill-child', '--mount-proc', '--'],
];

/** The absolute path of a program on the search path, or null. */
export async function findProgram(name: string, search: string): Promise<string | null> {
  for (const folder of search.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}
