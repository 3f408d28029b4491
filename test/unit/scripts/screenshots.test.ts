import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/screenshots.mjs', import.meta.url));
const run = (...args: string[]) => promisify(execFile)(process.execPath, [script, ...args]);

test('pictures need a folder of responses, and say what it holds where there is none', async () => {
  await expect(run()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^Name a folder of responses: .* --data FOLDER\. It holds items.*\.\n$/,
    ) as string,
  });
  await expect(run('--data', 'no-such-folder')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The folder no-such-folder lacks items.*RL.*SFT.*\.\n$/) as string,
  });
});
