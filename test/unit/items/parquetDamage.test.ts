import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diskSource } from '../../../src/workspace/results/diskSource.ts';
import { UnreadableError } from '../../../src/core/results/formats/source.ts';
import { damaged, seeds } from '../results/support/damage.ts';
import { folderWith } from '../results/index/folder.ts';

test.each(['nested', 'math.snappy'])(
  'a damaged %s file is unreadable, and no error is left over',
  async (name) => {
    const leftOver: unknown[] = [];
    const keep = (error: unknown): void => void leftOver.push(error);
    process.on('unhandledRejection', keep);
    onTestFinished(() => void process.off('unhandledRejection', keep));
    const bytes = readFileSync(new URL(`fixtures/${name}.parquet`, import.meta.url));
    const file = path.join(folderWith({}), 'damaged.parquet');
    let unreadable = 0;
    for (const seed of seeds(120)) {
      writeFileSync(file, damaged(bytes, seed));
      try {
        const source = await diskSource(file, 1);
        for await (const row of source.rows()) expect(row).toBeTypeOf('object');
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableError);
        unreadable += 1;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(unreadable).toBeGreaterThan(60);
    expect(leftOver).toEqual([]);
  },
);
