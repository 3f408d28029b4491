import { describe, expect, test } from 'vitest';

import type { Io } from '../../../src/cli/io.ts';
import { plain } from '../../../src/cli/diffStyled.ts';
import { displayWidth } from '../../../src/cli/diffWrap.ts';
import { runCommand } from '../../../src/cli/main.ts';
import { folderWith } from '../results/index/folder.ts';

interface Seen {
  readonly status: number;
  readonly printed: readonly string[];
  readonly painted: readonly string[];
}

async function shown(
  terminal: Pick<Io, 'columns' | 'env'>,
  args: readonly string[] = [],
  print: () => boolean = () => true,
): Promise<Seen> {
  const folder = folderWith({
    a: 'One is 1.\n\nThe rest of it is here.',
    b: 'One is 2.\n\nThe rest of it is here.',
  });
  const [printed, painted]: [string[], string[]] = [[], []];
  const status = await runCommand(['diff', 'a', 'b', ...args], {
    ...terminal,
    folder,
    print: (line) => {
      printed.push(line);
      return print();
    },
    paint: (line) => {
      painted.push(plain(line));
      return print();
    },
    say: () => undefined,
    lines: () => ReadableStream.from([]),
    input: () => Promise.resolve(new Uint8Array()),
    signal: new AbortController().signal,
    draw: null,
  });
  return { status, printed, painted };
}

describe('diff on a terminal', () => {
  test('has colours and its width', async () => {
    const { status, printed, painted } = await shown({ columns: 70, env: { TERM: 'xterm' } });
    expect([status, printed]).toEqual([0, []]);
    const row = painted.find((line) => line.includes('The rest of it'));
    // 33 columns, three between, and what stands in the right one.
    expect(row?.indexOf('=')).toBe(34);
    expect(painted.join('\n')).not.toMatch(/\[-|\{\+/);
    for (const line of painted) expect(displayWidth(line)).toBeLessThanOrEqual(70);
  });

  test.each<[string, Pick<Io, 'columns' | 'env'>, readonly string[], boolean]>([
    ['NO_COLOR', { columns: 70, env: { NO_COLOR: '1' } }, [], false],
    ['an empty NO_COLOR', { columns: 70, env: { NO_COLOR: '' } }, [], true],
    ['a dumb terminal', { columns: 70, env: { TERM: 'dumb' } }, [], false],
    ['no terminal', { columns: null, env: {} }, [], false],
    ['no terminal, but asked for', { columns: null, env: { NO_COLOR: '1' } }, ['--color', 'always'], true],
    ['a terminal, but not wanted', { columns: 70, env: {} }, ['--color', 'never'], false],
  ])('colours: %s', async (_name, terminal, args, colours) => {
    const { printed, painted } = await shown(terminal, args);
    expect([painted.length > 0, printed.length > 0]).toEqual([colours, !colours]);
  });

  test('a narrow one has one text above the other', async () => {
    const { painted } = await shown({ columns: 50, env: {} });
    expect(painted.some((line) => line.startsWith('= 2 The rest of it'))).toBe(true);
  });

  test('ends when nobody reads any more', async () => {
    const { status, painted } = await shown({ columns: 70, env: {} }, [], () => false);
    expect([status, painted.length]).toEqual([0, 1]);
  });
});
