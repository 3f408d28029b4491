/** The demo's endpoints: two small models, each on a server of its own, or servers that run already. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once, root } from '../cache.mjs';
import { run, start } from '../processes.mjs';
import { demoPython } from './python.mjs';

const startLimitMs = 60_000;
/** Tokens; so that weak models on a CPU, which like to go on for ever, end soon. */
const maxTokens = 300;

const models = [
  { name: 'SmolLM2-135M-Instruct', file: 'smollm2.gguf', api: 'chat' },
  // Pretrained only, so it gets the prompt as text.
  { name: 'Gemma-3-270M', file: 'gemma3.gguf', api: 'completions' },
];

const script = (name) => join(root, 'scripts', 'demo', name);

/** Starts the demo's own servers; gives the setting `reasoningTransfer.endpoints` for them. */
export async function startModels() {
  const python = await demoPython();
  const requirements = readFileSync(script('requirements.txt'), 'utf8');
  const weights = await once(['demo', 'weights'], requirements, (folder) =>
    run(python, [script('weights.py'), folder]),
  );
  return Promise.all(
    models.map(async ({ name, file, api }) => {
      const origin = await startServer(python, join(weights, file), name);
      return endpoint(name, `${origin}/v1`, name, api);
    }),
  );
}

function endpoint(label, url, model, api) {
  return { label, url, model, api, sampling: { temperature: 0, maxTokens } };
}

function startServer(python, weights, name) {
  return new Promise((resolve, reject) => {
    const server = start(python, [script('serve.py'), weights, name], {
      onLine: (line) => {
        const address = /^serving at (\S+)/.exec(line)?.[1];
        if (address) resolve(address);
      },
    });
    const fail = (why) => reject(new Error(`The server of ${name} ${why}:\n${server.log.slice(-3000)}`));
    setTimeout(() => fail('did not start in time'), startLimitMs).unref();
    server.ended.then(() => fail('ended'));
  });
}

/** The same setting for servers that run already: the first model that each of the URLs lists. */
export async function namedServers(urls) {
  const found = await Promise.all(
    urls.map(async (url) => {
      const base = /\/v\d+\/?$/.test(url) ? url.replace(/\/$/, '') : `${url.replace(/\/$/, '')}/v1`;
      const response = await fetch(`${base}/models`).catch((error) => {
        throw new Error(`No server at ${base}: ${error.cause?.message ?? error.message}`);
      });
      const model = response.ok ? (await response.json()).data?.[0]?.id : undefined;
      if (!model) throw new Error(`${base}/models lists no model (status ${response.status}).`);
      return { base, model };
    }),
  );
  const label = ({ base, model }) =>
    found.filter((other) => other.model === model).length > 1 ? `${model}@${new URL(base).host}` : model;
  return found.map((server) => endpoint(label(server), server.base, server.model, 'chat'));
}
