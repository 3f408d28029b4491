const scaleBits = 500;
const scale = 2 ** scaleBits;

/**
 * McNemar's test, exact and two-sided: the chance that of all items that differ as few as the fewer, or as many as the
 * more, went one way if each way were as likely. In [0, 1]; 1 where none differs.
 *
 * @param oneWay items that only the left one has right
 * @param otherWay items that only the right one has right
 */
export function mcnemar(oneWay: number, otherWay: number): number {
  const fewer = Math.min(oneWay, otherWay);
  const all = oneWay + otherWay;
  if (oneWay === otherWay) return 1;
  // The largest term of the tail is all over fewer, by 2^all: powers of two are kept apart, since neither is a double
  // for many items. Each next term by a ratio.
  let largest = 1;
  let exponent = -all;
  for (let k = 1; k <= fewer; k++) {
    largest *= (all - fewer + k) / k;
    if (largest > scale) {
      largest /= scale;
      exponent += scaleBits;
    }
  }
  let term = 1;
  let tail = 0;
  for (let k = fewer; k >= 0 && term > tail * 1e-18; k--) {
    tail += term;
    term *= k / (all - k + 1);
  }
  const half = Math.trunc(exponent / 2);
  return Math.min(1, 2 * largest * tail * 2 ** half * 2 ** (exponent - half));
}
