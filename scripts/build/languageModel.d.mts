/** Options of esbuild by which a CommonJS bundle knows its address. */
export const ownAddress: { readonly define: Record<string, string>; readonly banner: Record<string, string> };
/** Puts the files that the bundle reads into a folder. */
export function copyLanguageModel(folder: string): void;
