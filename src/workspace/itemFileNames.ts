/** What a file's name and size alone say. No import: it is part of what VS Code loads when it starts. */

const megabyte = 1024 * 1024;
/** VS Code shows no CodeLens above this size or this many lines. */
export const codeLensLimit = { bytes: 20 * megabyte, lines: 300_000 };
/** VS Code gives extensions no document above this size. */
const documentBytes = 50 * megabyte;

/** Endings of the files whose text is items; each may also be packed. The manifest lists them too. */
export const textFormats: readonly string[] = ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'tab'];
const endings = [
  ...textFormats,
  'parquet',
  ...textFormats.flatMap((format) => [`${format}.gz`, `${format}.zst`]),
];

/** Names of files that an editor shows and that may hold items. */
export const textFilesGlob = `**/*.{${textFormats.join(',')}}`;

/** Whether an editor shows a file of this name and it may hold items. */
export function isTextFormat(path: string): boolean {
  return textFormats.some((format) => path.toLowerCase().endsWith(`.${format}`));
}

/** The default of `reasoningTransfer.benchmarkFiles`. */
export const itemFilesGlob = `**/*.{${endings.join(',')}}`;

/** Folders and files without items of a user's: dependencies, our own samples, results of lm-evaluation-harness. */
export const noItemsGlob =
  '{**/node_modules/**,**/.git/**,**/.reasoning-transfer/**,**/samples_*.jsonl,**/results_*.json}';

/** Whether `noItemsGlob` names this path; for files that were changed, which come without a search. */
export function isNeverItems(path: string): boolean {
  return /(^|[\\/])((node_modules|\.git|\.reasoning-transfer)[\\/]|(samples_[^\\/]*\.jsonl|results_[^\\/]*\.json)$)/.test(
    path,
  );
}

/** JSON that tools write for themselves: never read, so that it costs nothing. */
const toolFile =
  /(^|[\\/])((package(-lock)?|composer|(ts|js)config[^\\/]*|launch|tasks|settings|extensions|keybindings|manifest|\.[^\\/]*)\.json|[^\\/]*\.code-workspace|\.[^\\/]*rc)$/i;

/** Whether a file of this name is some tool's own, such as `package.json` or `tsconfig.json`. */
export function isToolFile(path: string): boolean {
  return toolFile.test(path);
}

/** How far VS Code's editor reaches into a file: all of it, all but CodeLens, or no document at all. */
export type EditorReach = 'all' | 'no-codelens' | 'too-large' | 'no-text';

/** @param size in bytes */
export function editorReach(path: string, size: number): EditorReach {
  if (/\.(parquet|gz|zst)$/i.test(path)) return 'no-text';
  if (size > documentBytes) return 'too-large';
  return size > codeLensLimit.bytes ? 'no-codelens' : 'all';
}
