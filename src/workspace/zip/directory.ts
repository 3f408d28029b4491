import { fromRandomAccessReaderPromise, getFileNameLowLevel, type Entry } from 'yauzl';
import { UnreadableError } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import type { ByteSource } from '../items/byteSource.ts';
import { limits } from './limits.ts';
import { WindowReader } from './windowReader.ts';
import { directorySignature, type ZipEntry } from './zipEntry.ts';

/** What the central directory says: its members in order, and why the rest of it cannot be read; null where it can. */
export interface Directory {
  readonly entries: readonly ZipEntry[];
  readonly fault: string | null;
}

/** Reads the central directory. Rejects with an `UnreadableError` where it has too many members to be meant well. */
export async function readDirectory(source: ByteSource): Promise<Directory> {
  const reader = new WindowReader(source);
  const entries: ZipEntry[] = [];
  try {
    const zip = await fromRandomAccessReaderPromise(reader, source.size, {
      // Names are labels for us; yauzl would stop at the first one that climbs out of a folder.
      decodeStrings: false,
      validateEntrySizes: false,
    });
    for await (const entry of zip.eachEntry()) {
      if (entries.length === limits.members) {
        throw new UnreadableError(
          say`This zip file has more than ${limits.members} members, which no log has; it is not read.`,
        );
      }
      entries.push(zipEntry(entry));
    }
    // A count that is too small would hide members, and of equal names show an older one.
    const behind = Number(zip.readEntryCursor);
    const next = await reader.bytes(behind, Math.min(behind + 4, source.size));
    const more = next.length === 4 && next.readUInt32LE(0) === directorySignature;
    return { entries, fault: more ? say`there are more members than it counts` : null };
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    return { entries, fault: error instanceof Error ? error.message : String(error) };
  }
}

function zipEntry(entry: Entry): ZipEntry {
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
    rawName: entry.fileNameRaw,
    method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
    crc32: entry.crc32,
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    header: entry.relativeOffsetOfLocalHeader,
  };
}
