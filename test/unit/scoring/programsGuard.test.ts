import { spawn } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { isUnanswered } from '../../../src/core/scorers/score.ts';
import { findProgram } from '../../../src/workspace/scoring/programs/launch.ts';
import { Programs } from '../../../src/workspace/scoring/programs/programs.ts';
import {
  attempts,
  cleanUp,
  doorbell,
  preciousFolder,
  runOne,
  stillRunning,
  ways,
} from './hostilePrograms.ts';

afterAll(cleanUp);

const limits = { wallMs: 800, memory: 384 * 2 ** 20 };

for (const [name, options] of ways) {
  const programs = new Programs({ ...options, limits });
  const patient = new Programs({ ...options, limits: { ...limits, wallMs: 20_000 } });
  const guard = await programs.guard();
  const absent = isUnanswered(guard) ? ` (skipped: ${guard.unanswered})` : ` (${guard.words})`;
  const isSandbox = !isUnanswered(guard) && guard.isSandbox;
  const guardWords = isUnanswered(guard) ? '' : guard.words;
  const { wrapper, filter } = options.order?.[0] ?? { wrapper: null, filter: true };
  const isFiltered = filter && guardWords.includes('seccomp');

  describe.skipIf(isUnanswered(guard))(`a program under ${name}${absent}`, () => {
    const run = (code: string) => runOne(programs, code);
    // Whatever it did, nothing of it goes on.
    afterAll(async () => {
      expect(await stillRunning()).toEqual([]);
    });

    it('is stopped where it sleeps, and where it is busy', async () => {
      expect((await run('import time\ntime.sleep(60)')).kind).toBe('time');
      const busy = await run('while True: pass');
      expect(busy.kind).toBe('time');
      expect(busy.ms).toBeGreaterThanOrEqual(700);
    });

    it('is stopped though it takes no notice of signals', async () => {
      const code = `
import signal, time
for number in range(1, 32):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True:
    try: time.sleep(60)
    except BaseException: pass
`;
      expect((await run(code)).kind).toBe('time');
    });

    it('is stopped where it prints for ever', async () => {
      const outcome = await runOne(patient, 'while True: print("x" * 1000)');
      expect([outcome.kind, outcome.output]).toEqual(['output', '']);
      expect((await runOne(patient, 'import os\nwhile True: os.write(3, b"x" * 1000)')).kind).toBe('output');
    });

    it.runIf(process.platform === 'linux')('runs out of memory of its own', async () => {
      expect((await runOne(patient, 'x = bytearray(2 ** 30)')).kind).toBe('memory');
      expect((await runOne(patient, 'x = []\nwhile True: x.append("y" * 10 ** 6)')).kind).toBe('memory');
    });

    it('sees nothing of the environment', async () => {
      process.env.REASONING_TRANSFER_TEST_SECRET = 'sesame';
      const outcome = await runOne(patient, 'import os\nprint(dict(os.environ))');
      delete process.env.REASONING_TRANSFER_TEST_SECRET;
      expect(outcome.kind).toBe('ended');
      expect(outcome.output).toContain('LANG');
      expect(outcome.output).not.toContain('sesame');
    });

    it.runIf(process.platform === 'linux')(
      'reads the environment of other programs only where the guard says so, and that is no sandbox',
      async () => {
        const env = { REASONING_TRANSFER_TEST_SECRET: 'sesame' };
        const other = spawn('sleep', ['60'], { env: { ...process.env, ...env }, stdio: 'ignore' });
        try {
          const code = `
import glob
seen = False
for name in glob.glob("/proc/[0-9]*/environ"):
    try: seen = seen or b"sesame" in open(name, "rb").read()
    except OSError: pass
print(seen)
`;
          const { output } = await runOne(patient, code);
          expect(output).toBe(
            guardWords.includes('the environment of other programs') ? 'True\n' : 'False\n',
          );
          if (output === 'True\n') expect(isSandbox).toBe(false);
          if (wrapper !== null) expect(output).toBe('False\n');
        } finally {
          other.kill('SIGKILL');
        }
      },
    );

    it('leaves no child in its group behind', async () => {
      const code = `
import os, time
if os.fork() == 0:
    time.sleep(60)
print("gone")
`;
      const outcome = await runOne(patient, code);
      expect(outcome.kind).toBe(isFiltered ? 'error' : 'ended');
      expect(await stillRunning()).toEqual([]);
    });

    it('has room for no more in files than nothing', async () => {
      const outcome = await runOne(
        patient,
        'with open("own.txt", "w") as file: file.write("x" * 10 ** 6)\nprint("written")',
      );
      expect(outcome.kind).toBe('error');
    });

    it.runIf(wrapper !== null || isFiltered)('leaves no child of a group of its own behind', async () => {
      await run('import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)\nprint("gone")');
      expect(await stillRunning()).toEqual([]);
    });

    const stopped = async (...lines: string[]): Promise<void> => {
      const outcome = await runOne(patient, attempts(...lines));
      expect([outcome.kind, outcome.output]).toEqual(['ended', '[]\n']);
    };

    it('can tell what is not stopped from what is', async () => {
      const outcome = await runOne(patient, attempts('1 / 0', 'os.getpid()'));
      expect(outcome.output).toBe('["os.getpid()"]\n');
    });

    it.runIf(isFiltered)('starts no other program and no copy of itself', async () => {
      await stopped(
        'os.fork()',
        'assert os.system("true") == 0',
        'subprocess.run(["true"])',
        'os.execv("/bin/true", ["true"])',
        'os.posix_spawn("/bin/true", ["true"], {})',
        'multiprocessing.Process(target=print).start()',
        'while True: os.fork()',
      );
    });

    it.runIf(isFiltered)('sends no signal to others, and none to us', async () => {
      const targets = ['os.getppid()', String(process.pid), '-1', '1'];
      await stopped(...targets.map((target) => `os.kill(${target}, 9)`));
    });

    it.runIf(isSandbox || isFiltered)('opens no connection', async () => {
      const bell = await doorbell();
      await stopped(
        `socket.create_connection(("127.0.0.1", ${bell.port}), timeout=0.2)`,
        'socket.create_connection(("192.0.2.1", 80), timeout=0.2)',
        'socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))',
      );
      bell.close();
      expect(bell.rings()).toBe(0);
    });

    it.runIf(isSandbox || isFiltered)('changes no file', async () => {
      const { folder, file, state, remove } = preciousFolder();
      const quoted = JSON.stringify(file);
      await stopped(
        `open(${quoted}, "w")`,
        `open(${quoted}, "a").write("x")`,
        `open(${quoted}, "r+")`,
        `open(${JSON.stringify(`${folder}/new.txt`)}, "x")`,
        `os.remove(${quoted})`,
        `os.rename(${quoted}, ${quoted} + "2")`,
        `os.truncate(${quoted}, 0)`,
        `os.chmod(${quoted}, 0)`,
        `os.link(${quoted}, ${quoted} + "2")`,
        `os.symlink("x", ${quoted} + "2")`,
        `os.mkdir(${quoted} + "2")`,
        `os.utime(${quoted}, (0, 0))`,
        `os.chown(${quoted}, 1, 1)`,
        `os.mkfifo(${quoted} + "2")`,
        `shutil.rmtree(${JSON.stringify(folder)})`,
        `os.setxattr(${quoted}, "user.x", b"y")`,
      );
      expect(state()).toEqual(['kept.txt: kept']);
      remove();
    });

    it('has its threads, deep recursion and what else programs use', async () => {
      const code = `
import sys, threading
sys.setrecursionlimit(10 ** 6)
threading.stack_size(2 ** 26)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def main(): print(depth(20000), sorted(Counter("aab").items()), gcd(4, 6), __name__)
thread = threading.Thread(target=main)
thread.start()
thread.join()
`;
      expect(await runOne(patient, code)).toMatchObject({
        kind: 'ended',
        output: "20000 [('a', 2), ('b', 1)] 2 __main__\n",
      });
    });
  });
}

it('runs under at least one of these ways where there is Python', async ({ skip }) => {
  if ((await findProgram('python3', process.env.PATH ?? '')) === null) skip('there is no python3 here');
  expect(await new Programs().guard()).not.toHaveProperty('unanswered');
});
