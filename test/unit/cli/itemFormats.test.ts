import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import type { Reply } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { cliFolder } from './cliFolder.ts';
import { answering } from './evaluating.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;
const start = useServers();

const fixture = (name: string): URL => new URL(`../items/fixtures/${name}.parquet`, import.meta.url);
const put = (name: string, content: string | Buffer): Promise<void> =>
  writeFile(path.join(here.folder, name), content);
const colours =
  'q,options,right\n"Which one, of these?","[""stone"", ""blue""]",1\nAnd now?,"[""red"", ""sand""]",0\n';
const own = (changes: object = {}): string =>
  JSON.stringify([
    {
      name: 'Colours',
      domain: 'other',
      fields: { question: 'q', choices: 'options', answer: 'right' },
      answerIndex: 0,
      ...changes,
    },
  ]);

describe('items', () => {
  test('of Parquet have neither line nor bytes, and keep the digits of their ids', async () => {
    await copyFile(fixture('nested'), path.join(here.folder, 'acp.parquet'));
    const ended = await cli(['items', 'acp.parquet', '--json']).ended;
    expect([ended.status, ended.stderr, objects(ended.stdout)]).toEqual([
      0,
      '',
      [
        {
          benchmark: 'ACPBench',
          domain: 'other',
          count: 3,
          items: ['9007199254740993', '9007199254740994', '9007199254740995'].map((id) => ({
            id,
            line: null,
            bytes: null,
          })),
          problems: [],
        },
      ],
    ]);
  });

  test('of packed files have lines', async () => {
    await put('items.csv.gz', gzipSync('problem,answer,unique_id\n"a\nb",1,own/1\nc,2,own/2\n'));
    const ended = await cli(['items', 'items.csv.gz', '--json']).ended;
    expect(objects(ended.stdout)[0]?.items).toEqual([
      { id: 'own/1', line: 2, bytes: null },
      { id: 'own/2', line: 4, bytes: null },
    ]);
  });

  test("of the user's own benchmark", async () => {
    await put('colours.csv', colours);
    await put('own.json', own());
    const ended = await cli(['items', 'colours.csv', '--benchmarks', 'own.json', '--json']).ended;
    expect(ended.status).toBe(0);
    expect(objects(ended.stdout)[0]).toMatchObject({ benchmark: 'Colours', domain: 'other', count: 2 });
    expect((await cli(['items', 'colours.csv']).ended).status).toBe(2);
  });

  test.each([
    ['not JSON', '[', /--benchmarks own\.json: not JSON: /],
    ['a fault', own({ domain: 'x' }), /--benchmarks own\.json: benchmarks\[0\]\.domain: This must be "math"/],
    ['not there', null, /--benchmarks own\.json: this file cannot be read/],
  ])('a file of benchmarks that is %s is wrong usage', async (_name, text, message) => {
    await put('colours.csv', colours);
    if (text !== null) await put('own.json', text);
    for (const command of [['items'], ['evaluate', '--all', '--endpoint', 'http://127.0.0.1:9/v1#m']]) {
      const ended = await cli([...command, 'colours.csv', '--benchmarks', 'own.json']).ended;
      expect([ended.status, ended.stdout]).toEqual([2, '']);
      expect(ended.stderr).toMatch(message);
    }
  });
});

describe('evaluate', () => {
  const asking = async (file: string, replies: Reply[], ...args: string[]) => {
    const server = await start({ replies });
    const ended = await cli([
      ...['evaluate', file, '--endpoint', `${server.baseUrl}#tiny`, '--json'],
      ...args,
    ]).ended;
    const asked = server.posts.map(({ body }) => JSON.stringify(JSON.parse(body)));
    return { ...ended, asked };
  };

  test('asks and scores every row of a Parquet file', async () => {
    await copyFile(fixture('nested'), path.join(here.folder, 'acp.parquet'));
    const ended = await asking('acp.parquet', [answering('A')], '--all');
    expect(
      objects(ended.stdout)
        .map(({ item, score }) => `${String(item)} ${String(score)}`)
        .sort(),
    ).toEqual(['9007199254740993 1', '9007199254740994 0', '9007199254740995 1']);
    expect(ended.status).toBe(0);
    const byLine = await asking('acp.parquet', [answering('A')], '--line', '2');
    expect([byLine.status, byLine.asked]).toEqual([2, []]);
    expect(byLine.stderr).toMatch(/This file has rows and no lines: choose with --item ID/);
    const byId = await asking('acp.parquet', [answering('B')], '--item', '9007199254740994');
    expect(objects(byId.stdout).map(({ score }) => score)).toEqual([1]);
  });

  test("asks the user's own benchmark by its template, saves and counts it", async () => {
    await put('colours.csv', colours);
    await put('own.json', own({ prompt: 'Choose!\n{{question}}\n{{choices}}' }));
    const ended = await asking('colours.csv', [answering('Answer: A')], '--all', '--benchmarks', 'own.json');
    expect(ended.status).toBe(0);
    expect(ended.asked.sort()).toEqual([
      expect.stringContaining('Choose!\\nAnd now?\\nA) red\\nB) sand'),
      expect.stringContaining('Choose!\\nWhich one, of these?\\nA) stone\\nB) blue'),
    ]);
    expect(
      objects(ended.stdout)
        .map(({ benchmark, score }) => [benchmark, score])
        .sort(),
    ).toEqual([
      ['Colours', 0],
      ['Colours', 1],
    ]);
    const saved = path.join(here.folder, '.reasoning-transfer', 'tiny');
    const names = await readdir(saved);
    expect(names.some((name) => /^samples_Colours_.*\.jsonl$/.test(name))).toBe(true);
    const results = names.find((name) => name.startsWith('results_')) ?? '';
    expect(await readFile(path.join(saved, results), 'utf8')).toMatch(/"Colours"[^]*"acc,none": 0\.5/);
    // What was saved under this template is not asked again, under another it is.
    const again = await asking('colours.csv', [answering('A')], '--all', '--benchmarks', 'own.json');
    expect([again.asked, objects(again.stdout)]).toEqual([[], expect.objectContaining({ length: 2 })]);
    await put('own.json', own());
    expect(
      (await asking('colours.csv', [answering('A')], '--all', '--benchmarks', 'own.json')).asked,
    ).toHaveLength(2);
  });
});
