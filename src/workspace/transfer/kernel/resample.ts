/**
 * Sums over resampled rows (`SumResamples`), in AssemblyScript: `scripts/build/kernel.mjs` compiles it to
 * `../kernelBytes.ts`. `../resampleKernel.ts` lays out the memory, all places in bytes:
 *
 * - at 0 the four streams of random words: a, b, c and counter, each a vector with one word of each stream
 * - `places`: room for where the rows of a resample are, 4 bytes each, up to the next multiple of 16
 * - `tables`: one table after the other; a table holds some of the columns, row by row, then a row of zeros
 * - `out`: the sums, resample by resample without gaps. Vectors are written whole, so that the last one of a resample
 *   reaches into the next, which is written later, and there is room behind the last.
 */

/** Columns of a table of floats: three vectors, so that 500 rows stay in the nearest cache. */
const floatColumns: u32 = 12;
const floatBytes: u32 = 4 * floatColumns;

/** Columns of a table of bytes: one vector. */
const byteColumns: u32 = 16;

/**
 * Tables of whole numbers from 0 to 255 / `run`, where `run` is a multiple of 4: so many rows are added as bytes before
 * their sums are added as 16 bits, which all rows must fit.
 *
 * @param divisors what each column is divided by in the end: floats, 16 for each table
 */
export function sumBytes(
  resamples: u32,
  rows: u32,
  columns: u32,
  places: u32,
  tables: u32,
  out: u32,
  run: u32,
  divisors: u32,
): void {
  const tableBytes = (rows + 1) * byteColumns;
  const end = places + rows * 4;
  for (let resample: u32 = 0; resample < resamples; resample++) {
    drawRows(rows, byteColumns, places, tables);
    let shift: u32 = 0;
    for (let first: u32 = 0; first < columns; first += byteColumns) {
      let low = i16x8.splat(0);
      let high = i16x8.splat(0);
      for (let from = places; from < end; from += run * 4) {
        const to = min(end, from + run * 4);
        let sum = i8x16.splat(0);
        for (let at = from; at < to; at += 16) {
          sum = i8x16.add(sum, v128.load(load<u32>(at) + shift));
          sum = i8x16.add(sum, v128.load(load<u32>(at, 4) + shift));
          sum = i8x16.add(sum, v128.load(load<u32>(at, 8) + shift));
          sum = i8x16.add(sum, v128.load(load<u32>(at, 12) + shift));
        }
        low = i16x8.add(low, i16x8.extend_low_i8x16_u(sum));
        high = i16x8.add(high, i16x8.extend_high_i8x16_u(sum));
      }
      const to = out + first * 4;
      const by = divisors + first * 4;
      v128.store(to, quotient(i32x4.extend_low_i16x8_u(low), by));
      v128.store(to, quotient(i32x4.extend_high_i16x8_u(low), by + 16), 16);
      v128.store(to, quotient(i32x4.extend_low_i16x8_u(high), by + 32), 32);
      v128.store(to, quotient(i32x4.extend_high_i16x8_u(high), by + 48), 48);
      shift += tableBytes;
    }
    out += columns * 4;
  }
}

function quotient(sums: v128, divisors: u32): v128 {
  return f32x4.div(f32x4.convert_i32x4_u(sums), v128.load(divisors));
}

/** Tables of floats. Every other row is added apart, so that no addition waits for the one before. */
export function sumFloats(resamples: u32, rows: u32, columns: u32, places: u32, tables: u32, out: u32): void {
  const tableBytes = (rows + 1) * floatBytes;
  const end = places + rows * 4;
  for (let resample: u32 = 0; resample < resamples; resample++) {
    drawRows(rows, floatBytes, places, tables);
    let shift: u32 = 0;
    for (let first: u32 = 0; first < columns; first += floatColumns) {
      let even0 = f32x4.splat(0);
      let even1 = f32x4.splat(0);
      let even2 = f32x4.splat(0);
      let odd0 = f32x4.splat(0);
      let odd1 = f32x4.splat(0);
      let odd2 = f32x4.splat(0);
      for (let at = places; at < end; at += 8) {
        const even = load<u32>(at) + shift;
        const odd = load<u32>(at, 4) + shift;
        even0 = f32x4.add(even0, v128.load(even));
        even1 = f32x4.add(even1, v128.load(even, 16));
        even2 = f32x4.add(even2, v128.load(even, 32));
        odd0 = f32x4.add(odd0, v128.load(odd));
        odd1 = f32x4.add(odd1, v128.load(odd, 16));
        odd2 = f32x4.add(odd2, v128.load(odd, 32));
      }
      const to = out + first * 4;
      v128.store(to, f32x4.add(even0, odd0));
      v128.store(to, f32x4.add(even1, odd1), 16);
      v128.store(to, f32x4.add(even2, odd2), 32);
      shift += tableBytes;
    }
    out += columns * 4;
  }
}

/** Draws the rows of one resample: where they are in the first table. What is drawn too many is the row of zeros. */
function drawRows(rows: u32, rowBytes: u32, places: u32, tables: u32): void {
  let a = v128.load(0);
  let b = v128.load(0, 16);
  let c = v128.load(0, 32);
  let counter = v128.load(0, 48);
  const one = i32x4.splat(1);
  const count = i32x4.splat(rows);
  const bytes = i32x4.splat(rowBytes);
  const start = i32x4.splat(tables);
  const end = places + rows * 4;
  for (let at = places; at < end; at += 16) {
    // sfc32, see src/core/transfer/randomWords.ts.
    const word = i32x4.add(i32x4.add(a, b), counter);
    counter = i32x4.add(counter, one);
    a = v128.xor(b, i32x4.shr_u(b, 9));
    b = i32x4.add(c, i32x4.shl(c, 3));
    c = i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), word);
    // The upper halves of word · rows.
    const low = i64x2.extmul_low_i32x4_u(word, count);
    const high = i64x2.extmul_high_i32x4_u(word, count);
    const row = i8x16.shuffle(low, high, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
    v128.store(at, i32x4.add(i32x4.mul(row, bytes), start));
  }
  for (let at = end; at & 15; at += 4) store<u32>(at, tables + rows * rowBytes);
  v128.store(0, a);
  v128.store(0, b, 16);
  v128.store(0, c, 32);
  v128.store(0, counter, 48);
}
