import { escapeHidden } from '../core/hiddenText.ts';
import { painted } from './diffStyled.ts';
import type { Io } from './io.ts';

/**
 * The real process. The first Ctrl-C (or SIGTERM, as a cluster sends it before it kills) asks the command to
 * end, which keeps what is done; the second ends the process at once.
 */
export function processIo(): Io {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
      process.stderr.write('\nEnding; what is done is kept. Press Ctrl-C again to end at once.\n');
    });
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output, such as `head`, has seen enough.
    if (error.code !== 'EPIPE') {
      process.stderr.write(`The output cannot be written: ${error.message}\n`);
    }
    stop.abort();
  });
  let drawn = false;
  const erase = (): void => {
    if (drawn) {
      process.stderr.write('\r\u001B[K');
      drawn = false;
    }
  };
  const write = (line: string): boolean => {
    erase();
    process.stdout.write(`${line}\n`);
    return !process.stdout.destroyed;
  };
  return {
    print: (line) => write(escapeHidden(line)),
    paint: (line) => write(painted(line, escapeHidden)),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    say: (line) => {
      erase();
      process.stderr.write(`${escapeHidden(line)}\n`);
    },
    lines: () => linesOf(process.stdin, stop.signal),
    input: () => inputOf(process.stdin, stop.signal),
    env: process.env,
    folder: process.cwd(),
    signal: stop.signal,
    draw: process.stderr.isTTY
      ? (text) => {
          process.stderr.write(`\r${text.slice(0, Math.max(0, (process.stderr.columns || 80) - 1))}\u001B[K`);
          drawn = true;
        }
      : null,
  };
}

/** Lines end with LF or CRLF alone: node:readline also splits at U+2028, which JSON allows inside strings. */
async function* linesOf(
  input: NodeJS.ReadStream,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  signal.addEventListener('abort', () => input.destroy(), { once: true });
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        yield line.endsWith('\r') ? line.slice(0, -1) : line;
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
  rest += decoder.decode();
  if (rest !== '' && !signal.aborted) {
    yield rest;
  }
}

async function inputOf(input: NodeJS.ReadStream, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  signal.addEventListener('abort', () => input.destroy(), { once: true });
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return Buffer.concat(chunks);
}
