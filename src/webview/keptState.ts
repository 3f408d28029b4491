import type { VsCodeApi } from './vscodeApi.ts';

/** Scrolling changes what is kept in every frame. */
const pauseMs = 150;

/** What a view keeps over hiding and reload; written soon after it changed, and at the latest when the page goes. */
export class KeptState<Kept extends object> {
  readonly #api: Pick<VsCodeApi<never>, 'setState'>;
  readonly #nothing: Kept;
  /** Null in a view that has never kept anything. */
  #kept: Kept | null;
  #timer: number | null = null;

  /**
   * @param parse gives null for what is not ours or of another version
   * @param nothing what a first change is made to
   */
  constructor(
    api: Pick<VsCodeApi<never>, 'getState' | 'setState'>,
    parse: (state: unknown) => Kept | null,
    nothing: Kept,
  ) {
    this.#api = api;
    this.#nothing = nothing;
    this.#kept = parse(api.getState());
    window.addEventListener('pagehide', () => this.#write());
  }

  get kept(): Kept | null {
    return this.#kept;
  }

  keep(change: Partial<Kept>): void {
    this.#kept = { ...(this.#kept ?? this.#nothing), ...change };
    this.#timer ??= window.setTimeout(() => this.#write(), pauseMs);
  }

  #write(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#api.setState(this.#kept);
  }
}
