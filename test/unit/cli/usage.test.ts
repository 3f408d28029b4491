import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { cliFolder } from './cliFolder.ts';
import { run } from './program.ts';

const here = cliFolder();
const { cli } = here;

describe('wrong usage ends with 2 and does nothing', () => {
  const endpointArgs = ['--endpoint', 'http://127.0.0.1:9/v1#tiny'];
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no command', [], /^Usage: reasoning-transfer COMMAND/],
    [
      'an unknown command',
      ['evalute'],
      /There is no command "evalute"\. There are: items, evaluate, results, transfer, index, score, rescore, diff\./,
    ],
    ['an unknown option', ['items', 'math500.jsonl', '--jsno'], /Unknown option '--jsno'/],
    ['no file', ['items'], /Give one file of items/],
    ['no choice of items', ['evaluate', 'math500.jsonl', ...endpointArgs], /Say which items/],
    [
      'two choices',
      ['evaluate', 'math500.jsonl', '--all', '--limit', '2', ...endpointArgs],
      /only one of these/,
    ],
    ['no endpoint', ['evaluate', 'math500.jsonl', '--all'], /at least one --endpoint/],
    ['no model', ['evaluate', 'math500.jsonl', '--all', '--endpoint', 'http://x/v1'], /the model is missing/],
    ['no address', ['evaluate', 'math500.jsonl', '--all', '--endpoint', 'ftp://x#m'], /must begin with http/],
    [
      'a bad number',
      ['evaluate', 'math500.jsonl', '--all', '--max-tokens', '1e', ...endpointArgs],
      /--max-tokens 1e: it must be a whole number of at least 1/,
    ],
    [
      'bad JSON',
      ['evaluate', 'math500.jsonl', '--all', '--extra', '[1]', ...endpointArgs],
      /--extra must be a JSON object/,
    ],
    [
      'too many names',
      ['evaluate', 'math500.jsonl', '--all', '--name', 'a', '--name', 'b', ...endpointArgs],
      /more --name than --endpoint/,
    ],
    [
      'a bad api',
      ['evaluate', 'math500.jsonl', '--all', '--api', 'responses', ...endpointArgs],
      /either chat or completions/,
    ],
    [
      'an id that is not there',
      ['evaluate', 'math500.jsonl', '--item', 'own/1.json', '--item', 'own/9.json', ...endpointArgs],
      /no item with the id "own\/9\.json"/,
    ],
    [
      'an id that looks like an option',
      ['evaluate', 'math500.jsonl', '--item', '-6575941946410689765', ...endpointArgs],
      /no item with the id "-6575941946410689765"/,
    ],
    [
      'a negative limit',
      ['evaluate', 'math500.jsonl', '--limit', '-1', ...endpointArgs],
      /^--limit -1: it must be a whole number of at least 1/,
    ],
    [
      'a negative temperature',
      ['evaluate', 'math500.jsonl', '--all', '--temperature', '-.5', ...endpointArgs],
      /^--temperature -\.5: it must be a number of at least 0/,
    ],
    [
      'an empty stop string',
      ['evaluate', 'math500.jsonl', '--all', '--stop', '', ...endpointArgs],
      /^--stop: a stop string must not be empty/,
    ],
    [
      'another model beside the endpoint',
      ['evaluate', 'math500.jsonl', '--all', '--extra', '{"model": "x"}', ...endpointArgs],
      /^--extra: the model is that of --endpoint/,
    ],
    [
      'no stream',
      ['evaluate', 'math500.jsonl', '--all', '--extra', '{"stream": false}', ...endpointArgs],
      /^--extra: answers are always streamed/,
    ],
    [
      'a line that is not there',
      ['evaluate', 'math500.jsonl', '--line', '7', ...endpointArgs],
      /math500\.jsonl:7: There is no item on this line/,
    ],
    ['a file that is not there', ['evaluate', 'nothing.jsonl', '--all', ...endpointArgs], /nothing\.jsonl: /],
    ['a folder', ['items', '.'], /\.: /],
    [
      'a time no timer takes',
      ['evaluate', 'math500.jsonl', '--all', '--idle-timeout', '1e9', ...endpointArgs],
      /--idle-timeout 1e9: it must be a number from 0\.001 to 2147483/,
    ],
  ];

  test.each(cases)('%s', async (_name, args, message) => {
    const ended = await cli(args).ended;
    expect(ended.stderr).toMatch(message);
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(await readdir(here.folder)).toEqual(['math500.jsonl']);
  });

  test.each([
    ['http://me:hunter2@127.0.0.1:9/v1#tiny', ' (http://127.0.0.1:9)', 'REASONING_TRANSFER_API_KEY_2'],
    ['me:hunter2@127.0.0.1:9/v1', ' (http://127.0.0.1:9)', 'REASONING_TRANSFER_API_KEY_2'],
    ['127.0.0.1:9/v1?key=hunter2#tiny', ' (http://127.0.0.1:9)', 'holds a query'],
    ['http://me:hunter2#tiny', '', 'not an address'],
  ])('a password in an address is refused and never printed: %s', async (given, origin, why) => {
    const ended = await cli(['evaluate', 'math500.jsonl', '--all', ...endpointArgs, '--endpoint', given])
      .ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).not.toContain('hunter2');
    expect(ended.stderr).toContain(`--endpoint number 2${origin}: `);
    expect(ended.stderr).toContain(why);
    expect(ended.stderr).not.toContain('Set API Key');
  });

  test('two keys for one origin', async () => {
    const ended = await cli(
      ['evaluate', 'math500.jsonl', '--all', ...endpointArgs, '--endpoint', 'http://127.0.0.1:9/v1#other'],
      { env: { REASONING_TRANSFER_API_KEY: 'sk-one', REASONING_TRANSFER_API_KEY_2: 'sk-two' } },
    ).ended;
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/different keys for one server, http:\/\/127\.0\.0\.1:9/);
    expect(ended.stderr).not.toMatch(/sk-/);
  });
});

test('an id that stands in several tasks is not guessed at', async () => {
  const exam = (name: string, ra: number): string =>
    JSON.stringify({ name, qid: 7, qtext: 'Which?', ra, answers: [{ atext: 'This' }, { atext: 'That' }] });
  await writeFile(path.join(here.folder, 'headqa.jsonl'), `${exam('One', 1)}\n${exam('Two', 2)}\n`);
  const args = ['evaluate', 'headqa.jsonl', '--endpoint', 'http://127.0.0.1:9/v1#tiny', '--item', '7'];
  const ended = await cli(args).ended;
  expect([ended.status, ended.stderr]).toEqual([
    2,
    `${path.join(here.folder, 'headqa.jsonl')}: id: Several items have the id "7": line 1 (One), line 2 (Two). Choose with --line N.\n`,
  ]);
});

test('--version prints the version of the package', async () => {
  const json = await readFile(path.resolve(import.meta.dirname, '../../../package.json'), 'utf8');
  const { version } = JSON.parse(json) as { version: string };
  const ended = await cli(['--version']).ended;
  expect([ended.status, ended.stdout, ended.stderr]).toEqual([0, `${version}\n`, '']);
});

test.each(['items', 'evaluate', 'score', 'diff'])('%s --help says how it is used', async (name) => {
  const ended = await cli([name, '--help']).ended;
  expect([ended.status, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toMatch(new RegExp(`^Usage: reasoning-transfer ${name} `));
});

const otherNodes = ['/usr/local/bin/node', '/usr/bin/node'].filter((node) => existsSync(node));
const oldNode = otherNodes.find(
  (node) => Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'])) < 22,
);
test.skipIf(oldNode === undefined)(
  'an older Node is told in one line (skipped where there is none)',
  async () => {
    const ended = await run(here.program, ['items', 'math500.jsonl'], {
      cwd: here.folder,
      node: oldNode ?? '',
    }).ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(/^reasoning-transfer needs Node 22\.15 or newer; this is Node [\d.]+\.\n$/);
  },
);

test('the README names every option of the usage of diff', async () => {
  const { stdout } = await cli(['diff', '--help']).ended;
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const options = (text: string): string[] => [...new Set(text.match(/--[a-z]+/g))].sort();
  const shown = readme.split('\n').filter((line) => line.startsWith('reasoning-transfer diff '));
  const usage = stdout.slice(0, stdout.indexOf('\n\n'));
  expect(options(usage)).toContain('--color');
  expect(options(shown.join('\n'))).toEqual(options(usage));
});
