/** What VS Code gives a webview; `Out` is what the host understands. */
export interface VsCodeApi<Out> {
  readonly postMessage: (message: Out) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

declare global {
  /** Defined by VS Code in every webview; may be called once. */
  function acquireVsCodeApi(): VsCodeApi<unknown>;
}
