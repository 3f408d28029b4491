import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Problem } from '../core/problem.ts';
import { decodeText, isBinary } from '../workspace/compare/decodeText.ts';
import type { Io } from './io.ts';
import { TextLines } from './diffLines.ts';

/** A text that was given, without its byte order mark. */
export interface GivenText {
  readonly name: string;
  readonly text: string;
  readonly problem: Problem | null;
}

/** Reads a file, or stdin for `-`; why it cannot be read, in words. */
export async function givenText(given: string, io: Io): Promise<GivenText | { readonly unreadable: string }> {
  const name = given === '-' ? 'stdin' : given;
  try {
    const bytes = given === '-' ? await io.input() : await readFile(path.resolve(io.folder, given));
    const text = decoded(bytes, name);
    // NUL alone may stand in a text.
    if (text.problem !== null && isBinary(bytes))
      return {
        unreadable: `${name}: This is a binary file. Give a text in UTF-8, or in UTF-16 with a byte order mark.`,
      };
    return { name, ...text };
  } catch (error) {
    return { unreadable: `${name}: ${whyOf(error)}` };
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'You have no permission to read this file.';
  if (code === 'EISDIR')
    return 'This is a folder. Give two files; of a folder of results give --item ID --models A,B, and the folder alone.';
  return `This file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}

/** What is no text in its encoding is read as U+FFFD, and a problem. */
export function decoded(bytes: Uint8Array, file: string): { text: string; problem: Problem | null } {
  const { text, encoding, replaced } = decodeText(bytes);
  if (replaced === null) return { text, problem: null };
  const line = new TextLines(text).at(replaced);
  const message = `This is not ${encoding.toUpperCase()}; what cannot be read is U+FFFD, from this line on. Save it as UTF-8 to compare all of it.`;
  return { text, problem: { file, line, message } };
}
