const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const reservedBlock = 3;
const rleBlock = 1;

/** Where a frame of zstd begins and ends; `skippable` ones hold no data. */
export interface ZstdFrame {
  readonly start: number;
  readonly end: number;
  readonly skippable: boolean;
}

/**
 * The frames of a zstd stream, found by the headers of their blocks (RFC 8878, 3.1), without decoding: Node's decoder
 * stops behind the first one and says nothing. Null where the bytes are not whole frames one behind the other.
 */
export function zstdFrames(bytes: Buffer): readonly ZstdFrame[] | null {
  const frames: ZstdFrame[] = [];
  for (let start = 0; start < bytes.length;) {
    if (start + 4 > bytes.length) return null;
    const magic = bytes.readUInt32LE(start);
    const skippable = (magic & 0xfffffff0) >>> 0 === skippableMagic;
    if (!skippable && magic !== frameMagic) return null;
    const end = skippable ? skippableEnd(bytes, start) : frameEnd(bytes, start);
    if (end === null || end > bytes.length) return null;
    frames.push({ start, end, skippable });
    start = end;
  }
  return frames;
}

function skippableEnd(bytes: Buffer, start: number): number | null {
  return start + 8 <= bytes.length ? start + 8 + bytes.readUInt32LE(start + 4) : null;
}

function frameEnd(bytes: Buffer, start: number): number | null {
  if (start + 5 > bytes.length) return null;
  const descriptor = bytes.readUInt8(start + 4);
  const single = (descriptor & 0x20) !== 0;
  const contentSize = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  let at = start + 5 + (single ? 0 : 1) + dictionary + contentSize;
  for (let last = false; !last;) {
    if (at + 3 > bytes.length) return null;
    const header = bytes.readUIntLE(at, 3);
    const type = (header >> 1) & 3;
    if (type === reservedBlock) return null;
    last = (header & 1) !== 0;
    at += 3 + (type === rleBlock ? 1 : header >> 3);
  }
  return at + ((descriptor & 4) !== 0 ? 4 : 0);
}
