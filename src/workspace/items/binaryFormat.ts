import { say } from '../../core/say.ts';

/** First bytes; null is any. */
type Magic = readonly (number | null)[];

/** First bytes of files that hold items in another form, each with what to do about it. */
const formats: readonly { readonly magic: Magic; readonly message: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], message: say`This is a ZIP file; unpack it and open the items in it.` },
  {
    // BZh9, then the digits of pi.
    magic: [0x42, 0x5a, 0x68, null, 0x31, 0x41, 0x59, 0x26],
    message: say`This file is compressed with bzip2; unpack it first.`,
  },
  {
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    message: say`This file is compressed with xz; unpack it first.`,
  },
  {
    magic: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31, 0, 0],
    message: say`This is an Arrow file; export it as Parquet or JSONL.`,
  },
  { magic: [0x50, 0x41, 0x52, 0x45], message: say`This Parquet file is encrypted, and cannot be read.` },
];

const parquet: Magic = [0x50, 0x41, 0x52, 0x31];

/** A message where a file's first bytes are of a known format that is not read; else null. */
export function binaryFormat(head: Uint8Array): string | null {
  return formats.find(({ magic }) => begins(head, magic))?.message ?? null;
}

/** Whether a file's first bytes are those of Parquet. */
export function isParquet(head: Uint8Array): boolean {
  return begins(head, parquet);
}

function begins(head: Uint8Array, magic: Magic): boolean {
  return magic.every((byte, i) => byte === null || head[i] === byte);
}
