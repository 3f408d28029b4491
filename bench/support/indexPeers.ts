import { createReadStream, globSync, openSync, readSync, closeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { isJsonObject, parseJson, type JsonObject } from '../../src/core/json.ts';

/** Usual ways to read such files in Node: each parses every line whole. */
const peers = { readline: readByLine, chunks: readByChunk };

export function isPeer(name: string): name is keyof typeof peers {
  return Object.hasOwn(peers, name);
}

/** Reads all samples of a folder, and prints what that took. */
export async function readWith(peer: keyof typeof peers, folder: string): Promise<void> {
  const found = new Verdicts();
  for (const file of globSync(join(folder, '*', '*.jsonl'))) await peers[peer](file, found);
  console.log(JSON.stringify({ lines: found.ids.length, rss_mb: process.resourceUsage().maxRSS / 1024 }));
}

/** As little of each line as an index needs. */
class Verdicts {
  readonly ids: number[] = [];
  readonly values: number[] = [];
  readonly filters = new Map<string, number>();

  add(text: string): void {
    const sample = parsed(text);
    const { doc_id: id, filter, metrics } = sample;
    const name = Array.isArray(metrics) ? metrics[0] : null;
    const value = typeof name === 'string' ? sample[name] : null;
    this.ids.push(Number(id));
    this.values.push(typeof value === 'number' ? value : Number.NaN);
    if (typeof filter === 'string') this.filters.set(filter, (this.filters.get(filter) ?? 0) + 1);
  }
}

/** Python's NaN is no JSON. */
function parsed(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    const found = parseJson(text);
    if (found.ok && isJsonObject(found.value)) return found.value;
    throw new Error(`This line is no object: ${text.slice(0, 100)}`);
  }
}

async function readByLine(file: string, found: Verdicts): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    found.add(line);
  }
}

function readByChunk(file: string, found: Verdicts): Promise<void> {
  const chunk = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(file, 'r');
  let rest = Buffer.alloc(0);
  for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
    let at = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
      found.add(bytes.toString('utf8', at, end));
      at = end + 1;
    }
    rest = bytes.subarray(at);
  }
  closeSync(descriptor);
  return Promise.resolve();
}
