import type { ItemFile } from '../../../src/workspace/itemFile.ts';
import { ReadFailure, type ByteSource } from '../../../src/workspace/items/byteSource.ts';

/** A file's state as a few lines: its benchmark, each value with its line, bytes and id, and every problem. */
export async function show(file: ItemFile): Promise<string> {
  const lines = [`${file.benchmark?.name ?? 'no benchmark'}, ${file.count}`];
  for (const { line, field, message } of file.problems)
    lines.push(`! ${line ?? '-'} ${field ?? '-'} ${message}`);
  for await (const { line, item, problems } of file.all()) {
    const bytes = item?.location.bytes?.join('-') ?? 'none';
    lines.push(item ? `${line} [${bytes}] ${item.id}` : `${line} no item`);
    for (const problem of problems)
      lines.push(`  ! ${problem.line ?? '-'} ${problem.field ?? '-'} ${problem.message}`);
  }
  return lines.join('\n');
}

/** A source that gives its bytes in chunks of this size, as a disk does with larger ones. */
export function chunkedSource(bytes: Buffer, chunk: number): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) =>
      Promise.resolve(start > bytes.length ? new ReadFailure('beyond the end') : bytes.subarray(start, end)),
    scan: (onChunk) => {
      for (let at = 0; at < bytes.length; at += chunk) {
        // A copy, overwritten afterwards: who kept it would see.
        const copy = Buffer.from(bytes.subarray(at, at + chunk));
        const more = onChunk(copy, at);
        copy.fill(0x21);
        if (!more) break;
      }
      return Promise.resolve(null);
    },
  };
}
