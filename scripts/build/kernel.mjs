/** The WebAssembly of the resamples: AssemblyScript compiled into a module that holds its bytes. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as compile } from 'assemblyscript/asc';
import { root } from '../cache.mjs';

const source = join(root, 'src/workspace/transfer/kernel/resample.ts');
export const kernelFile = join(root, 'src/workspace/transfer/kernelBytes.ts');

const options = [
  '-O3',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--noAssert',
  '--use',
  'abort=',
  '--initialMemory',
  '1',
];

/** The text of `kernelBytes.ts` for the source as it is. */
export async function kernelText() {
  let wasm = null;
  const { error, stderr } = await compile(['resample.ts', '--outFile', 'resample.wasm', ...options], {
    readFile: (name) => (name === 'resample.ts' ? readFileSync(source, 'utf8') : null),
    writeFile: (name, contents) => {
      if (name === 'resample.wasm') wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || wasm === null)
    throw new Error(`AssemblyScript failed: ${error?.message}\n${stderr.toString()}`);
  const lines = Buffer.from(wasm)
    .toString('base64')
    .match(/.{1,100}/g)
    .map((line) => `  '${line}',`);
  return `${heading()}

/** WebAssembly in base64, a line each. */
export const kernelBytes: readonly string[] = [
${lines.join('\n')}
];
`;
}

function heading() {
  const hash = createHash('sha256').update(readFileSync(source)).update(options.join(' ')).digest('hex');
  return `// Made of kernel/resample.ts by \`npm run build\` (scripts/build/kernel.mjs), from the source with this hash:
// ${hash}`;
}

/** Compiles the kernel again where its source is another. */
export async function keepKernel() {
  if (existsSync(kernelFile) && readFileSync(kernelFile, 'utf8').startsWith(heading())) return;
  writeFileSync(kernelFile, await kernelText());
}
