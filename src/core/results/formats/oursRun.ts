import type { Sampling } from '../../endpoint.ts';
import type { Api } from '../../endpoint.ts';
import type { Asked } from './format.ts';

/** What joins the samples of a run and its summary: the folder, the moment in their names, and the task. */
export function ourRun(path: string, task: string): string {
  const slash = path.lastIndexOf('/');
  const [, moment = ''] = /_([^_]+)\.jsonl?$/.exec(path.slice(slash + 1)) ?? [];
  return JSON.stringify([path.slice(0, slash), moment, task]);
}

/** How a run was asked, as far as it matters for comparing it. */
export function ourAsked(api: Api, sampling: Partial<Sampling>, convention: string | null): Asked {
  const { temperature, topP, maxTokens, system, seed } = sampling;
  return {
    api,
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(system === undefined ? {} : { system }),
    ...(seed === undefined ? {} : { seed }),
    ...(convention === null ? {} : { prompt: convention }),
  };
}
