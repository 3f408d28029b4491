import { parentPort } from 'node:worker_threads';

import { encodeIndex } from '../../core/results/index/encodeIndex.ts';
import { FolderIndex, type FolderIndexAnswer } from './folderIndex.ts';
import type { FromIndexThread, ToIndexThread } from './indexMessages.ts';

/** A thread of its own, so that reading gigabytes never holds up the editor. `IndexThread` speaks to it. */

const port = parentPort;
let index: FolderIndex | null = null;
let asked = '';

function post(message: FromIndexThread): void {
  const bytes = message.type === 'answer' ? message.bytes : null;
  port?.postMessage(message, bytes === null ? [] : [bytes.buffer]);
}

async function answer(message: ToIndexThread): Promise<FolderIndexAnswer | null> {
  switch (message.type) {
    case 'search': {
      const key = JSON.stringify(message.request);
      if (index === null || key !== asked) {
        await index?.close();
        index = new FolderIndex(message.request);
        asked = key;
      }
      return index.search((done, of) => post({ type: 'progress', id: message.id, done, of }));
    }
    case 'touch':
      return (await index?.touch(message.paths)) ?? null;
    case 'recheck':
      return (await index?.recheck()) ?? null;
    case 'close':
      await index?.close();
      return null;
  }
}

port?.on('message', (message: ToIndexThread) => {
  const { id } = message;
  answer(message).then(
    (found) => {
      const data = found?.data ?? null;
      post({ type: 'answer', id, bytes: data && encodeIndex(data), problems: found?.problems ?? [] });
    },
    (error: unknown) =>
      post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) }),
  );
});
