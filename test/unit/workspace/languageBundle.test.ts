import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyLanguageModel, ownAddress } from '../../../scripts/build/languageModel.mjs';
import { languageAnswerer } from '../../../src/workspace/scoring/language.ts';
import type * as languageModel from '../../../src/workspace/scoring/languageModel.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, '.cache/test', `languageBundle-${process.pid}`);
const outfile = path.join(folder, 'languageModel.cjs');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(root, 'src/workspace/scoring/languageModel.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    logLevel: 'error',
    define: { ...ownAddress.define },
    banner: { ...ownAddress.banner },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const loaded = () => (createRequire(import.meta.url)(outfile) as typeof languageModel).loadLanguageModel();

test('the bundle leaves a question open where its files are missing, and reads them beside itself', async () => {
  const answer = languageAnswerer(loaded);
  const question = { text: 'Der Garten hinter dem Haus ist voller Vögel.' };
  expect(await answer(question)).toEqual({ unanswered: 'the language model could not be loaded' });
  copyLanguageModel(folder);
  expect(await answer(question)).toMatchObject([{ language: 'de' }, {}, {}, {}, {}, {}, {}, {}]);
});
