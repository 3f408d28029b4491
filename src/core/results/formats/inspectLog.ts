import type { InspectLog } from './inspectHeader.ts';
import { inspectJsonLog } from './inspectJsonLog.ts';
import { inspectZipLog } from './inspectZipLog.ts';
import type { ResultSource } from './source.ts';

/** Opens a log. Rejects with an `UnreadableError` where it has no readable header. */
export async function openInspectLog(source: ResultSource): Promise<InspectLog> {
  return isZip(source) ? inspectZipLog(source.path, await source.archive()) : inspectJsonLog(source);
}

export function isZip({ head }: Pick<ResultSource, 'head'>): boolean {
  return head[0] === 0x50 && head[1] === 0x4b;
}
