/** A member as the directory of a zip file, or its own header, tells it (PKWARE's APPNOTE 6.3.10, 4.3). */
export interface ZipEntry {
  readonly name: string;
  /** The name's bytes, as the member's own header must repeat them. */
  readonly rawName: Buffer;
  /** 0 as it is, 8 deflate, 93 zstd. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  /** Bytes in the file. */
  readonly packed: number;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Offset of its own header in the file. */
  readonly header: number;
}

export const localHeaderBytes = 30;
export const localSignature = 0x04034b50;
export const directorySignature = 0x02014b50;
