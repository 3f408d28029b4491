/** First bytes of files that hold items in another form, each with what to do about it. */
const formats: readonly { readonly magic: readonly number[]; readonly message: string }[] = [
  { magic: [0x50, 0x41, 0x52, 0x31], message: 'This is a Parquet file; export it as JSONL.' },
  { magic: [0x50, 0x4b, 0x03, 0x04], message: 'This is a ZIP file; unpack it and open the items in it.' },
  { magic: [0x1f, 0x8b], message: 'This file is compressed with gzip; unpack it first.' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], message: 'This file is compressed with zstd; unpack it first.' },
];

/** A message where a file's first bytes are of a known format that is no text; else null. */
export function binaryFormat(head: Uint8Array): string | null {
  const found = formats.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
  return found?.message ?? null;
}
