import * as v from 'valibot';

import type { Ask } from './plainGet.ts';
import type { ServerInfo, ServerKind, ServerModel } from './serverInfo.ts';

const number = v.nullish(v.number());
const text = v.nullish(v.string());

const ListedModels = v.array(
  v.object({
    id: v.string(),
    owned_by: text,
    /** vLLM, SGLang. */
    max_model_len: number,
    /** llama-server: the context of one slot, and of the model's training. */
    meta: v.nullish(v.object({ n_ctx: number, n_ctx_train: number })),
    /** llama-server as a router. */
    status: v.nullish(v.object({ value: text })),
  }),
);

/** `GET /v1/models`, with what the servers add to it. An Ollama without models has had null for the list. */
export const OpenAiList = v.union([
  v.object({ data: ListedModels }),
  v.pipe(
    v.object({ object: v.literal('list'), data: v.null() }),
    v.transform(() => ({ data: [] })),
  ),
  v.pipe(
    ListedModels,
    v.transform((data) => ({ data })),
  ),
]);
export type OpenAiList = v.InferOutput<typeof OpenAiList>;

export interface Asked {
  readonly origin: string;
  readonly baseUrl: string;
  readonly list: OpenAiList;
  readonly ask: Ask;
}

/** What the list of models alone says. */
export function modelsOfList(list: OpenAiList): ServerModel[] {
  return list.data.map(({ id, max_model_len, meta, status }) => ({
    id,
    context: max_model_len ?? meta?.n_ctx ?? null,
    maxContext: meta?.n_ctx_train ?? null,
    loaded: typeof status?.value === 'string' ? status.value === 'loaded' : null,
  }));
}

/**
 * What a server is, by the owner its list of models names and then by its own routes, so that a server is asked
 * no more than it has to be. SGLang's `/health` generates a token, so no `/health` is asked at all.
 */
export async function readServer(asked: Asked): Promise<ServerInfo> {
  const owners = new Set(asked.list.data.map(({ owned_by }) => owned_by ?? ''));
  if (owners.has('llamacpp')) return llamaCpp(asked);
  if (owners.has('vllm')) return withVersion(asked, 'vLLM', '/version');
  if (owners.has('sglang')) return withVersion(asked, 'SGLang', '/get_server_info');
  if (owners.has('organization_owner') || owners.has('organization-owner')) return lmStudio(asked);
  // Ollama names the library or the user who uploaded the model.
  return (await ollama(asked)) ?? (await byRoute(asked, owners));
}

async function byRoute(asked: Asked, owners: ReadonlySet<string>): Promise<ServerInfo> {
  if (owners.has('me')) return plain(asked, 'llama-cpp-python');
  const [studio, info, alive, ready] = await Promise.all(
    ['/api/v0/models', '/info', '/health/liveliness', '/readyz'].map((path) => tryAsk(asked, path)),
  );
  if (v.is(LmStudioV0, studio?.json)) return lmStudio(asked);
  const tgi = v.safeParse(TgiInfo, info?.json);
  if (tgi.success) {
    const { model_id, max_total_tokens, version } = tgi.output;
    const models = modelsOfList(asked.list);
    return {
      ...plain(asked, 'TGI', version),
      models: (models.length > 0 ? models : [{ id: model_id, maxContext: null }]).map((model) => ({
        ...model,
        context: max_total_tokens ?? null,
        loaded: true,
      })),
    };
  }
  if (alive?.status === 200 && alive.body.includes("I'm alive")) return plain(asked, 'LiteLLM');
  const localAi = ready?.status === 200 && asked.list.data.every(({ owned_by }) => !owned_by);
  return plain(asked, localAi ? 'LocalAI' : 'unknown');
}

const Props = v.object({
  total_slots: number,
  build_info: text,
  default_generation_settings: v.nullish(v.object({ n_ctx: number })),
});

async function llamaCpp(asked: Asked): Promise<ServerInfo> {
  const props = v.safeParse(Props, (await tryAsk(asked, '/props'))?.json);
  const settings = props.success ? props.output : null;
  const context = settings?.default_generation_settings?.n_ctx ?? null;
  const models = modelsOfList(asked.list);
  return {
    ...plain(asked, 'llama.cpp', settings?.build_info),
    // With one model the server runs that; a router runs each with settings of its own.
    models:
      models.length === 1
        ? models.map((model) => ({
            ...model,
            context: context ?? model.context,
            loaded: model.loaded ?? true,
          }))
        : models,
    slots: settings?.total_slots ?? null,
  };
}

const OllamaVersion = v.object({ version: v.string() });
const OllamaRunning = v.object({
  models: v.array(v.object({ name: v.string(), context_length: number })),
});

async function ollama(asked: Asked): Promise<ServerInfo | null> {
  const root = await tryAsk(asked, '/');
  if (root?.status !== 200 || !root.body.includes('Ollama is running')) return null;
  const [version, running] = await Promise.all([tryAsk(asked, '/api/version'), tryAsk(asked, '/api/ps')]);
  const loaded = v.safeParse(OllamaRunning, running?.json);
  const known = v.safeParse(OllamaVersion, version?.json);
  return {
    ...plain(asked, 'Ollama', known.success ? known.output.version : undefined),
    models: asked.list.data.map(({ id }) => {
      const one = loaded.success ? loaded.output.models.find(({ name }) => name === id) : undefined;
      // The context a model will get is known only once it is loaded.
      const context = one?.context_length ?? null;
      return { id, context, maxContext: null, loaded: loaded.success ? one !== undefined : null };
    }),
    slots: null,
  };
}

const LmStudioV1 = v.object({
  models: v.array(
    v.object({
      key: v.string(),
      max_context_length: number,
      loaded_instances: v.array(v.object({ config: v.nullish(v.object({ context_length: number })) })),
    }),
  ),
});
const LmStudioV0 = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      state: v.string(),
      max_context_length: number,
      loaded_context_length: number,
    }),
  ),
});

async function lmStudio(asked: Asked): Promise<ServerInfo> {
  const v1 = v.safeParse(LmStudioV1, (await tryAsk(asked, '/api/v1/models'))?.json);
  const v0 = v1.success ? null : v.safeParse(LmStudioV0, (await tryAsk(asked, '/api/v0/models'))?.json);
  const models = asked.list.data.map(({ id }): ServerModel => {
    if (v1.success) {
      const one = v1.output.models.find(({ key }) => key === id);
      const instance = one?.loaded_instances[0];
      return {
        id,
        context: instance?.config?.context_length ?? null,
        maxContext: one?.max_context_length ?? null,
        loaded: one === undefined ? null : instance !== undefined,
      };
    }
    const one = v0?.success ? v0.output.data.find((model) => model.id === id) : undefined;
    return {
      id,
      context: one?.loaded_context_length ?? null,
      maxContext: one?.max_context_length ?? null,
      loaded: one === undefined ? null : one.state === 'loaded',
    };
  });
  return { ...plain(asked, 'LM Studio'), models };
}

const TgiInfo = v.object({ model_id: v.string(), max_total_tokens: number, version: text });
const Version = v.object({ version: v.string() });

async function withVersion(asked: Asked, kind: ServerKind, path: string): Promise<ServerInfo> {
  const version = v.safeParse(Version, (await tryAsk(asked, path))?.json);
  return plain(asked, kind, version.success ? version.output.version : undefined);
}

/** These load their model when they start. */
const alwaysLoaded: ReadonlySet<ServerKind> = new Set(['vLLM', 'SGLang', 'TGI', 'llama-cpp-python']);

function plain({ origin, baseUrl, list }: Asked, kind: ServerKind, version?: string | null): ServerInfo {
  const models = modelsOfList(list).map((model) => ({
    ...model,
    loaded: model.loaded ?? (alwaysLoaded.has(kind) ? true : null),
  }));
  return { kind, origin, baseUrl, ...(version ? { version } : {}), models, slots: null };
}

/** A route that may not be there: null where the question fails. */
async function tryAsk({ origin, ask }: Asked, path: string): Promise<Awaited<ReturnType<Ask>> | null> {
  try {
    return await ask(`${origin}${path}`);
  } catch {
    return null;
  }
}
