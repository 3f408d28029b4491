import type { ModelRelation } from '../endpoint.ts';
import type { Problem } from '../problem.ts';
import type { InferredRelation, ToldRelation } from '../results/modelRelations.ts';
import { compareNames } from '../results/nameOrder.ts';
import { circleOf, relationCircles } from '../results/relationCircles.ts';
import type { ResultRun } from '../results/resultRun.ts';
import { say } from '../say.ts';
import { modelSize } from './modelSize.ts';
import type { TunedModel } from './transferInput.ts';

/** Who says what models were tuned from. */
export interface RelationsSaid {
  /** The setting `reasoningTransfer.models`, in names of results, shown or raw. */
  readonly settings: readonly ModelRelation[];
  /** What counts where the settings say nothing, in shown names. */
  readonly inferred: readonly InferredRelation[];
  /** All that files and servers say, also what does not count, in shown names. */
  readonly told: readonly ToldRelation[];
  /** The base of models that name none, or, of `models`, whatever is said; null for none. */
  readonly base: string | null;
  /** The models that `base` is of, whatever is said of them; null: of those that name none. */
  readonly models: readonly string[] | null;
  /** How models were tuned, over all others. */
  readonly methods: ReadonlyMap<string, NonNullable<ModelRelation['method']>>;
}

/** The models with a base that has results; of the others why they are none of them. */
export interface TunedModels {
  readonly models: readonly TunedModel[];
  readonly problems: readonly Problem[];
  /** Models of which nobody says a base, and which are nobody's base, by name. */
  readonly withoutBase: readonly string[];
}

interface Parent {
  readonly base: string;
  readonly from: string | null;
}

/** @param runs those that count */
export function tunedModels(runs: readonly ResultRun[], said: RelationsSaid): TunedModels {
  const first = new Map<string, ResultRun>();
  for (const run of runs) if (!first.has(run.model)) first.set(run.model, run);
  const names = [...first.keys()].sort(compareNames);
  const raw = new Map(runs.map(({ model, modelRaw }) => [modelRaw, model]));
  const aliases = new Map(
    said.settings.flatMap(({ model, aliases: others = [] }) => others.map((alias) => [alias, model])),
  );
  const shown = (name: string): string =>
    first.has(name) ? name : (raw.get(name) ?? aliases.get(name) ?? name);
  const settings = said.settings.map(({ base, ...relation }) => ({
    ...relation,
    model: shown(relation.model),
    ...(base === undefined ? {} : { base: shown(base) }),
  }));
  const problems: Problem[] = [];
  const problem = (model: string, message: string): void => {
    const run = first.get(model);
    if (run !== undefined) problems.push({ file: run.file, message });
  };
  const ownNames = (model: string): readonly string[] => {
    const trained = first.get(model)?.checkpoint?.run;
    return trained === undefined || trained === model ? [model] : [model, trained];
  };
  const parents = new Map<string, Parent>();
  const bases = new Map<string, string>();
  for (const model of names) {
    const parent = parentOf(model, ownNames(model), settings, said);
    if (parent === null) continue;
    parents.set(model, parent);
    bases.set(model, parent.base);
  }
  const settled = new Set([
    ...settings.flatMap(({ model, base }) => (base === undefined ? [] : model)),
    ...bases.keys(),
  ]);
  const told = relationCircles(said.told, settled);
  const toldCircle = (model: string): readonly string[] | null =>
    parents.has(model)
      ? null
      : (ownNames(model).flatMap((name) => (told.has(name) ? [told.get(name) ?? []] : []))[0] ?? null);
  const above = new Set(bases.values());
  const free = names.filter(
    (model) => !parents.has(model) && !above.has(model) && toldCircle(model) === null,
  );
  const withoutBase: string[] = [];
  for (const model of free) {
    if (said.base !== null && said.models === null && said.base !== model) {
      parents.set(model, { base: said.base, from: null });
    } else if (model !== said.base) withoutBase.push(model);
  }
  const models: TunedModel[] = [];
  for (const model of names) {
    const parent = parents.get(model);
    const circle = toldCircle(model) ?? circleOf(model, bases);
    if (circle !== null && parent?.base !== model) {
      problem(model, say`"${model}" is left out, since its bases lead in a circle: ${circle.join(' ← ')}.`);
      continue;
    }
    const against = contradictions(model, ownNames(model), parent ?? null, settings, said);
    for (const message of against) problem(model, message);
    if (parent === undefined) {
      if (against.length > 0 || !withoutBase.includes(model)) continue;
      const message = say`Nobody says what "${model}" was tuned from, and it is nobody's base, so it is left out.`;
      problem(model, message);
      continue;
    }
    if (parent.base === model) {
      problem(model, say`"${model}" is named as its own base, so it is left out.`);
    } else if (!first.has(parent.base)) {
      problem(
        model,
        say`Base missing: "${model}" was tuned from "${parent.base}", of which there are no results, so it is left out.`,
      );
    } else {
      const about = (name: string): readonly ModelRelation[] =>
        [...settings, ...said.told].filter((relation) => relation.model === name);
      const own = ownNames(model).flatMap(about);
      const sizes = [...about(parent.base), ...own].flatMap(({ size }) => size ?? []);
      models.push({
        model,
        base: parent.base,
        method: said.methods.get(model) ?? own.flatMap(({ method }) => method ?? [])[0] ?? null,
        size: sizes[0] ?? modelSize(parent.base) ?? modelSize(model),
        checkpoint: first.get(model)?.checkpoint ?? null,
        baseFrom: parent.from,
      });
    }
  }
  models.sort((a, b) => compareNames(a.base, b.base) || compareNames(a.model, b.model));
  return { models, problems, withoutBase };
}

/** @param names the model's, and that of the training run it is a checkpoint of */
function parentOf(
  model: string,
  names: readonly string[],
  settings: readonly ModelRelation[],
  { base, models, inferred }: RelationsSaid,
): Parent | null {
  if (base !== null && models?.includes(model) === true && base !== model) return { base, from: null };
  for (const name of names) {
    const set = settings.find((relation) => relation.model === name && relation.base !== undefined);
    if (set?.base !== undefined) return { base: set.base, from: null };
  }
  for (const name of names) {
    const found = inferred.find((relation) => relation.model === name);
    if (found !== undefined && found.base !== model) return { base: found.base, from: found.from };
  }
  return null;
}

/** What of all that is said of a model's base does not count, each once. */
function contradictions(
  model: string,
  names: readonly string[],
  parent: Parent | null,
  settings: readonly ModelRelation[],
  { told, base, models }: RelationsSaid,
): readonly string[] {
  // What was asked for needs no word on what files say instead.
  if (base !== null && models?.includes(model) === true) return [];
  const said = [
    ...settings.map(({ model: of, base: its }) => ({ model: of, base: its, from: say`the settings` })),
    // The settings are there to say which of several counts.
    ...(parent !== null && parent.from === null ? [] : told),
  ];
  const messages = new Map<string, string>();
  for (const { model: of, base: other, from } of said) {
    if (!names.includes(of) || other === undefined || messages.has(other)) continue;
    if (other === parent?.base) continue;
    messages.set(other, contradiction(model, other, from, parent));
  }
  return [...messages.values()];
}

function contradiction(model: string, other: string, from: string, parent: Parent | null): string {
  if (other === model) return say`"${model}" is named as its own base by ${from}: that does not count.`;
  if (parent === null) {
    return say`According to ${from}, "${other}" is the base of "${model}". That does not count, since it was tuned from it: the bases lead in a circle.`;
  }
  const who = parent.from ?? say`the settings`;
  return say`"${model}" has two bases: "${parent.base}" counts, according to ${who}; "${other}" does not, according to ${from}.`;
}
