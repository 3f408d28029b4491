import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import {
  done,
  type FaultServer,
  type FaultServerOptions,
  finish,
  json,
  modelList,
  type Reply,
  said,
  stream,
  text,
} from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { ownItems } from '../items/ownItems.ts';
import { cliFolder } from './cliFolder.ts';
import { answering, evaluating } from './evaluating.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

const start = useServers();
const serve = (reply: Reply, routes?: FaultServerOptions['routes']): Promise<FaultServer> =>
  start({ replies: [reply], ...(routes ? { routes } : {}) });

describe('a place where nothing can be saved is told before anything is asked', () => {
  const cannot = async (out: string): Promise<string> => {
    const server = await serve(answering('12'));
    const ended = await cli(evaluating(server, '--limit', '1', '--out', out)).ended;
    expect([ended.status, ended.stdout, server.posts.length]).toEqual([2, '', 0]);
    expect(ended.stderr.split('\n')).toHaveLength(2);
    return ended.stderr.replaceAll(here.folder, 'FOLDER').trimEnd();
  };

  test.skipIf(!existsSync('/proc/self'))('a file system that makes no folders', async () => {
    expect(await cannot('/proc/foo/bar')).toBe(
      '--out: /proc/foo: No folder can be made here. Choose another one.',
    );
  });

  test('a file, and a folder below a file', async () => {
    await writeFile(path.join(here.folder, 'taken'), 'mine');
    const message = 'A file stands where a folder is needed. Move it away.';
    expect(await cannot('taken')).toBe(`--out: FOLDER/taken: ${message}`);
    expect(await cannot('taken/below')).toBe(`--out: FOLDER/taken/below: ${message}`);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder without permission (skipped for root)',
    async () => {
      await mkdir(path.join(here.folder, 'shut'));
      await chmod(path.join(here.folder, 'shut'), 0o555);
      expect(await cannot('shut')).toMatch(/^--out: FOLDER\/shut.*: No permission: it cannot be written\./);
    },
  );
});

test('what was sent is saved, also where it was not asked for', async () => {
  const server = await serve(answering('$\\boxed{12}$'));
  const [printed] = objects((await cli(evaluating(server, '--limit', '1', '--json')).ended).stdout);
  const saved = JSON.parse(await readFile(String(printed?.file), 'utf8')) as {
    trace: { sent: unknown; sampling: object; timing: { ttft_ms: number; duration_ms: number } };
  };
  const body = JSON.parse(server.posts[0]!.body) as { max_tokens: number };
  expect(body.max_tokens).toBeGreaterThan(0);
  expect(saved.trace.sent).toEqual({ max_tokens: body.max_tokens, base_url: server.baseUrl });
  expect(saved.trace.sampling).not.toHaveProperty('max_tokens');
  const { ttft_ms, duration_ms } = saved.trace.timing;
  expect([ttft_ms, duration_ms].map(String).every((text) => /^\d+(\.\d)?$/.test(text))).toBe(true);
});

test('tasks of one benchmark are runs of their own, with samples and results apart', async () => {
  const text = [ownItems.haluQa, ownItems.haluDialogue].map((item) => `${JSON.stringify(item)}\n`).join('');
  await writeFile(path.join(here.folder, 'halu.jsonl'), text);
  const server = await serve(answering('yes'));
  const args = ['evaluate', 'halu.jsonl', '--all', '--endpoint', `${server.baseUrl}#tiny`];
  const ended = await cli(args).ended;
  expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('2 complete');
  const folder = path.join(here.folder, '.reasoning-transfer/tiny');
  const names = await readdir(folder);
  const samples = names.filter((name) => name.startsWith('samples_'));
  expect(samples.map((name) => name.slice(0, name.lastIndexOf('_'))).sort()).toEqual([
    'samples_HaluEval_dialogue',
    'samples_HaluEval_qa',
  ]);
  const results = await Promise.all(
    names
      .filter((name) => name.startsWith('results_'))
      .map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Results),
  );
  expect(
    results.map(({ results: by, reasoning_transfer: { partial } }) => [...Object.keys(by), partial]).sort(),
  ).toEqual([
    ['HaluEval_dialogue', false],
    ['HaluEval_qa', false],
  ]);
  expect((await cli(args).ended).stdout).toMatch(/\n2 saved before\n$/);
});
interface Results {
  results: object;
  reasoning_transfer: { partial: boolean };
}

describe('what is said of a server', () => {
  test.each<[string, FaultServerOptions['routes']]>([
    ['vLLM', { '/v1/models': modelList('vllm', 'small', 'large') }],
    ['Ollama', { '/v1/models': modelList('library', 'small', 'large'), '/': text(200, 'Ollama is running') }],
  ])('a model that %s does not list is not asked for', async (_kind, routes) => {
    const server = await serve(answering('$\\boxed{12}$'), routes);
    const args = ['evaluate', 'math500.jsonl', '--all', '--endpoint', `${server.baseUrl}#tiny`];
    const ended = await cli([...args, '--endpoint', `${server.baseUrl}#large`]).ended;
    expect([ended.status, ended.stdout, server.posts.length]).toEqual([2, '', 0]);
    expect(ended.stderr).toBe(
      `tiny: The server at ${server.baseUrl} has no model "tiny"; it has small, large.\n`,
    );
    expect(await readdir(here.folder)).toEqual(['math500.jsonl']);
  });

  test('a model it does not list is warned of once', async () => {
    const server = await serve(answering('$\\boxed{12}$'), {
      '/v1/models': modelList('someone', 'small', 'large'),
    });
    const args = ['evaluate', 'math500.jsonl', '--all', '--json', '--endpoint'];
    const wrong = await cli([...args, `${server.baseUrl}#tiny`]).ended;
    expect(wrong.stderr).toBe(
      'tiny: The server does not list the model "tiny"; it lists small, large. Its answers may be another model\'s.\n3 complete\ntiny 1/3 right\n',
    );
    expect((await cli([...args, `${server.baseUrl}#large`]).ended).stderr).toBe(
      '3 complete\nlarge 1/3 right\n',
    );
  });

  test('control characters of its message reach no terminal, and JSON keeps their meaning', async () => {
    const evil = 'No.\u001b[2J\u009b2J\u202eevil\nmath right';
    const server = await serve(json(400, { error: { message: evil } }));
    const words = await cli(evaluating(server, '--limit', '1')).ended;
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(words.stdout + words.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(words.stdout).toContain('\\u001b[2J\\u009b2J\\u202eevil math right');
    const c1 = await serve(answering('\u009b\u202e\u{E0041}\uFE00\u3164 $\\boxed{12}$'));
    const ended = await cli(evaluating(c1, '--limit', '1', '--json')).ended;
    expect(ended.stdout).not.toMatch(/[\u007f-\u009f\u202e\u3164]|\u{E0041}|\uFE00/u);
    expect(objects(ended.stdout)[0]?.answer).toBe('It is \u009b\u202e\u{E0041}\uFE00\u3164 $\\boxed{12}$');
  });

  test('while it is asked again, in whole sentences under the name given', async () => {
    const running = cli([
      ...['evaluate', 'math500.jsonl', '--line', '1', '--endpoint', 'http://127.0.0.1:9/v1#tiny'],
      ...['--name', 'base'],
    ]);
    const ended = await running.ended;
    expect(ended.stderr).toBe('base: Nothing answers at http://127.0.0.1:9. Asking again.\n');
  });
});

describe('for people', () => {
  test('why a sample was truncated, how long was waited, and how many are right by label', async () => {
    const cut = stream([said('Let me'), finish('length'), done]);
    let busy = true;
    const server = await serve((response, request) => {
      if (!request.body.includes('What is 3')) return cut(response, request);
      const reply = busy ? json(429, {}, { 'retry-after': '0' }) : answering('$\\boxed{12}$');
      busy = false;
      return reply(response, request);
    });
    const ended = await cli(evaluating(server, '--limit', '2', '--name', 'base')).ended;
    expect(ended.status).toBe(0);
    const [counts, first, second] = ended.stdout.trimEnd().split('\n').sort();
    expect(first).toMatch(/base {2}right {2}12 \(gold 12\) {2}3 tokens {2}waited \d s, 2 tries$/);
    expect(second).toMatch(/base {2}truncated: \S.*$/);
    expect(counts).toBe('1 complete, 1 truncated');
    expect(ended.stderr.split('\n').slice(1)).toEqual(['base 1/2 right, 1 truncated', '']);
  });

  test('what to do about a failure is told once, for the command line', async () => {
    const server = await serve(json(400, { error: 'default chat template is no longer allowed' }));
    const ended = await cli(evaluating(server, '--limit', '2')).ended;
    expect(ended.stderr.split('\n')).toEqual([
      'tiny: With --api completions the prompt is sent as text.',
      '',
    ]);
    expect(ended.stdout + ended.stderr).not.toMatch(/Set API Key|reasoningTransfer\./);
  });
});
