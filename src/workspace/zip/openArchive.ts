import { UnreadableError, type Archive } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import type { ByteSource } from '../items/byteSource.ts';

/** The members of a zip file by its central directory. */
export function openArchive({ size }: ByteSource): Promise<Archive> {
  return Promise.reject(new UnreadableError(say`This zip file of ${size} bytes cannot be read.`));
}
