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
  // The largest term of the tail, by logarithms since 2^-all is no double for many items; each next by a ratio.
  let log = -all * Math.LN2;
  for (let k = 1; k <= fewer; k++) log += Math.log((all - fewer + k) / k);
  let term = 1;
  let tail = 0;
  for (let k = fewer; k >= 0 && term > tail * 1e-18; k--) {
    tail += term;
    term *= k / (all - k + 1);
  }
  return Math.min(1, 2 * Math.exp(log + Math.log(tail)));
}
