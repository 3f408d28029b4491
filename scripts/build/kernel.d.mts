/** The module that holds the bytes, which `kernelText` makes anew. */
export const kernelFile: string;
export function kernelText(): Promise<string>;
export function keepKernel(): Promise<void>;
