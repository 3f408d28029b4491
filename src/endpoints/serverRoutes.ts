import * as v from 'valibot';

import { ollama } from './ollama.ts';
import type { ServerInfo, ServerKind, ServerModel } from './serverInfo.ts';
import { type Asked, modelsOfList, number, plain, text, tryAsk } from './serverList.ts';

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

const LmStudioV1 = v.object({
  models: v.array(
    v.object({
      key: v.string(),
      type: text,
      max_context_length: number,
      loaded_instances: v.array(v.object({ config: v.nullish(v.object({ context_length: number })) })),
    }),
  ),
});
const LmStudioV0 = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      type: text,
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
        ...embedding(one?.type),
      };
    }
    const one = v0?.success ? v0.output.data.find((model) => model.id === id) : undefined;
    return {
      id,
      context: one?.loaded_context_length ?? null,
      maxContext: one?.max_context_length ?? null,
      loaded: one === undefined ? null : one.state === 'loaded',
      ...embedding(one?.type),
    };
  });
  return { ...plain(asked, 'LM Studio'), models };
}

/** `embedding` since 0.4, `embeddings` before. */
function embedding(type: string | null | undefined): { embeddingOnly?: true } {
  return type?.startsWith('embedding') ? { embeddingOnly: true } : {};
}

const TgiInfo = v.object({ model_id: v.string(), max_total_tokens: number, version: text });
const Version = v.object({ version: v.string() });

async function withVersion(asked: Asked, kind: ServerKind, path: string): Promise<ServerInfo> {
  const version = v.safeParse(Version, (await tryAsk(asked, path))?.json);
  return plain(asked, kind, version.success ? version.output.version : undefined);
}
