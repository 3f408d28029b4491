/**
 * Child processes that never outlive the script that started them: whatever is still running is stopped at the
 * end of the script, also after a failure or a signal.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const graceMs = 4000;
const windows = process.platform === 'win32';
/** Functions that stop what is still running; each is called once. */
const closers = new Set();
let ending = false;

/** Calls `close` (may be async) at the end of the script, unless the returned function was called before. */
export function atEnd(close) {
  closers.add(close);
  return () => closers.delete(close);
}

/** Stops everything that `start` and `atEnd` know of, the newest first. */
export async function stopAll() {
  for (const close of [...closers].reverse()) {
    closers.delete(close);
    await Promise.resolve(close()).catch((error) => console.error(`While stopping: ${error.message}`));
  }
}

function signalGroup(child, signal) {
  try {
    // A group of its own, so that the children of the child end as well.
    if (windows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * Starts a process that is expected to go on. `onLine` gets each line of its output, which is also kept in `log`
 * (the last 64 KB). `env` is added to the environment. Its standard input stays open until it is stopped.
 * With `inherit`, it has the streams of this script instead.
 */
export function start(command, args, { cwd, env, onLine, inherit = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: inherit ? 'inherit' : 'pipe',
    detached: !windows,
  });
  const running = { child, log: '', ended: null, stop };
  running.ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal, error: null }));
  });
  child.stdin?.on('error', () => {});
  for (const stream of [child.stdout, child.stderr].filter(Boolean)) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      running.log = (running.log + text).slice(-65536);
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) onLine?.(line);
    });
  }
  const forget = atEnd(stop);
  const killAtExit = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killAtExit);
  running.ended.then(() => {
    forget();
    process.off('exit', killAtExit);
  });
  async function stop() {
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await running.ended;
    clearTimeout(timer);
  }
  return running;
}

/**
 * Runs a process to its end and gives what it wrote. Rejects with its last output when it cannot be started,
 * fails, or takes longer than `timeoutMs`. With `show`, its output is passed on while it arrives.
 */
export async function run(command, args, { cwd, env, show = false, timeoutMs } = {}) {
  const running = start(command, args, { cwd, env, onLine: show ? (line) => console.log(line) : undefined });
  running.child.stdin.end();
  let late = false;
  const timer = timeoutMs && setTimeout(() => ((late = true), void running.stop()), timeoutMs);
  const { code, signal, error } = await running.ended;
  clearTimeout(timer);
  if (code === 0 && !late) return running.log;
  const what = `${command} ${args.join(' ')}`.slice(0, 200);
  const why = late
    ? `took longer than ${timeoutMs / 1000} s`
    : (error?.message ?? `ended with ${signal ?? code}`);
  throw new Error(`${what}: ${why}${show ? '' : `\n${running.log.slice(-4000)}`}`);
}

/** Runs the body of a script: prints a failure as one message, stops all children, sets the exit status. */
export async function main(body) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // The terminal and the parent may both send it; the first begins the end.
      if (ending) return;
      ending = true;
      stopAll().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  let status = 1;
  try {
    status = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!ending) console.error(process.env.DEBUG ? error : error.message);
  }
  if (ending) return;
  ending = true;
  await stopAll();
  process.exit(status);
}
