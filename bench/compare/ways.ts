import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffWords } from 'diff';
import DiffMatchPatch from 'diff-match-patch';
import { DefaultLinesDiffComputer } from 'vscode-diff';
import { compareTexts } from '../../src/core/compare/compareTexts.ts';
import type { Comparison } from '../../src/core/compare/comparison.ts';
import { splitSteps } from '../../src/core/traces/steps.ts';

/** Compares two texts; gives how many runs of changes a reader would see. */
export type Way = (left: string, right: string) => number;

/** VS Code's own limit in its diff editor. */
const vscodeLimit = 5_000;

export const ways: Readonly<Record<string, Way>> = {
  ours: (left, right) =>
    runsOf(compareTexts({ text: left, steps: splitSteps(left) }, { text: right, steps: splitSteps(right) })),
  'git diff --word-diff': gitRuns,
  'vscode-diff': (left, right) => {
    const options = { ignoreTrimWhitespace: false, computeMoves: true, maxComputationTimeMs: vscodeLimit };
    const found = new DefaultLinesDiffComputer().computeDiff(left.split('\n'), right.split('\n'), options);
    return found.changes.reduce((sum, { innerChanges }) => sum + (innerChanges?.length ?? 1), 0);
  },
  'diff-match-patch': (left, right) => {
    const differ = new DiffMatchPatch();
    differ.Diff_Timeout = 0;
    const { chars1, chars2, lineArray } = wordsAsCharacters(left, right);
    const found = differ.diff_main(chars1, chars2, false);
    differ.diff_charsToLines_(found, lineArray);
    differ.diff_cleanupSemantic(found);
    return runs(found.map(([kind]) => kind !== 0));
  },
  'jsdiff diffWords': (left, right) =>
    runs(diffWords(left, right).map(({ added, removed }) => added || removed)),
};

/** Runs of steps that stand alone, and runs of words inside pairs. */
export function runsOf({ entries }: Comparison): number {
  const inside = entries.reduce(
    (sum, { edits }) => sum + Math.max(edits?.left.length ?? 0, edits?.right.length ?? 0),
    0,
  );
  return inside + runs(entries.map(({ kind }) => kind === 'left' || kind === 'right'));
}

function runs(changed: readonly boolean[]): number {
  return changed.filter((is, at) => is && changed[at - 1] !== true).length;
}

/** As its documentation says to compare word by word: each word stands as one character. */
function wordsAsCharacters(left: string, right: string) {
  const lineArray: string[] = [''];
  const known = new Map<string, number>();
  const read = (text: string): string =>
    Array.from(text.matchAll(/\s+|[^\s]+/g), ([word]) => {
      const number = known.get(word) ?? lineArray.push(word) - 1;
      known.set(word, number);
      // No word is a surrogate.
      if (lineArray.length === 0xd800) lineArray.length = 0xe000;
      return String.fromCharCode(number);
    }).join('');
  return { chars1: read(left), chars2: read(right), lineArray };
}

function gitRuns(left: string, right: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const files = [join(folder, 'left'), join(folder, 'right')];
    [left, right].forEach((text, at) => {
      writeFileSync(files[at] ?? '', text);
    });
    const command = ['diff', '--no-index', '--word-diff=porcelain', ...files];
    const { stdout } = spawnSync('git', command, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return runs(
      stdout
        .split('\n')
        .slice(5)
        .map((line) => /^[-+]/.test(line)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
