import * as v from 'valibot';

import type { Ask, PlainAnswer } from './plainAsk.ts';
import type { ServerInfo, ServerKind, ServerModel } from './serverInfo.ts';

/** Servers leave fields out, or give null for them. */
export const number = v.nullish(v.number());
export const text = v.nullish(v.string());

const ListedModels = v.array(
  v.object({
    id: v.string(),
    owned_by: text,
    /** vLLM: the model that a LoRA was loaded on. */
    parent: text,
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

/** A server that gave its list of models, and how to ask it for more. */
export interface Asked {
  readonly origin: string;
  readonly baseUrl: string;
  /** Where its own routes begin, see `ownRoutes`. */
  readonly root: string;
  readonly list: OpenAiList;
  readonly ask: Ask;
  /** Whether each model may be asked about where the lists leave its context open. */
  readonly eachModel: boolean;
  /** For one question. */
  readonly timeoutMs: number;
}

/** What the list of models alone says. */
export function modelsOfList(list: OpenAiList): ServerModel[] {
  return list.data.map(({ id, parent, max_model_len, meta, status }) => ({
    id,
    ...(parent ? parentOf(id, parent) : {}),
    context: max_model_len ?? meta?.n_ctx ?? null,
    maxContext: meta?.n_ctx_train ?? null,
    loaded: typeof status?.value === 'string' ? status.value === 'loaded' : null,
  }));
}

/** A model that is its own parent, or whose parent is only a file of weights, has none. */
export function parentOf(id: string, parent: string): Pick<ServerModel, 'parent'> {
  const name = parent.trim();
  return name === '' || name === id || /sha256[-:]/.test(name) ? {} : { parent: name };
}

/** These load their model when they start. */
const alwaysLoaded: ReadonlySet<ServerKind> = new Set(['vLLM', 'SGLang', 'TGI', 'llama-cpp-python']);

/** A server as its list of models shows it. */
export function plain(
  { origin, baseUrl, list }: Asked,
  kind: ServerKind,
  version?: string | null,
): ServerInfo {
  const models = modelsOfList(list).map((model) => ({
    ...model,
    loaded: model.loaded ?? (alwaysLoaded.has(kind) ? true : null),
  }));
  return { kind, origin, baseUrl, ...(version ? { version } : {}), models, slots: null };
}

/**
 * Where a server's own routes begin: beside its `/v1`. A gateway may have another server below each of its paths,
 * which the origin's own routes tell nothing of.
 */
export function ownRoutes(baseUrl: string): string {
  const root = baseUrl.replace(/\/v\d+$/, '');
  return root === baseUrl ? new URL(baseUrl).origin : root;
}

/** A route that may not be there: null where the question fails. */
export async function tryAsk(
  { root, ask }: Pick<Asked, 'root' | 'ask'>,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<PlainAnswer | null> {
  try {
    return await ask(`${root}${path}`, body);
  } catch {
    return null;
  }
}
