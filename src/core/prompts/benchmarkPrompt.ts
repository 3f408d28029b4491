import type { Api } from '../endpoint.ts';
import type { BenchmarkPrompt } from '../items/benchmarkSettings.ts';
import type { Item } from '../items/item.ts';
import { buildPrompt, type PromptResult } from './build.ts';

/**
 * The prompt for an item as an endpoint gets it, with the changes that the settings make for its benchmark.
 * Their system message comes before the endpoint's; worked examples are shown in completions only.
 */
export function benchmarkPrompt(
  item: Item,
  endpoint: { readonly api: Api; readonly system?: string | undefined },
  changes: BenchmarkPrompt | undefined,
): PromptResult {
  const { api } = endpoint;
  const system = changes?.system ?? endpoint.system;
  return buildPrompt(item, {
    api,
    ...(system === undefined ? {} : { system }),
    ...(changes?.stop === undefined ? {} : { stop: changes.stop }),
    ...(changes?.prompt === undefined ? {} : { template: changes.prompt }),
    ...(changes?.fewShot === undefined || api === 'chat' ? {} : { fewShot: changes.fewShot }),
  });
}
