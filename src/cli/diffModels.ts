import type { FormatName } from '../core/results/formats/format.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { ItemArguments } from './diffArguments.ts';
import { UsageError } from './io.ts';
import { ModelNames, namesIn } from './transferArguments.ts';

/** A model whose samples are compared; of one tool alone where that is said. */
export interface NamedModel {
  readonly model: string;
  readonly tool: FormatName | null;
}

/** As `--models` takes it. */
export function modelWords({ model, tool }: NamedModel): string {
  return tool === null ? model : `${model}@${tool}`;
}

/** The tools that saved samples of a model, as `results` names them. */
export function toolsOf(
  runs: readonly Pick<ResultRun, 'model' | 'format'>[],
  model: string,
): readonly FormatName[] {
  const tools = new Set(runs.flatMap((run) => (run.model === model ? [run.format] : [])));
  return [...tools].sort(compareNames);
}

/** The two models of `--models`, each `NAME` or `NAME@TOOL`. Throws a `UsageError` that lists what there is. */
export function sideModels(
  runs: readonly ResultRun[],
  { models, repeats }: Pick<ItemArguments, 'models' | 'repeats'>,
): readonly [NamedModel, NamedModel] {
  const names = new ModelNames(runs);
  const [left, right, more] = namesIn(models, (name) => find(name, names, runs) !== null).map((name) =>
    named(name, names, runs),
  );
  if (left === undefined || more !== undefined)
    throw new UsageError(`--models ${models}: give two models, with a comma between.`);
  // Two names may stand for one model; a sample beside itself would say that nothing differs.
  const other = right ?? left;
  if (modelWords(other) !== modelWords(left) || (repeats.length === 2 && repeats[0] !== repeats[1]))
    return [left, other];
  const tools = left.tool === null ? toolsOf(runs, left.model) : [];
  const ofTools =
    tools.length < 2
      ? ''
      : `, or samples of two tools with ${tools.map((tool) => modelWords({ ...left, tool })).join(',')}`;
  throw new UsageError(
    right === undefined
      ? `--models: give two models, or one and two of its samples with --repeat N,M${ofTools}.`
      : `--models ${models}: this is one model twice. Give two models, or two of its samples with --repeat N,M${ofTools}.`,
  );
}

/** Null where no model has the name, or none has samples of the tool. */
function find(name: string, names: ModelNames, runs: readonly ResultRun[]): NamedModel | null {
  const model = names.find(name);
  if (model !== null) return { model, tool: null };
  const at = name.lastIndexOf('@');
  const before = at < 0 ? null : names.find(name.slice(0, at));
  if (before === null) return null;
  const tool = toolsOf(runs, before).find((one) => one === name.slice(at + 1));
  return tool === undefined ? null : { model: before, tool };
}

function named(name: string, names: ModelNames, runs: readonly ResultRun[]): NamedModel {
  const found = find(name, names, runs);
  if (found !== null) return found;
  const at = name.lastIndexOf('@');
  const model = at < 0 ? null : names.find(name.slice(0, at));
  if (model === null) return { model: names.of('--models', name), tool: null };
  const there = toolsOf(runs, model).map((tool) => modelWords({ model, tool }));
  throw new UsageError(
    `--models: no results of ${model} are by "${name.slice(at + 1)}". There are: ${there.join(', ')}.`,
  );
}
