import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import { UnreadableError } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import { ReadFailure, type ByteSource } from '../items/byteSource.ts';
import type { Directory } from './directory.ts';
import { limits } from './limits.ts';
import { localHeaderBytes, localSignature, type ZipEntry } from './zipEntry.ts';

/** The fixed part of a header with the longest name and the extra fields that are usual. */
const readAtOnce = 2048;
/** "Data descriptor" in the flags: sizes and CRC-32 stand behind the data. */
const sizesBehind = 8;

/**
 * The members of a zip file without a directory, by the headers that stand before each: as far as whole members are
 * there one behind the other. `fault` says why there is nothing more; null at what stands behind the last one.
 */
export async function walkLocalHeaders(source: ByteSource): Promise<Directory> {
  const entries: ZipEntry[] = [];
  for (let at = 0; ;) {
    if (entries.length === limits.members) {
      throw new UnreadableError(
        say`This zip file has more than ${limits.members} members, which no log has; it is not read.`,
      );
    }
    const bytes = await read(source, at, at + readAtOnce);
    if (bytes.length < 4 || bytes.readUInt32LE(0) !== localSignature) {
      const behind = bytes.length >= 4 && (bytes.readUInt32LE(0) & 0xffff) === 0x4b50;
      return { entries, fault: behind ? null : say`there is no further member at byte ${at}` };
    }
    const cut = { entries, fault: say`the member at byte ${at} is cut off` };
    if (bytes.length < localHeaderBytes) return cut;
    const dataStart = at + localHeaderBytes + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    const whole = dataStart <= at + bytes.length ? bytes : await read(source, at, dataStart);
    if (at + whole.length < dataStart) return cut;
    const entry = localEntry(whole, at, dataStart);
    if (entry === null) {
      return { entries, fault: say`the member at byte ${at} does not say how long it is` };
    }
    if (dataStart + entry.packed > source.size) return cut;
    entries.push(entry);
    at = dataStart + entry.packed;
  }
}

/** Null where the sizes are behind the data, or make no sense. */
function localEntry(bytes: Buffer, header: number, dataStart: number): ZipEntry | null {
  const flags = bytes.readUInt16LE(6);
  if ((flags & sizesBehind) !== 0) return null;
  const nameEnd = localHeaderBytes + bytes.readUInt16LE(26);
  const rawName = Buffer.from(bytes.subarray(localHeaderBytes, nameEnd));
  let [packed, size] = [bytes.readUInt32LE(18), bytes.readUInt32LE(22)];
  let extra: ReturnType<typeof parseExtraFields>;
  try {
    extra = parseExtraFields(bytes.subarray(nameEnd, dataStart - header));
  } catch {
    return null;
  }
  const wide = extra.find(({ id }) => id === 1)?.data;
  let at = 0;
  const next = (): number => {
    const value = wide !== undefined && at + 8 <= wide.length ? wide.readBigUInt64LE(at) : null;
    at += 8;
    return value === null || value > Number.MAX_SAFE_INTEGER ? Number.NaN : Number(value);
  };
  if (size === 0xffffffff) size = next();
  if (packed === 0xffffffff) packed = next();
  if (Number.isNaN(size) || Number.isNaN(packed)) return null;
  return {
    name: getFileNameLowLevel(flags, rawName, extra, false),
    rawName,
    method: bytes.readUInt16LE(8),
    encrypted: (flags & 1) !== 0,
    crc32: bytes.readUInt32LE(14),
    packed,
    size,
    header,
  };
}

async function read(source: ByteSource, start: number, end: number): Promise<Buffer> {
  const bytes = await source.read(start, Math.min(end, source.size));
  if (bytes instanceof ReadFailure) throw new UnreadableError(bytes.message);
  return bytes;
}
