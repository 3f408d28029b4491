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
        },
      },
      // The packaged extension in a real VS Code, one story after the other.
      {
        test: { name: 'ui', include: ['test/ui/**/*.test.mjs'], testTimeout: 90_000, fileParallelism: false },
      },
    ],
  },
});
