import type { Problem } from '../../core/problem.ts';
import type { FolderIndexRequest } from './folderIndex.ts';

/** What the thread of the index is asked; each is answered once, in order. */
export type ToIndexThread =
  | { readonly type: 'search'; readonly id: number; readonly request: FolderIndexRequest }
  | { readonly type: 'touch'; readonly id: number; readonly paths: readonly string[] }
  | { readonly type: 'recheck'; readonly id: number }
  | { readonly type: 'close'; readonly id: number };

/** What it answers. `bytes`: the encoded index (encodeIndex.ts), handed over; null where nothing changed. */
export type FromIndexThread =
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly bytes: Uint8Array<ArrayBuffer> | null;
      readonly problems: readonly Problem[];
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
