/** What of WebAssembly is used here: Node has it, its types do not. */
declare namespace WebAssembly {
  /** Throws a `CompileError` where the engine cannot run the bytes. */
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  class Instance {
    constructor(module: object);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** By pages of 64 KiB. Arrays on the buffer from before are empty afterwards. */
    grow(pages: number): number;
  }
}
