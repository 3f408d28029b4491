import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Scores } from './cohort.ts';

/** The Python of an environment of its own that has numpy, made at the first call; null where it cannot be had. */
export function pythonWithNumpy(folder: string): string | null {
  const python = join(folder, 'numpy', 'bin', 'python');
  const has = (): boolean => spawnSync(python, ['-c', 'import numpy']).status === 0;
  if (existsSync(python) && has()) return python;
  spawnSync('python3', ['-m', 'venv', join(folder, 'numpy')]);
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'numpy']);
  return has() ? python : null;
}

/** By benchmark: items × (models, then parts), floats. */
export function writeScores(file: string, scores: readonly Scores[]): void {
  const tables = scores.map(({ models, of }) => {
    const columns = [...models, of];
    return Float32Array.from({ length: of.length * columns.length }, (_, at) => {
      return columns[at % columns.length]?.[Math.floor(at / columns.length)] ?? 0;
    });
  });
  writeFileSync(file, Buffer.concat(tables.map(({ buffer }) => Buffer.from(buffer))));
}

/** All ends of intervals, by tuned model: ΔR of the benchmarks, then ΔR and DI of the domains, then both TI. */
const Answer = v.object({
  version: v.string(),
  seconds: v.number(),
  sums_seconds: v.number(),
  low: v.array(v.array(v.number())),
  high: v.array(v.array(v.number())),
});
export type NumpyAnswer = v.InferOutput<typeof Answer>;

/**
 * How often each row was drawn, counted for a hundred resamples at a time so that it stays in a cache, then one product
 * of matrices: the fastest of the ways that were tried here (all at once, `multinomial`, `take`). Four streams of four
 * benchmarks to a domain, as the data have them.
 */
const script = `
import json, sys, time
import numpy as np
file, benchmarks, items, models, resamples = sys.argv[1], *map(int, sys.argv[2:6])
data = np.fromfile(file, dtype=np.float32).reshape(benchmarks, items, models + 1)
rng = np.random.Generator(np.random.SFC64(1))
chunk = 100
first = (np.arange(chunk) * items)[:, None]

def resampled(table):
    sums = np.empty((resamples, models + 1), np.float32)
    for start in range(0, resamples, chunk):
        rows = rng.integers(0, items, size=(chunk, items), dtype=np.uint16) + first
        counts = np.bincount(rows.ravel(), minlength=chunk * items).reshape(chunk, items)
        sums[start:start + chunk] = counts.astype(np.float32) @ table
    return sums

def transfer():
    start = time.perf_counter()
    sums = [resampled(table) for table in data]
    summed = time.perf_counter() - start
    scores = np.stack([100 * (each[:, :models] / each[:, models:]).T for each in sums])
    raw = 100 * data[:, :, :models].sum(1) / data[:, :, models:].sum(1)
    parts = [scores[:, 1:] - scores[:, :1]]
    gains = raw[:, 1:] - raw[:, :1]
    indices = []
    for domain in range(3):
        here = slice(4 * domain, 4 * domain + 4)
        sigma = gains[here].std()
        delta = parts[0][here]
        weight = 100 - scores[here, :1]
        root = np.copysign(np.sqrt(np.abs(delta) / sigma), delta)
        index = (weight * root).sum(0) / weight.sum(0)
        parts.append(delta.mean(0)[None])
        parts.append(index[None])
        indices.append(index)
    parts.extend(100 * (index / indices[0])[None] for index in indices[1:])
    low, high = np.percentile(np.concatenate(parts), [2.5, 97.5], axis=2)
    return time.perf_counter() - start, summed, low.T, high.T

transfer()
seconds, summed, low, high = transfer()
print(json.dumps({"version": np.__version__, "seconds": seconds, "sums_seconds": summed,
                  "low": low.tolist(), "high": high.tolist()}))
`;

/** The same intervals with numpy, on one core, in a process of its own, after once to warm up. */
export function numpyTransfer(
  python: string,
  file: string,
  scores: readonly Scores[],
  resamples: number,
): NumpyAnswer {
  const sizes = [scores.length, scores[0]?.of.length, scores[0]?.models.length, resamples].map(String);
  const one = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const child = spawnSync(python, ['-c', script, file, ...sizes], {
    encoding: 'utf8',
    env: { ...process.env, ...one },
    maxBuffer: 2 ** 24,
  });
  if (child.status !== 0) throw new Error(`numpy failed: ${child.stderr.slice(-2000)}`);
  return v.parse(Answer, JSON.parse(child.stdout));
}
