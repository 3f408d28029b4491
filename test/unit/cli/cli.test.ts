import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import {
  delta,
  done,
  type FaultServer,
  finish,
  json,
  pause,
  type Reply,
  said,
  startFaultServer,
  stream,
  usage,
} from '../../support/faultServer.ts';
import { bundle } from '../saved/bundle.ts';
import { objects, run } from './program.ts';

let program = '';
let folder = '';
let servers: FaultServer[] = [];
beforeAll(async () => {
  program = await bundle('src/cli.ts', 'cli');
});
afterAll(() => rm(path.dirname(program), { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'cli-'));
  await writeFile(
    path.join(folder, 'math500.jsonl'),
    mathItems.map((item) => `${JSON.stringify(item)}\n`).join(''),
  );
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  await rm(folder, { recursive: true, force: true });
});

const mathItems = [12, 20, 28].map((answer, index) => ({
  problem: `What is ${answer / 4} times 4?`,
  solution: `It is $\\boxed{${answer}}$.`,
  answer: String(answer),
  subject: 'Arithmetic',
  level: 1,
  unique_id: `own/${index + 1}.json`,
}));

const answering = (answer: string): Reply =>
  stream([delta({ reasoning_content: 'I multiply.' }), said('It is '), said(answer), finish(), usage, done]);
const right12 = answering('$\\boxed{12}$.');
/** Never ends. */
const endless: Reply = stream([delta({ reasoning_content: 'Hm, ' }), said('so')], 'stall');

async function serve(...replies: Reply[]): Promise<FaultServer> {
  const server = await startFaultServer({ replies });
  servers.push(server);
  return server;
}

function cli(args: readonly string[], options: { env?: Record<string, string>; stdin?: string } = {}) {
  return run(program, args, { cwd: folder, ...options });
}

const show = (text: string): string =>
  text.replaceAll(folder, 'FOLDER').replaceAll(/127\.0\.0\.1:\d+/g, 'SERVER');

describe('evaluate', () => {
  test('asks a real server, prints each sample as it ends, and saves it', async () => {
    const server = await serve(
      right12,
      answering('$\\boxed{21}$.'),
      stream([said('Let me'), finish('length'), done]),
    );
    const ended = await cli([
      'evaluate',
      'math500.jsonl',
      '--all',
      '--endpoint',
      `${server.baseUrl}#org/tiny`,
      ...['--temperature', '0', '--max-tokens', '64', '--json'],
    ]).ended;
    expect([ended.status, ended.stderr]).toEqual([0, '2 complete, 1 truncated\n']);
    const [first, ...others] = objects(ended.stdout).sort((a, b) =>
      String(a.item) < String(b.item) ? -1 : 1,
    );
    const { ttft_ms, duration_ms, file, reason, endpoint, ...rest } = first!;
    expect([typeof ttft_ms, typeof duration_ms, typeof reason]).toEqual(['number', 'number', 'string']);
    expect(endpoint).toBe(`${server.baseUrl}#org/tiny`);
    expect(Object.keys(first!).join(' ')).toBe(
      'item benchmark endpoint label model repeat status flags reasoning answer extracted score reason finish_reason usage ttft_ms duration_ms file',
    );
    expect(rest).toEqual({
      item: 'own/1.json',
      benchmark: 'MATH-500',
      label: 'org/tiny',
      model: 'org/tiny',
      repeat: 0,
      status: 'complete',
      flags: [],
      reasoning: 'I multiply.',
      answer: 'It is $\\boxed{12}$.',
      extracted: '12',
      score: 1,
      finish_reason: 'stop',
      usage: { prompt_tokens: 7, completion_tokens: 3 },
    });
    expect(others.map(({ status, score, flags }) => ({ status, score, flags }))).toEqual([
      { status: 'complete', score: 0, flags: [] },
      { status: 'truncated', score: null, flags: [] },
    ]);
    const body = JSON.parse(server.posts[0]!.body) as Record<string, unknown>;
    expect(body).toMatchObject({ model: 'org/tiny', max_tokens: 64, temperature: 0, stream: true });

    expect(show(String(file))).toMatch(
      /^FOLDER\/\.reasoning-transfer\/org__tiny\/samples_MATH-500_.*\.jsonl$/,
    );
    const lines = (await readFile(String(file), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    const results = (await readdir(path.dirname(String(file)))).filter((name) => name.startsWith('results_'));
    expect(results).toHaveLength(1);
    expect(await readFile(path.join(path.dirname(String(file)), results[0]!), 'utf8')).toContain(
      '"partial": false',
    );
    expect(await readdir(folder)).toEqual(['.reasoning-transfer', 'math500.jsonl']);
  });

  test('several endpoints and repeats, names by position, without --json for people', async () => {
    const [one, two] = [await serve(right12), await serve(answering('$\\boxed{13}$.'))];
    const ended = await cli([
      'evaluate',
      'math500.jsonl',
      ...['--item', 'own/1.json', '--repeats', '2', '--seed', '5', '--out', 'kept/here'],
      ...['--endpoint', `${one.baseUrl}#tiny`, '--endpoint', `${two.baseUrl}#tiny`, '--name', 'base'],
    ]).ended;
    expect(ended.status).toBe(0);
    expect(
      ended.stdout
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .map((line) => line.replace(/wrong: .*? {2}/, 'wrong  '))
        .sort(),
    ).toEqual([
      'MATH-500 own/1.json  base (1 of 2)  right  12 (gold 12)  3 tokens',
      'MATH-500 own/1.json  base (2 of 2)  right  12 (gold 12)  3 tokens',
      'MATH-500 own/1.json  tiny (1 of 2)  wrong  13 (gold 12)  3 tokens',
      'MATH-500 own/1.json  tiny (2 of 2)  wrong  13 (gold 12)  3 tokens',
    ]);
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('4 complete');
    expect(one.posts.map(({ body }) => (JSON.parse(body) as { seed: number }).seed).sort()).toEqual([5, 6]);
    expect((await readdir(path.join(folder, 'kept/here/.reasoning-transfer'))).sort()).toEqual([
      'base',
      'tiny',
    ]);
  });

  test('a column that fails is told, gives status 1, and the other goes on', async () => {
    const [bad, good] = [await serve(json(401, { error: { message: 'no' } })), await serve(right12)];
    const ended = await cli([
      'evaluate',
      'math500.jsonl',
      ...['--line', '1', '--endpoint', `${bad.baseUrl}#a`, '--endpoint', `${good.baseUrl}#b`, '--json'],
    ]).ended;
    expect(ended.status).toBe(1);
    const byLabel = Object.fromEntries(objects(ended.stdout).map((line) => [String(line.label), line]));
    expect(byLabel.b).toMatchObject({ status: 'complete', score: 1 });
    expect(byLabel.a).toMatchObject({ status: 'failed', score: null, error: { kind: 'unauthorized' } });
    expect(ended.stderr).toBe('1 complete, 1 failed\n');
  });

  test('resumes with --limit and --all: what is saved is printed, not asked; --item asks again', async () => {
    const server = await serve(right12);
    const args = ['evaluate', 'math500.jsonl', '--endpoint', `${server.baseUrl}#tiny`, '--json'];
    await cli([...args, '--limit', '2']).ended;
    expect(server.posts).toHaveLength(2);
    const all = await cli([...args, '--all']).ended;
    expect(server.posts).toHaveLength(3);
    expect([all.status, all.stderr]).toEqual([0, '1 complete, 2 saved before\n']);
    expect(
      objects(all.stdout)
        .map(({ item, answer }) => `${String(item)} ${String(answer)}`)
        .sort(),
    ).toEqual([
      'own/1.json It is $\\boxed{12}$.',
      'own/2.json It is $\\boxed{12}$.',
      'own/3.json It is $\\boxed{12}$.',
    ]);
    await cli([...args, '--item', 'own/1.json']).ended;
    expect(server.posts).toHaveLength(4);
    await cli([...args, '--all', '--temperature', '0.5']).ended;
    expect(server.posts).toHaveLength(7);
  });

  test('kill -9 in a run loses at most what was in flight; resumed, only that is asked', async () => {
    const server = await serve(right12, answering('$\\boxed{20}$.'), endless);
    const args = ['evaluate', 'math500.jsonl', '--all', '--endpoint', `${server.baseUrl}#tiny`, '--json'];
    const killed = cli(args);
    await killed.lines(2);
    while (server.posts.length < 3) await pause(5);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    const again = await serve(answering('$\\boxed{28}$.'));
    const resumed = await cli([...args.slice(0, 4), `${again.baseUrl}#tiny`, '--json']).ended;
    expect(again.posts).toHaveLength(1);
    expect([resumed.status, resumed.stderr]).toEqual([0, '1 complete, 2 saved before\n']);
    expect(objects(resumed.stdout).map(({ score }) => score)).toEqual([1, 1, 1]);
  });

  test.skipIf(process.platform === 'win32')('Ctrl-C keeps what is done and what had arrived', async () => {
    const server = await serve(right12, endless);
    const running = cli([
      'evaluate',
      'math500.jsonl',
      '--all',
      '--endpoint',
      `${server.baseUrl}#tiny`,
      '--json',
    ]);
    await running.lines(1);
    while (server.open.now < 2) await pause(5);
    // The pieces of the endless answer are written some milliseconds apart.
    await pause(100);
    running.child.kill('SIGINT');
    const ended = await running.ended;
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('1 complete, 2 cancelled');
    const lines = objects(ended.stdout);
    expect(lines.map(({ status }) => status)).toEqual(['complete', 'cancelled', 'cancelled']);
    expect(lines[1]).toMatchObject({ reasoning: 'Hm, ', answer: 'so', score: null });
    const saved = await readFile(String(lines[1]?.file), 'utf8');
    expect(saved.trimEnd().split('\n')).toHaveLength(3);
  });

  test('a reader that leaves ends the run', async () => {
    const later: Reply = async (response, request) => {
      while (!left) await pause(5);
      await right12(response, request);
    };
    let left = false;
    const server = await serve(right12, later, endless);
    const running = cli([
      'evaluate',
      'math500.jsonl',
      '--all',
      '--endpoint',
      `${server.baseUrl}#tiny`,
      '--json',
    ]);
    await running.lines(1);
    running.child.stdout?.destroy();
    left = true;
    const ended = await running.ended;
    expect([ended.status, ended.stderr]).toEqual([1, '2 complete, 1 cancelled\n']);
  });

  test('a silent server is given up after --idle-timeout', async () => {
    const server = await serve(stream([], 'stall'));
    const ended = await cli([
      'evaluate',
      'math500.jsonl',
      ...['--line', '2', '--endpoint', `${server.baseUrl}#tiny`, '--idle-timeout', '0.2', '--json'],
    ]).ended;
    expect(ended.status).toBe(1);
    expect(objects(ended.stdout)[0]).toMatchObject({
      status: 'failed',
      error: { kind: 'first-token-timeout' },
    });
  });

  test('completions go as text', async () => {
    const server = await serve(
      stream([
        `data: ${JSON.stringify({ choices: [{ index: 0, text: ' $\\boxed{12}$', finish_reason: 'stop' }] })}\n\n`,
        done,
      ]),
    );
    const ended = await cli([
      'evaluate',
      'math500.jsonl',
      ...['--limit', '1', '--endpoint', `${server.baseUrl}#tiny`, '--api', 'completions', '--stop', 'END'],
      ...['--extra', '{"top_k": 20}', '--json'],
    ]).ended;
    expect(objects(ended.stdout)[0]).toMatchObject({ status: 'complete', score: 1 });
    expect(server.posts[0]?.path).toBe('/v1/completions');
    const body = JSON.parse(server.posts[0]!.body) as { prompt: unknown; stop: string[]; top_k: unknown };
    expect([typeof body.prompt, body.stop.includes('END'), body.top_k]).toEqual(['string', true, 20]);
  });

  test('a key goes to its own origin and nowhere else, nor into what is printed or saved', async () => {
    const [one, two, three] = [
      await serve(right12),
      await serve(right12),
      await serve(json(401, { error: 'bad key sk-two' })),
    ];
    const ended = await cli(
      [
        'evaluate',
        'math500.jsonl',
        ...['--limit', '1', '--json'],
        ...[one, two, three].flatMap((server) => ['--endpoint', `${server.baseUrl}#tiny`]),
      ],
      {
        env: {
          REASONING_TRANSFER_API_KEY: 'sk-one',
          REASONING_TRANSFER_API_KEY_3: 'sk-two',
          OPENAI_API_KEY: 'sk-env',
        },
      },
    ).ended;
    const keys = [one, two, three].map(({ posts }) => posts[0]?.headers.authorization ?? 'none');
    expect(keys).toEqual(['Bearer sk-one', 'none', 'Bearer sk-two']);
    const saved = await readdir(path.join(folder, '.reasoning-transfer'), {
      recursive: true,
      withFileTypes: true,
    });
    const texts = await Promise.all(
      saved
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
    );
    expect([ended.stdout, ended.stderr, ...texts].join('\n')).not.toMatch(/sk-(one|two|env)/);
    expect(texts.length).toBeGreaterThan(3);
  });
});

describe('wrong usage ends with 2 and does nothing', () => {
  const endpointArgs = ['--endpoint', 'http://127.0.0.1:9/v1#tiny'];
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no command', [], /^Usage: reasoning-transfer COMMAND/],
    [
      'an unknown command',
      ['evalute'],
      /There is no command "evalute"\. There are: items, evaluate, score\./,
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
    expect([ended.status, ended.stdout.replace(/^Unknown benchmark: 0 items\n/, '')]).toEqual([2, '']);
    expect(await readdir(folder)).toEqual(['math500.jsonl']);
  });

  test.each([
    ['http://me:hunter2@127.0.0.1:9/v1?key=hunter2#tiny', ' (http://127.0.0.1:9)'],
    ['me:hunter2@127.0.0.1:9/v1', ' (http://127.0.0.1:9)'],
    ['http://me:hunter2#tiny', ''],
  ])('a password in an address is refused and never printed: %s', async (given, origin) => {
    const ended = await cli(['evaluate', 'math500.jsonl', '--all', ...endpointArgs, '--endpoint', given])
      .ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).not.toContain('hunter2');
    expect(ended.stderr).toContain(`--endpoint number 2${origin}: `);
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
  await writeFile(path.join(folder, 'headqa.jsonl'), `${exam('One', 1)}\n${exam('Two', 2)}\n`);
  const args = ['evaluate', 'headqa.jsonl', '--endpoint', 'http://127.0.0.1:9/v1#tiny', '--item', '7'];
  const ended = await cli(args).ended;
  expect([ended.status, ended.stderr]).toEqual([
    2,
    `${path.join(folder, 'headqa.jsonl')}: id: Several items have the id "7": line 1 (One), line 2 (Two). Choose with --line N.\n`,
  ]);
});

describe('items', () => {
  test('lists ids, lines and bytes', async () => {
    const ended = await cli(['items', 'math500.jsonl', '--json']).ended;
    const text = await readFile(path.join(folder, 'math500.jsonl'));
    const [found] = objects(ended.stdout);
    const { items, ...rest } = found as { items: { id: string; line: number; bytes: [number, number] }[] };
    expect([ended.status, ended.stderr, rest]).toEqual([
      0,
      '',
      { benchmark: 'MATH-500', domain: 'math', count: 3, problems: [] },
    ]);
    expect(Object.keys(found!)).toEqual(['benchmark', 'domain', 'count', 'items', 'problems']);
    expect(items.map(({ id, line }) => `${line} ${id}`)).toEqual([
      '1 own/1.json',
      '2 own/2.json',
      '3 own/3.json',
    ]);
    const read = items.map(({ bytes }) => JSON.parse(text.subarray(...bytes).toString()) as unknown);
    expect(read).toEqual(mathItems);
  });

  test('problems are in the output, and give status 1', async () => {
    await writeFile(path.join(folder, 'math500.jsonl'), `${JSON.stringify(mathItems[0])}\nnot json\n`);
    const ended = await cli(['items', 'math500.jsonl', '--json']).ended;
    expect(ended.status).toBe(1);
    expect(objects(ended.stdout)[0]).toMatchObject({
      count: 1,
      problems: [{ file: 'math500.jsonl', line: 2 }],
    });
    const words = await cli(['items', 'math500.jsonl']).ended;
    expect(words.stdout).toBe('MATH-500: 1 item\n       1  own/1.json\n');
    expect(words.stderr).toMatch(/^math500\.jsonl:2: /);
  });

  test('a file without items is unreadable input, told as JSON too', async () => {
    await writeFile(path.join(folder, 'empty.jsonl'), '');
    const ended = await cli(['items', 'empty.jsonl', '--json']).ended;
    expect(ended.status).toBe(2);
    const [found] = objects(ended.stdout);
    expect(found).toMatchObject({ benchmark: null, domain: null, count: 0, items: [] });
    expect(found?.problems).toHaveLength(1);
  });
});

describe('score', () => {
  const line = (changes: Record<string, unknown>): string =>
    JSON.stringify({ benchmark: 'MATH-500', item: { answer: '12' }, response: '$\\boxed{12}$', ...changes });

  test('one line a line, in order, bad ones in their place', async () => {
    const stdin = [
      line({}),
      'nonsense',
      line({ response: '\u2028<think>hm</think>So \\boxed{13}' }).replaceAll('\\u2028', '\u2028'),
      '',
      line({ benchmark: 'Nothing' }),
      line({ finish_reason: 'length' }),
    ].join('\r\n');
    const ended = await cli(['score'], { stdin: `\ufeff${stdin}` }).ended;
    expect(ended.status).toBe(1);
    expect(
      objects(ended.stdout).map(({ score, extracted }) => `${String(score)} ${String(extracted)}`),
    ).toEqual(['1 12', 'null undefined', '0 13', 'null undefined', 'null undefined', 'null null']);
  });

  test('status 0 where every line could be read', async () => {
    const ended = await cli(['score', '--json'], { stdin: `${line({})}\n` }).ended;
    expect([ended.status, ended.stderr, objects(ended.stdout).length]).toEqual([0, '', 1]);
  });
});

test.each(['items', 'evaluate', 'score'])('%s --help says how it is used', async (name) => {
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
    const ended = await run(program, ['items', 'math500.jsonl'], { cwd: folder, node: oldNode ?? '' }).ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(/^reasoning-transfer needs Node 22\.15 or newer; this is Node [\d.]+\.\n$/);
  },
);
