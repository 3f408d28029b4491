import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Dependencies point down the list of rooms in ARCHITECTURE.md only. */
const rooms = {
  core: ['**/endpoints/**', '**/workspace/**', '**/host/**', '**/webview/**', '**/cli/**', '**/protocol.ts'],
  endpoints: ['**/workspace/**', '**/host/**', '**/webview/**', '**/cli/**', '**/protocol.ts'],
  workspace: ['**/endpoints/**', '**/host/**', '**/webview/**', '**/cli/**', '**/protocol.ts'],
  host: ['**/webview/**', '**/cli/**'],
  webview: ['**/endpoints/**', '**/workspace/**', '**/host/**', '**/cli/**'],
  cli: ['**/host/**', '**/webview/**', '**/protocol.ts'],
};

/** Files beside the rooms that keep to the rules of one. */
const topLevel = {
  core: ['src/protocol.ts'],
  host: ['src/extension.ts'],
  webview: ['src/webviewPage.ts'],
  cli: ['src/cli.ts'],
};

/** What only one module may import: each outside thing has one owner. */
const owned = {
  openai: 'src/endpoints/openStream.ts',
  'chart.js': 'src/webview/charts.ts',
  svgcanvas: 'src/webview/chartSvg.ts',
  '@vscode/webview-ui-toolkit': 'src/webview/components.ts',
  katex: 'src/webview/traces/rendered/formula.ts',
  'markdown-it': 'src/webview/traces/rendered/markdown.ts',
};

const ownedPatterns = Object.entries(owned).map(([name, owner]) => ({
  group: [name, `${name}/**`],
  message: `Only ${owner} imports ${name}.`,
}));
const vscodePattern = { group: ['vscode'], message: 'Only src/extension.ts and src/host speak to VS Code.' };
// Hashing and inflating are pure functions of their input; everything else of Node is the outside world.
const purePatterns = [
  vscodePattern,
  { regex: '^node:(?!(?:crypto|zlib)$)', message: 'src/core is pure: no file system, network or process.' },
];

const roomRule = (room, extra = []) => ({
  files: [`src/${room}/**/*.ts`, ...(topLevel[room] ?? [])],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: rooms[room], message: `src/${room} must not import this room (ARCHITECTURE.md).` },
          ...ownedPatterns,
          ...extra,
        ],
      },
    ],
  },
});

const ownerRule = (name, owner) => ({
  files: [owner],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: rooms[owner.split('/')[1]], message: 'See ARCHITECTURE.md for the rooms.' },
          ...ownedPatterns.filter((pattern) => pattern.group[0] !== name),
          vscodePattern,
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'out/**', '.cache/**', 'examples/**'] },
  // AssemblyScript, which looks like TypeScript.
  { ignores: ['src/workspace/transfer/kernel/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
  },
  roomRule('core', purePatterns),
  roomRule('endpoints', [vscodePattern]),
  roomRule('workspace', [vscodePattern]),
  roomRule('host'),
  roomRule('webview', [vscodePattern]),
  roomRule('cli', [vscodePattern]),
  ...Object.entries(owned).map(([name, owner]) => ownerRule(name, owner)),
  {
    files: ['src/**/*.ts'],
    ignores: ['src/host/notify.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Identifier[name=/^show(Information|Warning|Error)Message$/]',
          message: 'Only src/host/notify.ts shows messages: VS Code runs command links in them.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [{ from: 'package', package: 'vitest', name: ['test', 'it', 'describe'] }],
        },
      ],
    },
  },
);
