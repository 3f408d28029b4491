import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          alias: { vscode: new URL('test/support/vscodeWords.ts', import.meta.url).pathname },
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      // One browser serves all files; each file opens pages of its own.
      {
        test: {
          name: 'webview',
          include: ['test/webview/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // Frames come late on a busy machine.
          retry: 1,
        },
      },
      // The packaged extension in a real VS Code, one story after the other. VS Code drops a key or a message now
      // and then on a busy machine: a story is told again before it counts as wrong.
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.mjs'],
          testTimeout: 90_000,
          fileParallelism: false,
          retry: 2,
        },
      },
    ],
  },
});
