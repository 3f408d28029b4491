import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { writeInto } from '../results/index/folder.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

const left =
  'We add.\n\nThen the sum of both numbers is 2+3 = 5.\n\nWait, let me check that again.\n\nSo it is 5.\n';
const right =
  'We add.\n\nThen the sum of both numbers is 2+3 = 6.\n\nSo it is 5.\n\nThe other one was wrong, I think.\n';

async function shown(...args: readonly string[]): Promise<string> {
  const ended = await cli(['diff', 'a.txt', 'b.txt', ...args]).ended;
  expect([ended.status, ended.stderr]).toEqual([0, '']);
  return ended.stdout;
}

async function json(a: string | Uint8Array, b: string | Uint8Array) {
  writeInto(here.folder, { 'a.txt': a, 'b.txt': b });
  const ended = await cli(['diff', 'a.txt', 'b.txt', '--json']).ended;
  const [output = {}] = objects(ended.stdout);
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
  return { ...ended, output, steps: output.steps as readonly Record<string, unknown>[] };
}

describe('diff A B --json', () => {
  test('has the keys of the contract and nothing else on stdout', async () => {
    const { status, stderr, output, steps } = await json(left, right);
    expect([status, stderr, Object.keys(output)]).toEqual([0, '', ['steps', 'similarity', 'coarse', 'ms']]);
    expect(steps.map(({ kind }) => kind)).toEqual(['same', 'changed', 'left', 'same', 'right']);
    expect(steps[1]).toEqual({
      kind: 'changed',
      moved: false,
      similarity: expect.any(Number) as number,
      left: { lines: [3, 3], chars: [9, 51] },
      right: { lines: [3, 3], chars: [9, 51] },
    });
    expect(steps[2]).toMatchObject({ similarity: 0, right: null });
    expect(output).toMatchObject({ coarse: false, ms: expect.any(Number) as number });
    expect(output.similarity).toBeGreaterThan(0.2);
    expect(output.similarity).toBeLessThan(1);
  });

  test('a moved step is in one entry, and says so', async () => {
    const steps = ['Alpha beta gamma 1.', 'Delta epsilon zeta 2.', 'Eta theta iota 3.', 'Kappa lambda 4.'];
    const [first = '', ...rest] = steps;
    const { steps: found } = await json(steps.join('\n\n'), [...rest, first].join('\n\n'));
    expect(found.map(({ kind }) => kind)).toEqual(['same', 'same', 'same', 'same']);
    expect(found.filter(({ moved }) => moved)).toHaveLength(1);
  });

  test('a byte order mark is no text; UTF-16 of both kinds is read', async () => {
    const utf16 = Buffer.from(`\ufeff${left}`, 'utf16le');
    for (const other of [`\ufeff${left}`, utf16, Buffer.from(utf16).swap16()]) {
      const { status, output, steps } = await json(left, other);
      expect([status, output.similarity, steps.length]).toEqual([0, 1, 4]);
      for (const { left: a, right: b } of steps) expect(a).toEqual(b);
    }
  });

  test('what is no UTF-8 is read all the same, and a problem with its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('One \ufffd.\r\rTwo '),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('.'),
    ]);
    const { status, output, stderr } = await json(bytes, 'One.\n');
    expect(status).toBe(1);
    expect(output.problems).toEqual([
      {
        file: 'a.txt',
        line: 3,
        message:
          'This is not UTF-8; what cannot be read is U+FFFD, from this line on. Save it as UTF-8 to compare all of it.',
      },
    ]);
    expect(stderr).toMatch(/^a\.txt:3: This is not UTF-8;.*\n$/);
  });

  test('lone surrogates in UTF-16', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeffOne\nTwo ', 'utf16le'),
      Buffer.from([0x00, 0xd8]),
      Buffer.from('.', 'utf16le'),
    ]);
    const { status, output } = await json(bytes, 'One\nTwo \ufffd.');
    expect([status, output.similarity]).toEqual([1, 1]);
    expect(output.problems).toMatchObject(
      [{ file: 'a.txt', line: 2, message: /^This is not UTF-16LE/ }].map(({ file, line }) => ({
        file,
        line,
      })),
    );
  });

  test('empty files', async () => {
    const { status, output } = await json('', '');
    expect([status, output.steps, output.similarity]).toEqual([0, [], 1]);
  });

  test('one of the two is stdin', async () => {
    writeInto(here.folder, { 'a.txt': left });
    const ended = await cli(['diff', '-', 'a.txt', '--json'], { stdin: `\ufeff${left}` }).ended;
    expect([ended.status, objects(ended.stdout)[0]?.similarity]).toEqual([0, 1]);
  });
});

describe('diff A B for people', () => {
  test('says first what it comes to, then shows both beside each other', async () => {
    writeInto(here.folder, { 'a.txt': left, 'b.txt': right });
    const lines = (await shown('--width', '140')).split('\n');
    expect(lines[0]).toMatch(/^left: {2}a\.txt · 4 steps/);
    expect(lines[1]).toMatch(/^right: b\.txt · 4 steps/);
    expect(lines.join('\n')).toMatch(
      /^\d+ % alike\. Steps: 2 same, 1 changed, 1 only in a\.txt, 1 only in b\.txt\.$/m,
    );
    expect(lines).toContain(`1 We add.${' '.repeat(59)} = 1 We add.`);
    expect(lines.join('\n')).toMatch(/^2 .*is 2\+3 = \[-5-\]\. +≠ 2 .*is 2\+3 = \{\+6\+\}\.$/m);
    expect(lines.join('\n')).toMatch(/^3 .*Wait, let me check that again\. +<│$/m);
    expect(lines.join('\n')).toMatch(/^ {69}│>4 .*The other one was wrong, I think\.$/m);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(140);
  });

  test('below 60 columns one above the other', async () => {
    writeInto(here.folder, { 'a.txt': left, 'b.txt': right });
    const lines = (await shown('--width', '40')).split('\n');
    expect(lines.join('\n')).toMatch(
      /^< 2 [^<>]*2\+3 =\s+\[-5-\]\.\n≠\n> 2 [^<>]*2\+3 =\s+\{\+6\+\}\.\n\n< 3/m,
    );
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  });

  test('steps that are the same are folded where several follow each other', async () => {
    const same = ['One one.', 'Two two.', 'Three three.'].join('\n\n');
    writeInto(here.folder, { 'a.txt': `${same}\n\nFour is 4.`, 'b.txt': `${same}\n\nFour is 5.` });
    expect(await shown()).toContain('⋯ 3 steps the same (1–3) ⋯\n\n');
    expect(await shown()).not.toContain('Two two.');
    expect(await shown('--all')).toMatch(/Two two\. +=/);
  });

  test('the same and nothing at all', async () => {
    writeInto(here.folder, { 'a.txt': left, 'b.txt': left });
    expect(await shown()).toContain('The same, word for word.\n\n⋯ 4 steps the same (1–4) ⋯\n');
    writeInto(here.folder, { 'b.txt': left.replaceAll('\n', '\r\n') });
    expect(await shown()).toContain('The same but for white space.\n');
    writeInto(here.folder, { 'a.txt': '', 'b.txt': '' });
    expect(await shown()).toBe('left:  a.txt · empty\nright: b.txt · empty\nBoth have no text.\n');
    writeInto(here.folder, { 'b.txt': 'One.' });
    const summary = /^left: {2}a\.txt · empty\nright: b\.txt · 1 step\na\.txt has no text\.\n\n/;
    expect(await shown()).toMatch(summary);
  });

  test('where they first differ it names a step of both, and how much of what follows has a partner', async () => {
    const front = ['We add the legs.', 'The table is made of oak.', 'The chairs are older than that.'];
    const alone = 'Nobody would have thought so in winter.';
    writeInto(here.folder, {
      'a.txt': front.join('\n\n'),
      'b.txt': [front[0], alone, ...front.slice(1)].join('\n\n'),
    });
    expect((await shown('--width', '200')).split('\n')).toContain(
      'b.txt first differs at step 2 (line 3) from a.txt at step 2 (line 3); they go on together. Of what follows, 100 % of b.txt and 100 % of a.txt have a partner.',
    );
    writeInto(here.folder, { 'b.txt': front.slice(0, 2).join('\n\n') });
    expect(await shown()).toContain('b.txt ends before a.txt, which goes on at step 3 (line 5).\n');
    writeInto(here.folder, { 'a.txt': 'One for all.', 'b.txt': `Let us set $x = 3$ for what follows.` });
    expect(await shown()).not.toContain('setup');
  });

  test('a text cannot speak to the terminal', async () => {
    const hostile = 'Clear \u001b[2J\u0007\u0000 now\u202e.\u009b31m\rback \ud800';
    writeInto(here.folder, { 'a.txt': hostile, 'b.txt': 'Nothing at all.' });
    for (const color of ['never', 'always']) {
      const text = (await cli(['diff', 'a.txt', 'b.txt', '--color', color]).ended).stdout;
      // eslint-disable-next-line no-control-regex
      const own = text.replaceAll(/\u001b\[[\d;]+m/g, color === 'always' ? '' : '!');
      // eslint-disable-next-line no-control-regex
      expect(own).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(own).toContain('⟨U+001B⟩[2J⟨U+0007⟩⟨U+0000⟩');
    }
  });

  test('NUL alone does not make a file binary', async () => {
    const { status, output } = await json('One\u0000two.', 'One\u0000two.');
    expect([status, output.similarity]).toEqual([0, 1]);
  });

  test('the indentation of a step stays, with what is said of it behind', async () => {
    const list = (value: number) => `Count them:\n\n1. The sum of both is\n   - $2 + 3 = ${value}$ in all\n`;
    writeInto(here.folder, { 'a.txt': list(5), 'b.txt': list(6) });
    expect(await shown('--all')).toMatch(/^3 {4}\(computing\) - \$2 \+ 3 = \[-5-\]\$ in all/m);
  });

  test('colours where they are wanted take the place of brackets', async () => {
    writeInto(here.folder, { 'a.txt': left, 'b.txt': right });
    const text = await shown('--color', 'always');
    expect(text).toContain('\u001b[31;1;4m5\u001b[0m');
    expect(text).not.toContain('[-');
    expect(await shown()).not.toContain('\u001b');
  });
});

describe('wrong usage and what cannot be read end with 2', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['one file', ['a.txt'], /^Give two files, or a folder of results with --item/],
    ['three files', ['a.txt', 'a.txt', 'a.txt'], /^Give two files/],
    ['stdin twice', ['-', '-'], /^Only one of the two can be stdin/],
    ['an unknown format', ['a.txt', 'a.txt', '--format', 'html'], /^--format html: give one of text, json\./],
    ['a bad width', ['a.txt', 'a.txt', '--width', '3'], /^--width 3: give a whole number from 20 to 1000\./],
    ['an option of results', ['a.txt', 'a.txt', '--models', 'x,y'], /^--models is for samples of results/],
    ['no such file', ['a.txt', 'nowhere.txt', '--json'], /^nowhere\.txt: There is no such file\.\n$/],
    [
      'a folder',
      ['folder', 'a.txt'],
      /^folder: This is a folder\. Give two files; of a folder of results give --item ID --models A,B, and the folder alone\.\n$/,
    ],
    ['a file as a folder', ['a.txt/x', 'a.txt'], /^a\.txt\/x: There is no such file\.\n$/],
    [
      'a binary file',
      ['a.txt', 'b.bin', '--json'],
      /^b\.bin: This is a binary file\. Give a text in UTF-8, /,
    ],
  ])('%s', async (_name, args, message) => {
    writeInto(here.folder, { 'a.txt': left, 'b.bin': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1) });
    await mkdir(path.join(here.folder, 'folder'));
    const ended = await cli(['diff', ...args]).ended;
    expect(ended.stderr).toMatch(message);
    expect([ended.status, ended.stdout]).toEqual([2, '']);
  });
});
