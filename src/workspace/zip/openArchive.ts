import { UnreadableError, type Archive, type ArchiveMember } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import type { ByteSource } from '../items/byteSource.ts';
import { readDirectory, type Directory } from './directory.ts';
import { limits } from './limits.ts';
import { walkLocalHeaders } from './localHeaders.ts';
import { MemberReader } from './memberReader.ts';
import { unpackMember } from './unpackMember.ts';
import { localHeaderBytes, localSignature, type ZipEntry } from './zipEntry.ts';

/** A member's own header may have other extra fields than the directory: as many bytes are read along with it. */
const usualExtra = 64;

/**
 * The members of a zip file (PKWARE's APPNOTE 6.3.10) by its central directory, zip64 too; where that is missing or
 * damaged, by the members' own headers, with a fault that says so. Only the directory is read here, and only the member
 * asked for later. Read are stored, deflated and zstd members (methods 0, 8, 93); encrypted ones, ones that share bytes
 * with another, and ones above 512 MiB, or above 1 MiB at more than 1,000 times their packed size, reject when read.
 * Members whose names lead out of a folder (`..`, absolute) are named in a fault and left out; folders are left out.
 * Rejects with an `UnreadableError` where there is no member to be found, or more than a million.
 */
export async function openArchive(source: ByteSource): Promise<Archive> {
  const { entries, faults } = await findEntries(source);
  const shared = overlapping(entries);
  const reader = new MemberReader(source);
  const members = entries.flatMap((entry, index): ArchiveMember[] => {
    if (entry.name.endsWith('/')) return [];
    if (leadsOut(entry.name)) {
      faults.push(
        say`The zip file has a member "${entry.name}", which leads out of its folder; it is left out.`,
      );
      return [];
    }
    const { name, size } = entry;
    return [{ index, name, size, read: () => readMember(reader, source.size, entry, shared.has(entry)) }];
  });
  if (shared.size > 0) {
    faults.push(
      say`${shared.size} members of the zip file lie over one another, which no tool writes; they are not read.`,
    );
  }
  return { members, faults };
}

async function findEntries(source: ByteSource): Promise<{ entries: readonly ZipEntry[]; faults: string[] }> {
  const directory = await readDirectory(source);
  if (directory.fault === null) return { entries: directory.entries, faults: [] };
  const walked = await walkLocalHeaders(source);
  const { entries }: Directory = walked.entries.length >= directory.entries.length ? walked : directory;
  if (entries.length === 0) {
    throw new UnreadableError(
      say`This zip file cannot be read: it is cut off before the end of its first member, or is none.`,
    );
  }
  const found =
    entries.length === 1 ? say`1 whole member was found` : say`${entries.length} whole members were found`;
  const faults = [
    say`The directory of this zip file is missing or damaged, so it may be cut off: ${found} (${directory.fault}). Copy the file again, or let its tool finish writing it.`,
  ];
  if (walked.fault !== null) faults.push(say`In the zip file, ${walked.fault}.`);
  return { entries, faults };
}

/** The entries that share a byte with another. */
function overlapping(entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const sorted = [...entries].sort((a, b) => a.header - b.header);
  const shared = new Set<ZipEntry>();
  let longest: ZipEntry | null = null;
  for (const entry of sorted) {
    if (longest !== null && entry.header < leastEnd(longest)) shared.add(longest).add(entry);
    if (longest === null || leastEnd(entry) > leastEnd(longest)) longest = entry;
  }
  return shared;
}

function leastEnd({ header, rawName, packed }: ZipEntry): number {
  return header + localHeaderBytes + rawName.length + packed;
}

function leadsOut(name: string): boolean {
  return name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..');
}

async function readMember(
  reader: MemberReader,
  fileSize: number,
  entry: ZipEntry,
  shared: boolean,
): Promise<Uint8Array> {
  const { name, size, packed } = entry;
  const refuse = (message: string): never => {
    throw new UnreadableError(message);
  };
  if (entry.encrypted) refuse(say`The member "${name}" of this zip file is encrypted; unpack it to read it.`);
  if (shared) refuse(say`The member "${name}" of this zip file lies over another one, so it is not read.`);
  if (Math.max(size, packed) > limits.size) {
    refuse(
      say`The member "${name}" of this zip file is ${Math.round(Math.max(size, packed) / 2 ** 20)} MiB long; at most ${limits.size / 2 ** 20} MiB are read.`,
    );
  }
  if (size > limits.freeSize && size > packed * limits.ratio) {
    refuse(
      say`The member "${name}" of this zip file unpacks to more than ${limits.ratio} times its size, as a zip bomb does; it is not read.`,
    );
  }
  return unpackMember(await packedBytes(reader, fileSize, entry), entry);
}

/** What stands behind a member's own header; that must be there, and name the same member. */
async function packedBytes(reader: MemberReader, fileSize: number, entry: ZipEntry): Promise<Buffer> {
  const { header, name, packed, rawName } = entry;
  const damaged = (): UnreadableError =>
    new UnreadableError(
      say`The member "${name}" of this zip file is damaged: it is not where the directory says.`,
    );
  const nameEnd = localHeaderBytes + rawName.length;
  const end = header + nameEnd + packed;
  if (end > fileSize) throw damaged();
  const bytes = await reader.bytes(header, Math.min(end + usualExtra, fileSize));
  if (bytes.length < nameEnd || bytes.readUInt32LE(0) !== localSignature) throw damaged();
  const same = bytes.subarray(localHeaderBytes, nameEnd).equals(rawName);
  if (bytes.readUInt16LE(26) !== rawName.length || !same) throw damaged();
  const from = nameEnd + bytes.readUInt16LE(28);
  const data =
    from + packed <= bytes.length
      ? bytes.subarray(from, from + packed)
      : await reader.bytes(header + from, Math.min(header + from + packed, fileSize));
  if (data.length < packed) throw damaged();
  return data;
}
