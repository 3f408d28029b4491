import type { JsonObject } from './json.ts';

export type Api = 'chat' | 'completions';

/** Sampling as it is asked of the server; a field that is absent is the server's own default. */
export interface Sampling {
  readonly temperature?: number;
  readonly topP?: number;
  /** Tokens; absent means the model's context less the prompt, or 32,768 where the context is unknown. */
  readonly maxTokens?: number;
  readonly seed?: number;
  /** Samples of each item, at least 1. */
  readonly repeats: number;
  readonly stop?: readonly string[];
  /** System message of chat prompts. */
  readonly system?: string;
  /** Passed through in the request body as it is. */
  readonly extraBody?: JsonObject;
}

/** One model on one server, with its sampling and a label that is unique among the endpoints. */
export interface Endpoint {
  readonly label: string;
  /** The OpenAI base, ending in `/v1` or the like, without a trailing slash. */
  readonly baseUrl: string;
  readonly model: string;
  readonly api: Api;
  readonly sampling: Sampling;
  /** Values may hold `${secret:NAME}`; never an Authorization value in clear text. */
  readonly headers: Readonly<Record<string, string>>;
  /** Requests at once asked of this endpoint's server; absent means the server's own limit. */
  readonly concurrency?: number;
}

/** How a model came to be: its base and the way it was tuned. Setting `reasoningTransfer.models`. */
export interface ModelRelation {
  readonly model: string;
  readonly base?: string;
  readonly method?: 'rl' | 'sft' | 'other';
  /** Of the model's weights as people write it, such as `14B`. */
  readonly size?: string;
  /** Other names of the model, as tools write them or as they are shown. */
  readonly aliases?: readonly string[];
}
