/**
 * The seed of a task's resamples, 32 bits: FNV-1a over the words, so that a task's draws depend neither on the others
 * nor on the order of files.
 */
export function taskSeed(seed: number, benchmark: string, task: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed}\n${benchmark}\n${task}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
