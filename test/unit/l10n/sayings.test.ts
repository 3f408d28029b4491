import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sayingsIn } from '../../../scripts/sayings.mjs';
import { say, verbatim } from '../../../src/core/say.ts';
import { unsaid } from './words.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('a template gives its English, whatever is put in', () => {
  expect(say`The server at ${'http://a'} failed (${500}).${''}`).toBe('The server at http://a failed (500).');
  expect(say`the last \`\\boxed{}\` says ${verbatim('{0}')}`).toBe('the last `\\boxed{}` says {0}');
});

test('a template is found with its places, and those of what others wrote', () => {
  const found = sayingsIn(
    [
      'const a = say`No "${model}" at ${origin}: ${verbatim(text)}`;',
      'fail(say`\\`${field}\\` is missing or \\\\boxed{}`);',
      'const b = `not ${ours}`; const c = say`none`;',
    ].join('\n'),
  );
  expect([...found]).toEqual([
    ['No "{0}" at {1}: {2}', [0, 2]],
    ['`{0}` is missing or \\boxed{}', [0]],
    ['none', []],
  ]);
});

test('no message below the editor is out of the reach of translations', () => {
  const files = globSync('src/{core,endpoints,workspace}/**/*.ts', {
    cwd: root,
    // A page that is sent to others is in English, as what the command line writes is.
    exclude: ['src/core/compare/export/**'],
  }).sort();
  const found = files.flatMap((file) =>
    unsaid(file, readFileSync(join(root, file), 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});

test('words that are not said are found where messages are made', () => {
  const source = [
    "const message = 'Not here.';",
    'return { ok: false, message: `Not ${there} either.` };',
    "const reason = isOurs ? say`fine` : 'no good reason';",
    "return nothing(file, x ?? 'or this');",
    "function kindInWords(value) { return value ? 'the whole list' : say`a number`; }",
    "throw new ReadFailure('Not even here.');",
    "const rule = 'no gold'; const message = say`this ${name} is`;",
  ].join('\n');
  expect(unsaid('a.ts', source).map(({ line, text }) => `${line} ${text}`)).toEqual([
    '1 Not here.',
    '2 Not … either.',
    '3 no good reason',
    '5 the whole list',
    '6 Not even here.',
  ]);
});
