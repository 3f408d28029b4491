/** Does something for each key that was touched once it was left alone for a while, and not much later if it never is. */
export class WhenQuiet {
  private readonly waiting = new Map<string, { readonly since: number; readonly timer: NodeJS.Timeout }>();

  /**
   * @param quietMs how long a key is to be left alone
   * @param mostMs how long after the first touch it is done all the same
   */
  constructor(
    private readonly quietMs: number,
    private readonly mostMs: number,
  ) {}

  touch(key: string, run: () => void): void {
    const before = this.waiting.get(key);
    if (before) clearTimeout(before.timer);
    const now = Date.now();
    const since = before?.since ?? now;
    const done = (): void => {
      this.waiting.delete(key);
      run();
    };
    const timer = setTimeout(done, Math.max(0, Math.min(this.quietMs, since + this.mostMs - now)));
    this.waiting.set(key, { since, timer });
  }

  dispose(): void {
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
