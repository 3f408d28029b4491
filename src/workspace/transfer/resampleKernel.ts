import * as v from 'valibot';
import { resampleSums, streamSeeds } from '../../core/transfer/resampleSums.ts';
import type { ResampleRequest, SumResamples } from '../../core/transfer/resampling.ts';
import { kernelBytes } from './kernelBytes.ts';
import { wholeColumns, type WholeColumns } from './wholeColumns.ts';

/**
 * Bytes of sums that are made at once: bounds the memory, which never shrinks, and stays in a near cache. Engines replace
 * code by better code between calls, not within one.
 */
const mostOut = 2 ** 18;
const page = 2 ** 16;
/** Of the state of the streams, at 0. */
const stateBytes = 64;

/** Made when it is needed: an engine without WebAssembly has no such class. */
const exportsSchema = () =>
  v.object({ memory: v.instance(WebAssembly.Memory), sumBytes: v.function(), sumFloats: v.function() });
type Exports = v.InferOutput<ReturnType<typeof exportsSchema>>;

/**
 * The fast way to the sums that `resampleSums` defines: equal to them but for the rounding of floats. Columns of few
 * whole numbers, which most scores are, are summed as bytes. Where this machine has no SIMD in WebAssembly it is
 * `resampleSums` itself. An instance keeps its memory: one is enough for a thread.
 */
export function resampleKernel(): SumResamples {
  const kernel = instantiate();
  return kernel === null ? resampleSums : (request) => sums(kernel, request);
}

function instantiate(): Exports | null {
  try {
    const bytes = Uint8Array.from(Buffer.from(kernelBytes.join(''), 'base64'));
    return v.parse(exportsSchema(), new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
  } catch {
    return null;
  }
}

/** Where things are in the memory, in bytes; see kernel/resample.ts. */
interface Layout {
  /** Columns of a table, and bytes of each of its values. */
  readonly width: number;
  readonly bytes: number;
  readonly places: number;
  readonly divisors: number;
  readonly tables: number;
  readonly out: number;
  /** Resamples that are written at once. */
  readonly piece: number;
}

function sums(kernel: Exports, request: ResampleRequest): Float32Array {
  const { rows, columns, resamples, seed } = request;
  const found = new Float32Array(resamples * columns);
  if (rows === 0 || columns === 0) return found;
  const whole = wholeColumns(request);
  const layout = layoutOf(request, whole);
  const { places, divisors, tables, out, piece } = layout;
  const { memory } = kernel;
  // The last vectors of a table of bytes reach this far behind the last sum.
  const end = out + 4 * (piece * columns + 16);
  if (memory.buffer.byteLength < end) memory.grow(Math.ceil((end - memory.buffer.byteLength) / page));
  const state = new Int32Array(memory.buffer, 0, 16);
  state.set(streamSeeds(seed));
  state.fill(1, 12);
  fillTables(memory.buffer, request, layout, whole);
  for (let from = 0; from < resamples; from += piece) {
    const count = Math.min(piece, resamples - from);
    if (whole === null) kernel.sumFloats(count, rows, columns, places, tables, out);
    else {
      const run = 4 * Math.floor(255 / whole.most / 4);
      kernel.sumBytes(count, rows, columns, places, tables, out, run, divisors);
    }
    found.set(new Float32Array(memory.buffer, out, count * columns), from * columns);
  }
  return found;
}

function layoutOf({ rows, columns, resamples }: ResampleRequest, whole: WholeColumns | null): Layout {
  const [width, bytes] = whole === null ? [12, 4] : [16, 1];
  const count = Math.ceil(columns / width);
  const places = stateBytes;
  const divisors = places + upTo16(rows * 4);
  const tables = divisors + count * width * 4;
  const out = tables + upTo16(count * (rows + 1) * width * bytes);
  const piece = Math.max(1, Math.min(resamples, Math.floor(mostOut / 4 / columns)));
  return { width, bytes, places, divisors, tables, out, piece };
}

function upTo16(bytes: number): number {
  return 16 * Math.ceil(bytes / 16);
}

function fillTables(
  buffer: ArrayBuffer,
  { values, rows, columns }: ResampleRequest,
  { width, bytes, divisors, tables, out }: Layout,
  whole: WholeColumns | null,
): void {
  const length = (out - tables) / bytes;
  const table =
    whole === null ? new Float32Array(buffer, tables, length) : new Uint8Array(buffer, tables, length);
  table.fill(0);
  for (let column = 0; column < columns; column++) {
    const parts = whole?.parts[column] ?? 1;
    const first = Math.floor(column / width) * (rows + 1) * width + (column % width);
    for (let row = 0; row < rows; row++) {
      const value = values[row * columns + column] ?? 0;
      table[first + row * width] = whole === null ? value : Math.round(value * parts);
    }
  }
  const by = new Float32Array(buffer, divisors, (tables - divisors) / 4);
  by.fill(1);
  if (whole !== null) by.set(whole.parts);
}
