import type * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import type { ListedItem } from '../workspace/itemFolders.ts';
import type { IndexedFile, UnknownIndexedFile } from './benchmarksIndex.ts';
import type { ItemTarget } from './itemTargets.ts';

/** A row of the view "Benchmarks". That of an item is also the target its commands get. */
export type BenchmarkNode =
  | { readonly kind: 'domain'; readonly domain: Domain; readonly files: readonly IndexedFile[] }
  | { readonly kind: 'benchmark'; readonly name: string; readonly files: readonly IndexedFile[] }
  | { readonly kind: 'file'; readonly file: IndexedFile; readonly resourceUri: vscode.Uri }
  | { readonly kind: 'page'; readonly file: IndexedFile; readonly from: number; readonly to: number }
  | ({ readonly kind: 'item'; readonly file: IndexedFile; readonly item: ListedItem } & ItemTarget)
  | { readonly kind: 'unknown'; readonly files: readonly UnknownIndexedFile[] }
  | {
      readonly kind: 'unknown page';
      readonly files: readonly UnknownIndexedFile[];
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'unknown file'; readonly file: UnknownIndexedFile; readonly resourceUri: vscode.Uri }
  | { readonly kind: 'searching' }
  | { readonly kind: 'message'; readonly message: string; readonly command?: vscode.Command };

/** What the commands of an item's row get. */
export function targetOf({
  uri,
  line,
  character,
  index,
  id,
}: Extract<BenchmarkNode, { kind: 'item' }>): ItemTarget {
  return {
    uri,
    line,
    character,
    ...(index === undefined ? {} : { index }),
    ...(id === undefined ? {} : { id }),
  };
}
