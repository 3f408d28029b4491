import {
  appendFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import type { IndexData } from '../../../../src/core/results/index/indexData.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { FolderIndex } from '../../../../src/workspace/results/folderIndex.ts';
import { IndexClient } from '../../../../src/workspace/results/indexClient.ts';
import { cacheFile, loadIndex } from '../../../../src/workspace/results/indexCache.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { walkResults } from '../../../../src/workspace/results/walkResults.ts';
import { bundle } from '../../saved/bundle.ts';
import { lmEvalFiles, sampleLine } from '../support/lmEvalFiles.ts';
import { folderWith, under, writeInto } from './folder.ts';

const nothing = (): void => undefined;
const files = under('m', lmEvalFiles({ model: 'm', scores: [1, 0] }));
const samplesName = Object.keys(files).find((name) => name.includes('samples')) ?? '';

function request(folder: string, cache: string | null = null) {
  return { folders: [folder], walk: { include: ['**'], exclude: [] }, tableScale: 'auto' as const, cache };
}

function valuesOf(data: IndexData | null): (string | undefined)[] {
  const runs = data === null ? [] : new ResultsIndex(data, noNames).runs;
  return runs.map(({ model, value, n }) => `${model} ${value} n=${n}`);
}

/** Gives a file another time than it had, whatever the clock's resolution. */
function later(file: string): void {
  const time = new Date(Date.now() + 5000);
  utimesSync(file, time, time);
}

test('only what changed is read again, of a file that grew only what was added', async () => {
  const folder = folderWith(files);
  const index = new FolderIndex(request(folder));
  const first = await index.search(nothing);
  expect(valuesOf(first.data)).toEqual(['m 0.5 n=2']);
  expect((await index.search(nothing)).readBytes).toBe(0);
  const samples = path.join(folder, samplesName);
  const added = Array.from({ length: 60 }, (_, item) => sampleLine(item + 2, 1)).join('');
  appendFileSync(samples, added);
  const grown = await index.touch([samples]);
  const [run] = new ResultsIndex(grown.data!, noNames).runs;
  expect(run?.samples[0]?.set.rows).toBe(62);
  expect(grown.readBytes).toBeLessThan(65_536 + added.length + 10);
});

test('a line that is being written is read once it is whole', async () => {
  const folder = folderWith({});
  const samples = path.join(folder, 'samples_hendrycks_math500_2026-01-01T00-00-00.1.jsonl');
  const line = sampleLine(1, 1);
  writeFileSync(samples, sampleLine(0, 1) + line.slice(0, 100));
  const index = new FolderIndex(request(folder));
  const torn = new ResultsIndex((await index.search(nothing)).data!, noNames);
  expect(torn.runs[0]?.n).toBe(1);
  expect(torn.problems.map(({ line: at }) => at)).toEqual([2]);
  appendFileSync(samples, line.slice(100));
  const whole = new ResultsIndex((await index.touch([samples])).data!, noNames);
  expect(whole.runs[0]?.n).toBe(2);
  expect(whole.problems).toEqual([]);
});

test('a file that was written anew is not taken for one that grew', async () => {
  const folder = folderWith(files);
  const index = new FolderIndex(request(folder));
  await index.search(nothing);
  const samples = path.join(folder, samplesName);
  writeFileSync(samples, [7, 8, 9].map((item) => sampleLine(item, 1)).join(''));
  later(samples);
  const data = (await index.touch([samples])).data!;
  expect(new ResultsIndex(data, noNames).runs[0]?.samples[0]?.set.rows).toBe(3);
});

test('files and folders that are gone are forgotten, moved ones found', async () => {
  const folder = folderWith({ ...files, ...under('n', lmEvalFiles({ model: 'n', scores: [1] })) });
  const index = new FolderIndex(request(folder));
  await index.search(nothing);
  renameSync(path.join(folder, 'n'), path.join(folder, 'o'));
  rmSync(path.join(folder, 'm'), { recursive: true });
  const moved = readdirSync(path.join(folder, 'o')).map((name) => path.join(folder, 'o', name));
  const { data } = await index.touch([path.join(folder, 'm'), path.join(folder, 'n'), ...moved]);
  expect(valuesOf(data)).toEqual(['n 1 n=1']);
  expect(data?.files.every((file) => file.path.includes('/o/'))).toBe(true);
});

test('a folder that is new is looked through, by the globs of its root', async () => {
  const folder = folderWith({});
  const index = new FolderIndex({
    ...request(folder),
    walk: { include: ['**'], exclude: ['/new/m/old/**'] },
  });
  await index.search(nothing);
  writeInto(folder, {
    ...under('new', files),
    ...under('new/m/old', files),
    ...under('node_modules/x', files),
  });
  const { data } = await index.touch([path.join(folder, 'new'), path.join(folder, 'node_modules')]);
  expect(valuesOf(data)).toEqual(['m 0.5 n=2']);
  expect(data?.files).toHaveLength(2);
});

test('changes are followed in a folder that itself stands within one that is never entered', async () => {
  const folder = path.join(folderWith(under('wandb/run', files)), 'wandb/run');
  const index = new FolderIndex(request(folder));
  await index.search(nothing);
  writeInto(folder, under('n', lmEvalFiles({ model: 'n', scores: [1] })));
  const added = readdirSync(path.join(folder, 'n')).map((name) => path.join(folder, 'n', name));
  expect(valuesOf((await index.touch(added)).data)).toEqual(['m 0.5 n=2', 'n 1 n=1']);
});

test('a recheck finds what no watcher told: grown, new and gone files', async () => {
  const folder = folderWith({ ...files, ...under('gone', lmEvalFiles({ model: 'gone', scores: [1] })) });
  const index = new FolderIndex(request(folder));
  await index.search(nothing);
  expect((await index.recheck()).data).toBeNull();
  appendFileSync(path.join(folder, samplesName), sampleLine(2, 1));
  rmSync(path.join(folder, 'gone'), { recursive: true });
  // Folders tell only when they changed, in steps of some milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 30));
  writeInto(folder, under('new', lmEvalFiles({ model: 'new', scores: [0] })));
  const { data } = await index.recheck();
  expect(valuesOf(data)).toEqual(['m 0.5 n=2', 'new 0 n=1']);
  expect(data?.files[1]?.reading?.samples[0]?.rows ?? data?.files[0]?.reading?.samples[0]?.rows).toBe(3);
});

test('a recheck finds what came between the search and it', async () => {
  const folder = folderWith(under('deep', files));
  const index = new FolderIndex(request(folder));
  await index.search(nothing);
  writeInto(
    folder,
    under('deep/m', lmEvalFiles({ model: 'm', scores: [1], timestamp: '2026-02-03T04-05-06.7' })),
  );
  expect(valuesOf((await index.recheck()).data)).toHaveLength(2);
  expect((await index.recheck()).data).toBeNull();
});

test('a kept index is read instead of the files, and a damaged one is built again silently', async () => {
  const folder = folderWith(files);
  const cache = cacheFile(path.join(folder, 'cache'), [folder]);
  await readFolders([folder], { cache });
  const again = await readFolders([folder], { cache });
  expect(again.readBytes).toBe(0);
  expect(valuesOf(again.data)).toEqual(['m 0.5 n=2']);
  writeFileSync(cache, 'no index at all');
  expect(await loadIndex(cache)).toBeNull();
  const rebuilt = await readFolders([folder], { cache });
  expect(rebuilt.problems).toEqual([]);
  expect(valuesOf(rebuilt.data)).toEqual(['m 0.5 n=2']);
});

test('dependencies, histories and virtual environments are never entered, excluded files not read', async () => {
  const folder = folderWith({
    'node_modules/a.jsonl': '{}',
    '.git/a.jsonl': '{}',
    'env/pyvenv.cfg': '',
    'env/deep/a.jsonl': '{}',
    'old/a.jsonl': '{}',
    '.reasoning-transfer/x/samples_a_1.jsonl': '{}',
    'kept/a.jsonl': '{}',
    'kept/package.json': '{}',
    'kept/a.txt': '',
  });
  const { files: found } = await walkResults([folder], { include: ['**'], exclude: ['old/**', '**/x/**'] });
  expect(found.map((file) => path.relative(folder, file.path))).toEqual([
    '.reasoning-transfer/x/samples_a_1.jsonl',
    'kept/a.jsonl',
  ]);
});

test('a link to a folder above is a problem and not followed, one to the side is followed once', async () => {
  const folder = folderWith({ 'a/x.jsonl': '{}', 'b/y.jsonl': '{}' });
  symlinkSync(folder, path.join(folder, 'a', 'up'));
  symlinkSync(path.join(folder, 'b'), path.join(folder, 'a', 'side'));
  const { files: found, problems } = await walkResults([folder]);
  expect(found.map((file) => path.relative(folder, file.path))).toEqual(['a/side/y.jsonl', 'a/x.jsonl']);
  expect(problems).toEqual([
    { file: `${folder}/a/up`, message: expect.stringContaining('leads back') as string },
  ]);
});

test('a link to a file that is found in its own place is not a second file', async () => {
  const folder = folderWith({ 'b/x.jsonl': '{}' });
  symlinkSync(path.join(folder, 'b', 'x.jsonl'), path.join(folder, 'a.jsonl'));
  const outside = folderWith({ 'y.jsonl': '{}' });
  symlinkSync(path.join(outside, 'y.jsonl'), path.join(folder, 'c.jsonl'));
  const { files: found } = await walkResults([folder]);
  expect(found.map((file) => path.relative(folder, file.path))).toEqual(['b/x.jsonl', 'c.jsonl']);
});

test('the thread searches, follows changes and starts again after it was closed', async () => {
  const folder = folderWith(files);
  const script = await bundle('src/workspace/results/indexThread.ts', 'indexThread');
  const client = new IndexClient(script);
  onTestFinished(async () => {
    await client.close();
    rmSync(path.dirname(script), { recursive: true, force: true });
  });
  expect(valuesOf((await client.search(request(folder))).data)).toEqual(['m 0.5 n=2']);
  expect((await client.touch([path.join(folder, samplesName)])).data).toBeNull();
  const more = under('n', lmEvalFiles({ model: 'n', scores: [1, 1] }));
  writeInto(folder, more);
  const answer = await client.touch(Object.keys(more).map((name) => path.join(folder, name)));
  expect(valuesOf(answer.data)).toEqual(['m 0.5 n=2', 'n 1 n=2']);
  await client.close();
  expect(valuesOf((await client.search(request(folder))).data)).toEqual(['m 0.5 n=2', 'n 1 n=2']);
});

test('a glob that begins with / begins at the folder; others name ends of paths', async () => {
  const folder = folderWith({ 'a.json': '{}', 'b/a.json': '{}', 'b/c.json': '{}' });
  const left = async (...exclude: string[]) =>
    (await walkResults([folder], { include: ['**'], exclude })).files.map(({ path: file }) =>
      path.posix.relative(folder.replaceAll('\\', '/'), file),
    );
  expect(await left('/a.json')).toEqual(['b/a.json', 'b/c.json']);
  expect(await left('a.json')).toEqual(['b/c.json']);
  expect(await left('/b/**')).toEqual(['a.json']);
  expect(await left('/c.json')).toHaveLength(3);
});
