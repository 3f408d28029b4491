/** The bundle that tells languages, and the files it reads beside itself. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cache.mjs';

const fastText = join(root, 'node_modules/fasttext.wasm.js/dist');

/** The package finds its files by the address of its module, which a CommonJS bundle has to be told. */
export const ownAddress = {
  define: { 'import.meta.url': 'moduleAddress' },
  banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
};

/** Puts the model and its WebAssembly into `dist`, where the bundle looks for them. */
export function copyLanguageModel(dist) {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  cpSync(join(fastText, 'core/fastText.node.wasm'), join(dist, 'fastText.node.wasm'));
  cpSync(
    join(fastText, 'models/language-identification/assets/lid.176.ftz'),
    join(dist, 'assets/lid.176.ftz'),
  );
}

/** What the licence of the model asks to be said, since it is another than the package's. */
export const languageModelNotice = `lid.176.ftz (CC BY-SA 3.0)

The language identification model of fastText, unchanged, by Facebook, Inc.
https://fasttext.cc/docs/en/language-identification.html
https://creativecommons.org/licenses/by-sa/3.0/

A. Joulin, E. Grave, P. Bojanowski, M. Douze, H. Jégou, T. Mikolov: FastText.zip: Compressing text classification
models (2016).
A. Joulin, E. Grave, P. Bojanowski, T. Mikolov: Bag of Tricks for Efficient Text Classification (2017).
`;
