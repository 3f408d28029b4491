import { modelFolder, pathParts } from './storedResponse.ts';

/** What the path of EvalPlus' results says. */
export interface EvalPlusName {
  readonly model: string | null;
  readonly temperature: number | null;
}

/** `<org>--<name>_<backend>_temp_<temperature>` as the tool names its generations. */
const generations =
  /^(?<model>.+?)_(?:vllm|hf|openai|anthropic|google|bedrock|ollama|gptqmodel|hf_gaudi|[a-z]+)_temp_(?<temperature>\d+(?:\.\d+)?)/;
/** Names of files and folders that are no model's. */
const general = /^(?:samples?|eval|evalplus[-_]results?|results?|outputs?|humaneval|mbpp|sanitized)$/i;

/** `<generations>.eval_results.json`, `<samples>_eval_results.json`, and `<folder>/eval_results.json`. */
export function evalPlusName(path: string): EvalPlusName {
  const { folders, name } = pathParts(path);
  const stem = name.replace(/(?:-sanitized)?[._]?eval_results\.json$/, '');
  const named = stem === '' || general.test(stem) ? modelFolder(folders, (each) => general.test(each)) : stem;
  if (named === null) return { model: null, temperature: null };
  const found = generations.exec(named)?.groups;
  return {
    model: (found?.model ?? named).replaceAll('--', '/'),
    temperature: found?.temperature === undefined ? null : Number(found.temperature),
  };
}
