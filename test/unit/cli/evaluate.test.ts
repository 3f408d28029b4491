import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import {
  delta,
  done,
  type FaultServer,
  finish,
  json,
  pause,
  type Reply,
  said,
  stream,
} from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { cliFolder } from './cliFolder.ts';
import { answering, evaluating } from './evaluating.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

const start = useServers();
const serve = (...replies: Reply[]): Promise<FaultServer> => start({ replies });

const right12 = answering('$\\boxed{12}$.');
/** Never ends. */
const endless: Reply = stream([delta({ reasoning_content: 'Hm, ' }), said('so')], 'stall');

const show = (text: string): string =>
  text.replaceAll(here.folder, 'FOLDER').replaceAll(/127\.0\.0\.1:\d+/g, 'SERVER');

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
    expect([ended.status, ended.stderr]).toEqual([
      0,
      '2 complete, 1 truncated\norg/tiny 1/3 right, 1 truncated\n',
    ]);
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
    expect(await readdir(here.folder)).toEqual(['.reasoning-transfer', 'math500.jsonl']);
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
    expect((await readdir(path.join(here.folder, 'kept/here/.reasoning-transfer'))).sort()).toEqual([
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
    expect(ended.stderr).toBe(
      'a: Its key goes into REASONING_TRANSFER_API_KEY.\n1 complete, 1 failed\na not scored, 1 failed or cancelled · b 1/1 right\n',
    );
  });

  test('resumes with --limit and --all: what is saved is printed, not asked; --item asks again', async () => {
    const server = await serve(right12);
    const args = evaluating(server, '--json');
    await cli([...args, '--limit', '2']).ended;
    expect(server.posts).toHaveLength(2);
    const all = await cli([...args, '--all']).ended;
    expect(server.posts).toHaveLength(3);
    expect([all.status, all.stderr]).toEqual([0, '1 complete, 2 saved before\ntiny 1/3 right\n']);
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
    const killed = cli(evaluating(server, '--all', '--json'));
    await killed.lines(2);
    while (server.posts.length < 3) await pause(5);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    const again = await serve(answering('$\\boxed{28}$.'));
    const resumed = await cli(evaluating(again, '--all', '--json')).ended;
    expect(again.posts).toHaveLength(1);
    expect([resumed.status, resumed.stderr]).toEqual([0, '1 complete, 2 saved before\ntiny 3/3 right\n']);
    expect(objects(resumed.stdout).map(({ score }) => score)).toEqual([1, 1, 1]);
  });

  test.skipIf(process.platform === 'win32')('Ctrl-C keeps what is done and what had arrived', async () => {
    const server = await serve(right12, endless);
    const running = cli(evaluating(server, '--all', '--json'));
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
    const running = cli(evaluating(server, '--all', '--json'));
    await running.lines(1);
    running.child.stdout?.destroy();
    left = true;
    const ended = await running.ended;
    expect([ended.status, ended.stderr]).toEqual([
      1,
      '2 complete, 1 cancelled\ntiny 1/2 right, 1 failed or cancelled\n',
    ]);
  });

  test('a silent server is given up after --idle-timeout', async () => {
    const server = await serve(stream([], 'stall'));
    const ended = await cli(evaluating(server, '--line', '2', '--idle-timeout', '0.2', '--json')).ended;
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
    const saved = await readdir(path.join(here.folder, '.reasoning-transfer'), {
      recursive: true,
      withFileTypes: true,
    });
    const texts = await Promise.all(
      saved
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
    );
    expect(ended.stderr).toMatch(/: Its key goes into REASONING_TRANSFER_API_KEY_3\.\n/);
    expect([ended.stdout, ended.stderr, ...texts].join('\n')).not.toMatch(/sk-(one|two|env)/);
    expect(texts.length).toBeGreaterThan(3);
  });
});
