import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnreadableError } from '../../../src/core/results/formats/source.ts';
import { scanFile } from '../../../src/workspace/results/fileScan.ts';

const content = randomBytes(3_000_001);
let folder = '';
let path = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-scan-'));
  path = join(folder, 'samples.jsonl');
  writeFileSync(path, content);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** All that a scan gives, each chunk checked for its place. */
async function scanned(size: number, from: number, slow: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let expected = from;
  await scanFile(
    path,
    size,
    (chunk, offset) => {
      expect(offset).toBe(expected);
      expected += chunk.length;
      chunks.push(Buffer.from(chunk));
      return true;
    },
    from,
    slow,
  );
  return Buffer.concat(chunks);
}

describe.each([
  ['from memory', Infinity],
  ['from a disk that has to be waited for', -1],
])('a file is scanned %s', (_name, slow) => {
  it.each([0, 1, 262_144, 2_999_999, 3_000_001])('from %d on', async (from) => {
    const all = await scanned(content.length, from, slow);
    expect(all.equals(content.subarray(from))).toBe(true);
  });

  it('up to the size it had', async () => {
    const all = await scanned(2_000_000, 0, slow);
    expect(all.equals(content.subarray(0, 2_000_000))).toBe(true);
  });

  it('until nobody wants more', async () => {
    let bytes = 0;
    await scanFile(path, content.length, (chunk) => (bytes += chunk.length) < 1_500_000, 0, slow);
    expect(bytes).toBeGreaterThanOrEqual(1_500_000);
    expect(bytes).toBeLessThan(content.length);
  });

  it('by several at once', async () => {
    const all = await Promise.all([0, 5, 9].map((from) => scanned(content.length, from, slow)));
    expect(all.map((each, place) => each.equals(content.subarray([0, 5, 9][place])))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('and what goes wrong in between is passed on', async () => {
    const failing = scanFile(
      path,
      content.length,
      (_chunk, offset) => {
        if (offset > 1_000_000) throw new Error('no');
        return true;
      },
      0,
      slow,
    );
    await expect(failing).rejects.toThrow('no');
  });
});

describe('a file that cannot be scanned', () => {
  it('is shorter than it was, or gone', async () => {
    await expect(scanFile(path, content.length + 1, () => true)).rejects.toThrow(/shorter/);
    await expect(scanFile(join(folder, 'none'), 1, () => true)).rejects.toBeInstanceOf(UnreadableError);
    await expect(scanFile(folder, 1, () => true)).rejects.toBeInstanceOf(UnreadableError);
  });

  it('is none that has grown: the rest is for the next time', async () => {
    const grown = join(folder, 'grown');
    writeFileSync(grown, 'one\n');
    const bytes: string[] = [];
    await scanFile(grown, 4, (chunk) => {
      appendFileSync(grown, 'two\n');
      bytes.push(Buffer.from(chunk).toString());
      return true;
    });
    expect(bytes).toEqual(['one\n']);
  });
});
