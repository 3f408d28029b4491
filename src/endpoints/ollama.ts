import * as v from 'valibot';

import type { Ask } from './plainAsk.ts';
import type { ServerInfo, ServerModel } from './serverInfo.ts';
import { type Asked, number, parentOf, plain, text, tryAsk } from './serverList.ts';

const Version = v.object({ version: v.string() });
/** `GET /api/ps`: what is in memory, with the context it was given. Old versions leave the context out. */
const Running = v.object({ models: v.array(v.object({ name: v.string(), context_length: number })) });
/** `POST /api/show`; `parameters` are lines of text such as `num_ctx    8192`. */
const Shown = v.object({
  parameters: text,
  model_info: v.nullish(v.record(v.string(), v.unknown())),
  capabilities: v.nullish(v.array(v.string())),
  details: v.nullish(v.object({ parent_model: text })),
  /** A model that runs elsewhere. */
  remote_host: text,
});

/** Questions about models sent at once. */
const atOnce = 4;

/** What an Ollama says of itself; null where the server is none. */
export async function ollama(asked: Asked): Promise<ServerInfo | null> {
  const root = await tryAsk(asked, '/');
  if (root?.status !== 200 || !root.body.includes('Ollama is running')) return null;
  const [version, running] = await Promise.all([tryAsk(asked, '/api/version'), tryAsk(asked, '/api/ps')]);
  const loaded = v.safeParse(Running, running?.json);
  const known = v.safeParse(Version, version?.json);
  const models = asked.list.data.map(({ id }): ServerModel => {
    const one = loaded.success ? loaded.output.models.find(({ name }) => name === id) : undefined;
    const context = one?.context_length ?? null;
    return { id, context, maxContext: null, loaded: loaded.success ? one !== undefined : null };
  });
  return {
    ...plain(asked, 'Ollama', known.success ? known.output.version : undefined),
    models: asked.eachModel ? await withDetails(asked, models) : models,
    slots: null,
  };
}

/** Asks about each model, a few at once; those not answered within the time of one question stay as they are. */
async function withDetails(asked: Asked, models: readonly ServerModel[]): Promise<readonly ServerModel[]> {
  const detailed = [...models];
  const left = [...models.entries()];
  const deadline = performance.now() + asked.timeoutMs;
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      if (performance.now() >= deadline) return;
      const [index, model] = next;
      const details = await show(asked, model.id);
      if (details !== null)
        detailed[index] = { ...model, ...details, context: model.context ?? details.context };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return detailed;
}

type Details = Pick<ServerModel, 'context' | 'maxContext' | 'embeddingOnly'>;

/**
 * What `/api/show` tells of a model. Its `context_length` is what the model was trained for, not what it runs
 * with: that is known beforehand only where the model sets `num_ctx` itself, or runs elsewhere.
 */
async function show(server: Pick<Asked, 'root' | 'ask'>, model: string): Promise<Details | null> {
  const shown = v.safeParse(Shown, (await tryAsk(server, '/api/show', { model }))?.json);
  if (!shown.success) return null;
  const { parameters, model_info, capabilities, remote_host, details } = shown.output;
  const architecture = model_info?.['general.architecture'];
  const trained =
    typeof architecture === 'string' ? model_info?.[`${architecture}.context_length`] : undefined;
  const maxContext = typeof trained === 'number' && trained > 0 ? trained : null;
  const set = Number(/^num_ctx\s+"?(\d+)"?\s*$/m.exec(parameters ?? '')?.[1] ?? 0);
  const own = set > 0 ? Math.min(set, maxContext ?? set) : null;
  const embeddingOnly = capabilities?.includes('embedding') === true && !capabilities.includes('completion');
  return {
    context: remote_host ? maxContext : own,
    maxContext,
    ...parentOf(model, details?.parent_model ?? ''),
    ...(embeddingOnly ? { embeddingOnly: true } : {}),
  };
}

/**
 * The context an Ollama runs a model with; null where it does not say. It is settled when the model is loaded, by
 * the server's settings and memory, and a request beyond it loses the beginning of its prompt without a word. So
 * the model is loaded first, as a request without a prompt does, and then asked for. `root` is where the server's own
 * routes begin.
 */
export async function loadedContext(root: string, model: string, ask: Ask): Promise<number | null> {
  const server = { root, ask };
  if (/[:-]cloud$/.test(model)) return (await show(server, model))?.context ?? null;
  const load = await tryAsk(server, '/api/generate', { model, stream: false });
  if (load?.status !== 200) return null;
  const running = v.safeParse(Running, (await tryAsk(server, '/api/ps'))?.json);
  const names = [model, `${model}:latest`];
  const one = running.success ? running.output.models.find(({ name }) => names.includes(name)) : undefined;
  return one?.context_length ?? null;
}
