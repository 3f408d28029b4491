import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

import { done, finish, said, stream, type FaultServer, type Reply } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { cliFolder } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const start = useServers();

const answered = (text: string): Reply => stream([said(text), finish(), done]);

const evaluating = async (server: FaultServer, ...more: string[]): Promise<string[]> => {
  const benchmark = {
    name: 'Towns',
    domain: 'other',
    fields: { question: 'q', answer: 'a' },
    answerKind: 'judge',
    scoring: { endpoint: 'big' },
  };
  await writeFile(path.join(here.folder, 'towns.jsonl'), '{"q": "Capital of France?", "a": "Paris"}\n');
  await writeFile(path.join(here.folder, 'own.json'), JSON.stringify([benchmark]));
  return [
    ...['evaluate', 'towns.jsonl', '--all', '--benchmarks', 'own.json', '--json'],
    ...['--endpoint', `${server.baseUrl}#tiny`, ...more],
  ];
};

test('a judge of its own decides, with a key of its own', async () => {
  const model = await start({ replies: [answered('Lutetia')] });
  const judge = await start({ replies: [answered('The old name.\nVerdict: correct')] });
  const args = await evaluating(model, '--temperature', '0.9', '--judge', `${judge.baseUrl}#big-70b`);
  const keys = { REASONING_TRANSFER_API_KEY: 'first', REASONING_TRANSFER_API_KEY_2: 'second' };
  const ended = await here.cli(args, { env: keys }).ended;
  expect([ended.status, ended.stderr]).toEqual([0, '1 complete\ntiny 1/1 right\n']);
  expect(objects(ended.stdout)).toMatchObject([
    { label: 'tiny', score: 1, extracted: null, reason: '"big" judged it correct: The old name.' },
  ]);
  expect(model.posts.map(({ headers }) => headers.authorization)).toEqual(['Bearer first']);
  expect(judge.posts.map(({ headers }) => headers.authorization)).toEqual(['Bearer second']);
  expect(JSON.parse(judge.posts[0]?.body ?? '')).toMatchObject({ model: 'big-70b', temperature: 0 });
});

test('an endpoint that is evaluated too can judge', async () => {
  const model = await start({ replies: [answered('Verdict: incorrect')] });
  const args = await evaluating(model, '--name', 'big');
  const ended = await here.cli(args).ended;
  expect([ended.status, objects(ended.stdout)]).toMatchObject([0, [{ label: 'big', score: 0 }]]);
  expect(model.posts).toHaveLength(2);
});

test('without its judge nothing is asked', async () => {
  const model = await start({ replies: [answered('Lutetia')] });
  const ended = await here.cli(await evaluating(model)).ended;
  expect([ended.status, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toMatch(
    /"big" judges Towns, and is none of the endpoints: give it as --judge URL#MODEL/,
  );
  expect(model.posts).toEqual([]);
  const bad = await here.cli(await evaluating(model, '--judge', 'http://user:secret@host/v1')).ended;
  expect([bad.status, bad.stderr]).toEqual([2, expect.stringMatching(/--judge number 1/)]);
  expect(bad.stderr).not.toContain('secret');
});
