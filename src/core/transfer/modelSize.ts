/** How many weights a model has, as people write it (`14B`, `270M`), by its name; null where that does not say. */
export function modelSize(name: string): string | null {
  // `Mixtral-8x7B`, `qwen3:14b`, `Qwen3-30B-A3B`; not `Llama3.1-8bit`.
  const [, count, unit] = /(?:^|[-_ /:.])((?:\d+x)?\d+(?:\.\d+)?)([bm])(?![a-z0-9])/i.exec(name) ?? [];
  return count === undefined || unit === undefined ? null : `${count}${unit.toUpperCase()}`;
}
