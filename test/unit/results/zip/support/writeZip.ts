import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';

/** A member as a test wants it written; what is given stands in the file even where it is wrong. */
export interface ZipMember {
  readonly name: string;
  readonly text: string;
  /** 0 as it is, 8 deflate, 93 zstd. */
  readonly method?: 0 | 8 | 93;
  /** In place of what the method makes of the text. */
  readonly packed?: Buffer;
  /** Unpacked bytes, as the headers say. */
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  /** Sizes in the extra fields of zip64. */
  readonly wide?: boolean;
  /** Another place of its own header, as the directory says. */
  readonly header?: number;
  /** Bytes of an extra field in its own header alone. */
  readonly localExtra?: number;
}

export interface ZipOptions {
  /** Ends with the records of zip64. */
  readonly zip64?: boolean;
  readonly comment?: string;
  /** Leaves out the central directory, as in a file that is cut off. */
  readonly directory?: boolean;
}

/** Writes a zip file (PKWARE's APPNOTE 6.3.10). */
export function writeZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const bytes = Buffer.from(member.text);
    const method = member.method ?? 8;
    const packed = member.packed ?? pack(bytes, method);
    const name = Buffer.from(member.name);
    const fields = { ...member, method, name, packed, size: member.size ?? bytes.length };
    const local = header(fields, { crc: member.crc ?? crc32(bytes), offset: null });
    directory.push(header(fields, { crc: member.crc ?? crc32(bytes), offset: member.header ?? offset }));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const count = members.length;
  const end = endRecords(count, central.length, offset, options);
  return Buffer.concat([...parts, ...(options.directory === false ? [] : [central, end])]);
}

function pack(bytes: Buffer, method: number): Buffer {
  if (method === 0) return bytes;
  return method === 8 ? deflateRawSync(bytes) : zstdCompressSync(bytes);
}

interface HeaderFields {
  readonly name: Buffer;
  readonly method: number;
  readonly packed: Buffer;
  readonly size: number;
  readonly flags?: number;
  readonly wide?: boolean;
  readonly localExtra?: number;
}

/** The header before a member, or in the directory where an offset is given. */
function header(member: HeaderFields, { crc, offset }: { crc: number; offset: number | null }): Buffer {
  const { name, method, packed, size, flags = 0x800, wide = false, localExtra = 0 } = member;
  const wideExtra = Buffer.alloc(wide ? 20 : 0);
  if (wide) {
    wideExtra.writeUInt16LE(1, 0);
    wideExtra.writeUInt16LE(16, 2);
    wideExtra.writeBigUInt64LE(BigInt(size), 4);
    wideExtra.writeBigUInt64LE(BigInt(packed.length), 12);
  }
  const more = Buffer.alloc(offset === null && localExtra > 0 ? 4 + localExtra : 0);
  if (more.length > 0) {
    more.writeUInt16LE(0x9999, 0);
    more.writeUInt16LE(localExtra, 2);
  }
  const extra = Buffer.concat([wideExtra, more]);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(63, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(wide ? 0xffffffff : packed.length, 14);
  common.writeUInt32LE(wide ? 0xffffffff : size, 18);
  common.writeUInt16LE(name.length, 22);
  common.writeUInt16LE(extra.length, 24);
  if (offset === null) return Buffer.concat([uint32(0x04034b50), common, name, extra]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([uint32(0x02014b50), Buffer.from([63, 0]), common, rest, name, extra]);
}

function endRecords(
  count: number,
  size: number,
  offset: number,
  { zip64, comment = '' }: ZipOptions,
): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  const plain = Buffer.concat([end, Buffer.from(comment)]);
  if (zip64 !== true) return plain;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, plain]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
