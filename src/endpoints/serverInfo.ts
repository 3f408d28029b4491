/** What software a server is, as far as its own routes tell. */
export type ServerKind =
  | 'Ollama'
  | 'llama.cpp'
  | 'vLLM'
  | 'SGLang'
  | 'LM Studio'
  | 'LocalAI'
  | 'llama-cpp-python'
  | 'TGI'
  | 'LiteLLM'
  | 'unknown';

export interface ServerModel {
  readonly id: string;
  /** Tokens a prompt and its response may have together, as the server runs the model; null where unknown. */
  readonly context: number | null;
  /** Tokens of context the model could be run with at most, for people to see; null where the server does not say. */
  readonly maxContext: number | null;
  /** Whether it is in memory; null where the server does not say. */
  readonly loaded: boolean | null;
  /** What the server says it was tuned from: the model of a LoRA (vLLM), or of a Modelfile (Ollama). */
  readonly parent?: string;
  /** It makes vectors, not text. */
  readonly embeddingOnly?: true;
}

/** A server that answered, and what it says of itself. */
export interface ServerInfo {
  readonly kind: ServerKind;
  readonly origin: string;
  readonly baseUrl: string;
  readonly version?: string;
  readonly models: readonly ServerModel[];
  /** Requests it works on at once, where it says so. */
  readonly slots: number | null;
}

/**
 * Requests sent at once. Ollama works on one at a time by default; LM Studio on four; llama-cpp-python ends a
 * running stream when a second request comes; vLLM and SGLang batch continuously and have a queue of their own.
 */
export function requestLimit(info: ServerInfo | null): number {
  switch (info?.kind) {
    case 'Ollama':
    case 'llama-cpp-python':
      return 1;
    case 'llama.cpp':
      return info.slots ?? 1;
    case 'vLLM':
    case 'SGLang':
    case 'TGI':
      return 64;
    case 'LM Studio':
    case 'LocalAI':
    case 'LiteLLM':
    case 'unknown':
    case undefined:
      return 4;
  }
}

/** Request fields that Ollama's OpenAI route drops without a word. */
const droppedByOllama = ['top_k', 'min_p', 'n', 'max_completion_tokens'];

/** Whether a server is known to ignore something in the extra body. */
export function ignoresSampling(
  kind: ServerKind,
  extraBody: Readonly<Record<string, unknown>> = {},
): boolean {
  const ignored = kind === 'Ollama' ? droppedByOllama : kind === 'llama-cpp-python' ? ['n'] : [];
  return ignored.some((name) => name in extraBody);
}

/** The model an endpoint's name means; Ollama takes a name without a tag for its newest. */
export function findModel(info: ServerInfo, model: string): ServerModel | undefined {
  return (
    info.models.find(({ id }) => id === model) ??
    (info.kind === 'Ollama' ? info.models.find(({ id }) => isOllamaName(id, model)) : undefined)
  );
}

/** The case of letters does not tell Ollama's models apart. */
function isOllamaName(id: string, model: string): boolean {
  const [listed, asked] = [id.toLowerCase(), model.toLowerCase()];
  return listed === asked || listed === `${asked}:latest`;
}

/**
 * Whether a server is known to refuse a model's name. Ollama and vLLM answer to the names they list and no others, but
 * for models Ollama passes on to its cloud; other servers answer to any name with the model they have, load what is
 * not in their list, or have names for models that are not in it.
 */
export function lacksModel(info: ServerInfo, model: string): boolean {
  const certain = info.kind === 'vLLM' || (info.kind === 'Ollama' && !/[:-]cloud$/i.test(model));
  return certain && findModel(info, model) === undefined;
}

/** The model that answers to a name: a server with a single model answers with it to any. */
export function modelAsked(info: ServerInfo | null, model: string): ServerModel | undefined {
  if (info === null) return undefined;
  return findModel(info, model) ?? (info.models.length === 1 ? info.models[0] : undefined);
}
