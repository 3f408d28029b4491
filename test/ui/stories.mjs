/** What every file of stories needs: one VS Code for all of them, a window for each, servers, a picture of a failure. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { cacheFolder } from '../../scripts/cache.mjs';
import { startFaultServer } from '../support/faultServer.ts';
import { startVsCode } from './vsCode.mjs';

/** No source file holds this: it can only have come over the socket. */
export const word = `w${Math.random().toString(36).slice(2)}`;

/** Math items of examples/workspace. */
export const file = 'arithmetic.jsonl';

/** Starts and ends all that the stories of the file that calls it use. */
export function setUpStories() {
  let vsCode;
  let window = null;
  const servers = [];

  beforeAll(async () => {
    vsCode = await startVsCode();
  }, 120_000);

  afterAll(async () => {
    await vsCode?.close();
    for (const started of servers) await started.close();
  }, 60_000);

  afterEach(async ({ task }) => {
    try {
      if (task.result?.state === 'fail') {
        const name = task.name.replace(/\W+/g, '-').slice(0, 60);
        await window?.page.screenshot({ path: join(cacheFolder('test', 'ui'), `${name}.png`) });
      }
    } finally {
      const open = window;
      window = null;
      await open?.close();
    }
  });

  return {
    /** A server that plays these replies. */
    async server(options) {
      const started = await startFaultServer(options);
      servers.push(started);
      return started;
    },
    /** The story's window; see `startVsCode`. */
    async open(settings, on) {
      window = await vsCode.window(settings, on);
      return window;
    },
    /** A window with these endpoints in which Evaluate Item was run on a line. */
    async evaluateLine(line, endpoints) {
      window = await vsCode.window({ 'reasoningTransfer.endpoints': endpoints });
      await window.workbench.openFile(file);
      await window.workbench.goToLine(line);
      await window.workbench.command('Reasoning Transfer: Evaluate Item');
      if (endpoints.length > 1) await window.accept(endpoints.at(-1).label);
      return window;
    },
  };
}
