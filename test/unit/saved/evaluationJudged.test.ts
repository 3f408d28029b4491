import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Item } from '../../../src/core/items/item.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { benchmarkPrompt } from '../../../src/core/prompts/benchmarkPrompt.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { runEvaluation, type EvaluationSummary } from '../../../src/workspace/evaluation.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { judgeWith } from '../../../src/workspace/scoring/judge.ts';
import { scoreWith } from '../../../src/workspace/scoring/scoring.ts';
import { testEndpoint, testServers } from '../../support/asked.ts';
import { delta, done, finish, json, said, stream, type Reply } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { entry, itemOf } from '../items/ownEntries.ts';
import { useFolder } from './evaluationRuns.ts';

const root = useFolder();
const start = useServers();

const answered = (text: string, reasoning?: string): Reply =>
  stream([
    ...(reasoning === undefined ? [] : [delta({ reasoning_content: reasoning })]),
    said(text),
    finish(),
    done,
  ]);

const judgedItem = (scoring: JsonObject = { endpoint: 'big/judge' }): Item =>
  itemOf(
    { q: 'Capital of France?', a: 'Paris' },
    entry({ question: 'q', answer: 'a' }, { answerKind: 'judge', scoring }),
  );

interface Played {
  readonly summary: EvaluationSummary;
  /** What the judge's server was asked. */
  readonly asked: readonly JsonObject[];
}

/** Evaluates the item on a model that answers `Lutetia`, judged by another server. */
async function play(
  item: Item,
  judging: Reply,
  sampling: Endpoint['sampling'] = { repeats: 1 },
): Promise<Played> {
  const model = await start({ replies: [answered('Lutetia')] });
  const judge = await start({ replies: [judging] });
  const { servers } = testServers({ retrySeconds: 0 });
  const { signal } = new AbortController();
  const judges = [testEndpoint(judge.baseUrl, { label: 'big/judge', model: 'big-70b', sampling })];
  const help = {
    ...noHelp,
    judge: judgeWith({ endpoints: () => judges, generate: servers.generate, signal }),
  };
  try {
    const summary = await runEvaluation({
      items: [item],
      endpoints: [testEndpoint(model.baseUrl)],
      prompt: (each, { api }) => benchmarkPrompt(each, { api }, undefined),
      generate: servers.generate,
      score: scoreWith(help),
      saved: new SavedSamples(root()),
      resume: true,
      itemsByBenchmark: new Map([['Mine', 1]]),
      signal,
      onEvent: () => undefined,
    }).done;
    return { summary, asked: judge.posts.map(({ body }) => JSON.parse(body) as JsonObject) };
  } finally {
    servers.dispose();
  }
}

async function written(): Promise<{ lines: JsonObject[]; results: string }> {
  const folder = path.join(root(), '.reasoning-transfer', 'tiny');
  const texts = await Promise.all(
    (await readdir(folder))
      .sort()
      .map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]),
  );
  const of = (begin: string): string[] =>
    texts.flatMap(([name = '', text = '']) => (name.startsWith(begin) ? [text] : []));
  const lines = of('samples_').flatMap((text) => text.trimEnd().split('\n'));
  return { lines: lines.map((line) => JSON.parse(line) as JsonObject), results: of('results_').join('') };
}

test('a judge on a server of its own decides, and its sample is kept with the one it is of', async () => {
  const item = judgedItem();
  const { summary, asked } = await play(
    item,
    answered('The old name.\n\nVerdict: correct', 'Lutetia is Paris.'),
  );
  expect(summary).toMatchObject({ complete: 1, labels: [{ label: 'tiny', n: 1, sum: 1 }] });
  expect(asked).toMatchObject([{ model: 'big-70b', temperature: 0 }]);
  const { lines, results } = await written();
  const [line] = lines;
  expect(line).toMatchObject({
    resps: [['Lutetia']],
    metrics: ['judge:big_judge'],
    'judge:big_judge': 1,
    trace: {
      item: { answer_kind: 'judge', scoring: { endpoint: 'big/judge' } },
      score: { value: 1, rule: 'judge · big/judge', reason: '"big/judge" judged it correct: The old name.' },
      judge: {
        label: 'big/judge',
        model: 'big-70b',
        prompt: expect.stringContaining('```\nLutetia\n```') as string,
        reasoning: 'Lutetia is Paris.',
        answer: 'The old name.\n\nVerdict: correct',
      },
    },
  });
  expect(results).toContain('"judge:big_judge,none": 1');

  const saved = new SavedSamples(root());
  await saved.load();
  const [head] = saved.forItem(item);
  expect(head).toMatchObject({ answerKind: 'judge', judge: 'big/judge', value: 1 });
  const whole = await saved.read(head!);
  expect(whole.ok && whole.sample.score).toMatchObject({
    value: 1,
    rule: 'judge · big/judge',
    judge: { model: 'big-70b', reasoning: 'Lutetia is Paris.', answer: 'The old name.\n\nVerdict: correct' },
  });
});

test("the judge's own sampling counts, and the benchmark's token limit before it", async () => {
  const item = judgedItem({ endpoint: 'big/judge', maxTokens: 99 });
  const sampling = { repeats: 3, temperature: 0.7, maxTokens: 500, system: 'Be strict.' };
  const { asked } = await play(item, answered('Verdict: 0.25'), sampling);
  expect(asked).toMatchObject([
    { temperature: 0.7, max_tokens: 99, messages: [{ content: 'Be strict.' }, {}] },
  ]);
  expect((await written()).lines).toMatchObject([{ 'judge:big_judge': 0.25 }]);
});

test.each<[string, Reply, RegExp]>([
  ['fails', json(500, { error: { message: 'boom' } }), /^not judged: "big\/judge" failed: .*boom/],
  [
    'is cut off',
    stream([said('Verdict: correct'), finish('length'), done]),
    /^not judged: what "big\/judge" wrote was cut off$/,
  ],
  ['says nothing', answered(' ', 'Hm.'), /^not judged: "big\/judge" wrote no answer$/],
  [
    'gives no verdict',
    answered('Nice.'),
    /^not judged: no verdict can be read from what "big\/judge" wrote$/,
  ],
])('where the judge %s there is no score, and a later run judges the trace', async (_name, judging, why) => {
  const item = judgedItem();
  const first = await play(item, judging);
  expect(first.summary).toMatchObject({ complete: 1, labels: [{ n: 0, unscored: 1 }] });
  const before = await written();
  expect(before.lines).toMatchObject([{ metrics: [] }]);
  expect(before.lines[0]).toHaveProperty('trace.score.reason', expect.stringMatching(why));

  const again = await play(item, answered('Verdict: correct'));
  expect(again.summary).toMatchObject({ complete: 0, skipped: 1, rescored: 1, labels: [{ n: 1, sum: 1 }] });
  const { lines } = await written();
  expect(lines).toHaveLength(2);
  expect(lines[1]).toHaveProperty(
    'trace.score.reason',
    '"big/judge" judged it correct (scored again: it was scored in another way, or not at all)',
  );

  const third = await play(item, answered('Verdict: incorrect'));
  expect([third.summary.skipped, third.summary.rescored, third.asked]).toEqual([1, 0, []]);
});

test('what a judge said is in no mean with what rules say', async () => {
  await play(judgedItem(), answered('Verdict: correct'));
  const byRule = itemOf(
    { q: 'Capital of France?', a: 'Paris' },
    entry({ question: 'q', answer: 'a' }, { answerKind: 'contains' }),
  );
  const { summary, asked } = await play(byRule, answered('Verdict: correct'));
  expect(summary).toMatchObject({ skipped: 1, rescored: 1, labels: [{ n: 1, sum: 0 }] });
  expect(asked).toEqual([]);
  const { results } = await written();
  expect(results).toContain('"acc,none": 0');
  const lower = itemOf(
    { q: 'Capital of France?', a: 'lutetia' },
    entry({ question: 'q', answer: 'a' }, { answerKind: 'contains', scoring: { ignoreCase: true } }),
  );
  expect((await play(lower, answered(''))).summary).toMatchObject({ rescored: 1, labels: [{ sum: 1 }] });
  expect((await play(lower, answered(''))).summary).toMatchObject({ rescored: 0, skipped: 1 });
});

test('a label that no endpoint has is said', async () => {
  await play(judgedItem({ endpoint: 'gone' }), answered('Verdict: correct'));
  expect((await written()).lines[0]).toHaveProperty(
    'trace.score.reason',
    'not judged: no endpoint is called "gone"',
  );
});
