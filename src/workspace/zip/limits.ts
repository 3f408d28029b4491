/**
 * What a zip file may ask of this machine. A member above these sizes is refused unread: a file of kilobytes can say
 * that it unpacks to terabytes, and some do.
 */
export const limits = {
  /** Bytes of one member, unpacked. */
  size: 512 * 1024 * 1024,
  /** Unpacked bytes for each packed one, of members above `freeSize`. Deflate itself reaches 1,032. */
  ratio: 1000,
  /** Members up to this many bytes may be packed as tightly as they like. */
  freeSize: 1024 * 1024,
  /** Members of one file. */
  members: 1_000_000,
} as const;
