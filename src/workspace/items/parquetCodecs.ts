import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { say } from '../../core/say.ts';

/** A page of this size is none of a file of items; its header may lie, and memory is taken by what it says. */
const mostPage = 512 * 1024 * 1024;

/** Of every codec that is read, how a page is unpacked; `length` is what its header says comes of it. */
export const pageDecoders: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, decoder]) => [
    codec,
    (input: Uint8Array, length: number): Uint8Array => {
      if (length > mostPage) throw new Error(say`a page of ${Math.round(length / 1e6)} MB`);
      return decoder(input, length);
    },
  ]),
);

/** The codecs that are read, by their names in the format. */
export const codecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', ...Object.keys(compressors)]);
