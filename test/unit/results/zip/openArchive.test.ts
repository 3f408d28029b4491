import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UnreadableError } from '../../../../src/core/results/formats/source.ts';
import { bufferSource, type ByteSource } from '../../../../src/workspace/items/byteSource.ts';
import { openArchive } from '../../../../src/workspace/zip/openArchive.ts';
import { writeZip, type ZipMember, type ZipOptions } from './support/writeZip.ts';

async function textsOf(bytes: Buffer): Promise<{ texts: string[]; faults: readonly string[] }> {
  const { members, faults } = await openArchive(bufferSource(bytes));
  const texts: string[] = [];
  for (const { name, read } of members) {
    const text = await read().then(
      (content) => Buffer.from(content).toString(),
      (error: unknown) => {
        if (!(error instanceof UnreadableError)) throw error;
        return `! ${error.message}`;
      },
    );
    texts.push(`${name}: ${text}`);
  }
  return { texts, faults };
}

const read = (members: readonly ZipMember[], options?: ZipOptions) => textsOf(writeZip(members, options));

describe('members of a zip file', () => {
  test('are stored, deflated or packed with zstd', async () => {
    const members = [
      { name: 'a', text: 'one', method: 0 },
      { name: 'b', text: 'two two two two', method: 8 },
      { name: 'c/d', text: 'three three three', method: 93 },
      { name: 'empty', text: '', method: 93 },
      { name: 'folder/', text: '', method: 0 },
    ] as const;
    const texts = ['a: one', 'b: two two two two', 'c/d: three three three', 'empty: '];
    expect(await read(members, { comment: 'a comment' })).toEqual({ texts, faults: [] });
  });

  test('have all their zstd frames decoded, skippable ones apart', async () => {
    const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const checked = zstdCompressSync(Buffer.from('second, '), { params: { 201: 1 } });
    const long = 'third '.repeat(60_000);
    const packed = Buffer.concat([
      zstdCompressSync(Buffer.from('first, ')),
      skippable,
      checked,
      zstdCompressSync(Buffer.alloc(0)),
      zstdCompressSync(Buffer.from(long)),
    ]);
    const text = `first, second, ${long}`;
    expect((await read([{ name: 'a', text, method: 93, packed }])).texts).toEqual([`a: ${text}`]);
  });

  test('that stop after the first zstd frame are damaged, not short', async () => {
    const packed = zstdCompressSync(Buffer.from('first'));
    const { texts } = await read([{ name: 'a', text: 'first, second', method: 93, packed }]);
    expect(texts[0]).toContain(
      '! The member "a" of this zip file is damaged: it unpacks to 5 bytes, not 13.',
    );
    const cut = zstdCompressSync(Buffer.from('x'.repeat(50) + String(Math.PI))).subarray(0, -4);
    expect((await read([{ name: 'a', text: 'any', method: 93, packed: cut }])).texts[0]).toContain(
      'not whole',
    );
  });

  test('must have the size and the checksum that the directory says', async () => {
    const wrong: readonly Omit<ZipMember, 'name'>[] = [
      { text: 'abc', crc: 1, method: 0 },
      { text: 'abc', size: 4, method: 0 },
      { text: 'abc', size: 2, method: 8 },
      { text: 'abc', size: 4, method: 8 },
      { text: 'abc', size: 2, method: 93 },
      { text: 'abc', packed: Buffer.from('garbage!'), method: 8 },
      { text: 'abc', packed: deflateRawSync(Buffer.from('abd')), method: 8 },
    ];
    for (const member of wrong) {
      const { texts } = await read([{ name: 'a', ...member }]);
      expect(texts[0], JSON.stringify(member)).toMatch(/^a: ! The member "a" of this zip file is damaged/);
    }
  });

  test('of zip64 are found, in the directory and in their headers', async () => {
    const members: readonly ZipMember[] = [
      { name: 'a', text: 'one one one', wide: true },
      { name: 'b', text: 'two', wide: true, localExtra: 300 },
    ];
    const texts = ['a: one one one', 'b: two'];
    expect(await read(members, { zip64: true })).toEqual({ texts, faults: [] });
    expect((await read(members, { directory: false })).texts).toEqual(texts);
  });

  test('of equal names are all listed, in order', async () => {
    const members = ['first', 'last'].map((text) => ({ name: 'same', text }));
    expect((await read(members)).texts).toEqual(['same: first', 'same: last']);
    const { members: listed } = await openArchive(bufferSource(writeZip(members)));
    expect(listed.map(({ index }) => index)).toEqual([0, 1]);
  });

  test('whose names lead out of the folder are named and left out', async () => {
    const names = ['../up', 'a/../../b', '/root', 'C:\\system', 'a\\..\\b', 'good..name', 'end'];
    const { texts, faults } = await read(names.map((name) => ({ name, text: 'x' })));
    expect(texts).toEqual(['good..name: x', 'end: x']);
    expect(faults).toHaveLength(5);
    expect(faults[0]).toBe(
      'The zip file has a member "../up", which leads out of its folder; it is left out.',
    );
  });

  test('that are bombs, encrypted, of other methods or one over another are refused', async () => {
    const zeros = '\0'.repeat(30 * 1024 * 1024);
    expect((await read([{ name: 'bomb', text: zeros, method: 93 }])).texts[0]).toMatch(/^bomb: ! .*zip bomb/);
    const huge = { name: 'huge', text: 'x', size: 2 ** 30 };
    expect((await read([huge])).texts[0]).toMatch(/^huge: ! .*at most 512 MiB/);
    expect((await read([{ name: 'a', text: 'x', flags: 1 }])).texts[0]).toContain('encrypted');
    const odd = { name: 'a', text: 'x', method: 12 as 0, packed: Buffer.from('x') };
    expect((await read([odd])).texts[0]).toContain('packed by method 12');
    const over = await read([
      { name: 'a', text: 'one' },
      { name: 'b', text: 'two', header: 0 },
      { name: 'c', text: 'three' },
    ]);
    expect(over.texts[0]).toContain('lies over another one');
    expect(over.texts[2]).toBe('c: three');
    expect(over.faults[0]).toMatch(/^2 members/);
  });

  test('up to 1 MiB may be packed as tightly as they like', async () => {
    const text = 'a'.repeat(1024 * 1024);
    expect((await read([{ name: 'a', text, method: 93 }])).texts[0]).toBe(`a: ${text}`);
  });
});

describe('a zip file without a readable directory', () => {
  const members = ['one', 'two', 'three'].map((text) => ({ name: text, text: text.repeat(5) }));
  const whole = writeZip(members);

  test('gives the members that are whole', async () => {
    const bare = writeZip(members, { directory: false });
    for (const bytes of [
      bare,
      whole.subarray(0, bare.length + 10),
      Buffer.concat([whole, Buffer.from('tail')]),
    ]) {
      const { texts, faults } = await textsOf(bytes);
      expect(texts).toEqual(members.map(({ name, text }) => `${name}: ${text}`));
      expect(faults[0]).toContain('3 whole members were found');
    }
    const { texts, faults } = await textsOf(bare.subarray(0, bare.length - 2));
    expect(texts).toEqual(['one: oneoneoneoneone', 'two: twotwotwotwotwo']);
    expect(faults.join(' ')).toMatch(/2 whole members .* is cut off\.$/);
  });

  test('stops at a member whose sizes stand behind it', async () => {
    const flagged = [members[0]!, { ...members[1]!, flags: 0x808 }, members[2]!];
    expect((await read(flagged)).texts).toHaveLength(3);
    const { texts, faults } = await read(flagged, { directory: false });
    expect(texts).toEqual(['one: oneoneoneoneone']);
    expect(faults[0]).toContain(': 1 whole member was found (');
    expect(faults[1]).toMatch(/does not say how long it is/);
  });

  test('that counts too few members is not believed', async () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt16LE(2, bytes.length - 12);
    expect((await textsOf(bytes)).texts).toHaveLength(3);
  });

  test('and without a member is refused', async () => {
    for (const bytes of [Buffer.from('no zip at all'), whole.subarray(0, 20), Buffer.from('PK')]) {
      await expect(openArchive(bufferSource(bytes))).rejects.toThrow(UnreadableError);
    }
    expect(await read([])).toEqual({ texts: [], faults: [] });
  });
});

test('reading one member of a large file reads the directory and that member', async () => {
  const noise = Array.from({ length: 40 }, (_, i) => `member ${i} `.repeat(100_000));
  const bytes = writeZip(noise.map((text, i) => ({ name: `m${i}`, text, method: 0 })));
  let count = 0;
  const inner = bufferSource(bytes);
  const source: ByteSource = {
    ...inner,
    read: (start, end) => {
      count += Math.min(end, bytes.length) - start;
      return inner.read(start, end);
    },
  };
  const archive = await openArchive(source);
  expect(count).toBeLessThan(80_000);
  const member = await archive.members[20]!.read();
  expect(member.length).toBe(archive.members[20]!.size);
  expect(count).toBeLessThan(80_000 + 2 * member.length);
});

test('members read one after the other are read from the file many at once', async () => {
  const bytes = writeZip(
    Array.from({ length: 300 }, (_, i) => ({ name: `m${i}`, text: `text ${i}`, method: 0 })),
  );
  let reads = 0;
  const inner = bufferSource(bytes);
  const archive = await openArchive({
    ...inner,
    read: (start, end) => {
      reads += 1;
      return inner.read(start, end);
    },
  });
  for (const [i, member] of archive.members.entries()) {
    expect(Buffer.from(await member.read()).toString()).toBe(`text ${i}`);
  }
  expect(reads).toBeLessThan(8);
});

test('damage anywhere never gives other bytes', async () => {
  const members: readonly ZipMember[] = [
    { name: 'a', text: 'the first member, '.repeat(3), method: 0 },
    { name: 'b', text: 'the second member, '.repeat(9), method: 8 },
    { name: 'c', text: 'the third member, '.repeat(9), method: 93 },
  ];
  const whole = writeZip(members);
  const texts = new Set(members.map(({ text }) => text));
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < 600; round++) {
    const bytes = Buffer.from(round % 5 === 0 ? whole.subarray(0, random(whole.length)) : whole);
    for (let i = random(3); i >= 0 && bytes.length > 0; i--) bytes[random(bytes.length)] = random(256);
    const archive = await openArchive(bufferSource(bytes)).catch((error: unknown) => {
      expect(error).toBeInstanceOf(UnreadableError);
      return null;
    });
    for (const { read: content } of archive?.members ?? []) {
      try {
        const text = Buffer.from(await content()).toString();
        expect(texts).toContain(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableError);
      }
    }
  }
});
