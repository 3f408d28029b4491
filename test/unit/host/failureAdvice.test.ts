import { expect, test } from 'vitest';

import { endWords } from '../../../src/host/traceWords.ts';
import { ask, testServers } from '../../support/asked.ts';
import { json, type Reply } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';

/** What the editor says of a request that failed over a real socket: where to set it here, and nowhere else. */

const start = useServers();

test.each<[string, Reply, string]>([
  ['401', json(401, {}), 'SERVER wants an API key (401). Run Reasoning Transfer: Set API Key….'],
  [
    'no chat template',
    json(400, { error: 'default chat template is no longer allowed' }),
    '"tiny" has no chat template, as is usual for a base model. Set api to completions for this endpoint, which sends the prompt as text.',
  ],
  [
    'a wait beyond the limit',
    json(429, 'later', { 'retry-after': '3600' }),
    'SERVER is busy and asks to wait (429). It says: ""later"". It asks to wait 3,600 s; requests are sent again for at most 600 s. How long to go on asking is set by reasoningTransfer.limits.retrySeconds.',
  ],
  [
    'silence',
    () => undefined,
    'SERVER sent nothing for 0.2 s before the first token. If it needs longer for this prompt, raise reasoningTransfer.limits.firstTokenSeconds.',
  ],
])('%s', async (_name, reply, words) => {
  const server = await start({ replies: [reply] });
  const { servers } = testServers({ firstTokenSeconds: 0.2 });
  const { trace } = await ask(servers, server.baseUrl);
  const said = endWords(trace, undefined)?.replace('The server at ', '').replaceAll(server.origin, 'SERVER');
  expect(said).toBe(words);
  expect(said).not.toMatch(/--|REASONING_TRANSFER|command line/);
  servers.dispose();
});
