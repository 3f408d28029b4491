import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { SteppedText } from '../core/compare/comparison.ts';
import type { Problem } from '../core/problem.ts';
import { splitSteps } from '../core/traces/steps.ts';
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
    return { name, ...decoded(bytes, name) };
  } catch (error) {
    return { unreadable: `${name}: ${whyOf(error)}` };
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'This is a folder. With --item it is one of results; else give two files.';
  return `This file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}

/** UTF-8, or UTF-16 where a byte order mark says so. What is no text in it is read as U+FFFD, and a problem. */
export function decoded(bytes: Uint8Array, file: string): { text: string; problem: Problem | null } {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), problem: null };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const text = new TextDecoder(encoding).decode(bytes);
    const line = new TextLines(text).at(firstReplaced(text, bytes, encoding));
    const message = `This is not ${encoding.toUpperCase()}; what cannot be read is U+FFFD, from this line on.`;
    return { text, problem: { file, line, message } };
  }
}

/** The offset of the first U+FFFD that stands for something else. */
function firstReplaced(text: string, bytes: Uint8Array, encoding: string): number {
  if (encoding !== 'utf-8') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const units = Math.floor(bytes.length / 2) - 1;
    for (let at = 0; at < units; at += 1)
      if (view.getUint16(2 * at + 2, encoding === 'utf-16le') !== text.charCodeAt(at)) return at;
    return Math.max(0, text.length - 1);
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let place = mark;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code === 0xfffd && !(bytes[place] === 0xef && bytes[place + 1] === 0xbf && bytes[place + 2] === 0xbd))
      return at;
    place += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) at += 1;
  }
  return Math.max(0, text.length - 1);
}

/** A text in steps. A CR alone ends a line here too; offsets stay those of the text. */
export function steppedText(text: string): SteppedText {
  return { text, steps: splitSteps(text.replace(/\r(?!\n)/g, '\n')) };
}
