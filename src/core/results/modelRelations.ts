import * as v from 'valibot';
import type { ModelRelation } from '../endpoint.ts';
import { parseJson } from '../json.ts';
import { say, verbatim } from '../say.ts';
import { modelNameParts } from './modelNameParts.ts';
import type { ModelName } from './modelNames.ts';
import { frontMatter } from './modelRelationsCard.ts';
import { relationCircles } from './relationCircles.ts';

/** What a file or a server says of how a model came to be, in its own names. */
export interface RelationSource {
  readonly relation: ModelRelation;
  /** Who says so, in words, such as `the adapter "/ckpts/lora/adapter_config.json"`. */
  readonly from: string;
  /** How much it is worth where two say otherwise. */
  readonly kind: 'adapter' | 'card' | 'server' | 'results';
}

/** A relation that the settings do not say, in the names that are shown. */
export interface InferredRelation extends ModelRelation {
  readonly base: string;
  readonly from: string;
}

/** What a file or a server says of a model, in the names that are shown; whether it counts is another matter. */
export interface ToldRelation extends ModelRelation {
  readonly from: string;
}

const strength: readonly RelationSource['kind'][] = ['adapter', 'card', 'server', 'results'];

const Adapter = v.looseObject({ base_model_name_or_path: v.string() });

/** What PEFT's `adapter_config.json` says: its folder is the model. Null where it names no base. */
export function adapterRelation(file: string, text: string): RelationSource | null {
  const json = parseJson(text);
  const config = json.ok ? v.safeParse(Adapter, json.value) : null;
  const base = config?.success === true ? config.output.base_model_name_or_path.trim() : '';
  if (base === '') return null;
  return {
    relation: { model: folderOf(file), base },
    from: say`the adapter "${file}"`,
    kind: 'adapter',
  };
}

/**
 * What a model card (`README.md`) says in its front matter: its folder is the model. Null where it names no base or
 * several, as a merge does, or where the model is the base in other numbers (`base_model_relation: quantized`).
 * The method is what the tags of the training library say.
 */
export function cardRelation(file: string, text: string): RelationSource | null {
  const card = frontMatter(text);
  const [base, another] = card?.('base_model') ?? [];
  if (card === null || base === undefined || another !== undefined) return null;
  if (/^(?:quantized|merge)$/.test(card('base_model_relation')[0] ?? '')) return null;
  const tags = card('tags').map((tag) => tag.toLowerCase());
  const isRl = tags.some((tag) => /^(?:grpo|ppo|rloo|gspo|dapo)$/.test(tag));
  const isSft = tags.includes('sft');
  const method = isRl === isSft ? undefined : isRl ? 'rl' : 'sft';
  return {
    relation: { model: folderOf(file), base, ...(method === undefined ? {} : { method }) },
    from: say`the model card "${file}"`,
    kind: 'card',
  };
}

/** What a server says its models were tuned from: the model of a LoRA (vLLM), or of a Modelfile (Ollama). */
export function serverRelations(
  server: string,
  models: readonly { readonly id: string; readonly parent?: string }[],
): readonly RelationSource[] {
  return models.flatMap(({ id, parent }) =>
    parent === undefined
      ? []
      : [
          {
            relation: { model: id, base: parent },
            from: say`the server ${verbatim(server)}`,
            kind: 'server' as const,
          },
        ],
  );
}

/** What a file of results says of its models, such as a table's columns `base` and `method`. */
export function resultsRelations(
  file: string,
  relations: readonly ModelRelation[],
): readonly RelationSource[] {
  return relations.map((relation) => ({ relation, from: say`the results "${file}"`, kind: 'results' }));
}

/** The names in what was said, for `modelNames`. */
export function namesInRelations(sources: readonly RelationSource[]): readonly string[] {
  return sources.flatMap(({ relation: { model, base } }) => (base === undefined ? [model] : [model, base]));
}

/**
 * All that files and servers say of models, the strongest first: an adapter, then a card, a server, results.
 *
 * @param names of the results and of `namesInRelations`
 */
export function toldRelations(
  sources: readonly RelationSource[],
  names: ReadonlyMap<string, ModelName>,
): readonly ToldRelation[] {
  const nameOf = (raw: string): string => names.get(raw)?.name ?? modelNameParts(raw).name;
  return sources
    .toSorted((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind))
    .map(({ relation, from }) => ({
      ...relation,
      model: nameOf(relation.model),
      ...(relation.base === undefined ? {} : { base: nameOf(relation.base) }),
      from,
    }));
}

/**
 * What can be proposed of models that the settings say no base of, one relation a model. Where sources say otherwise
 * the strongest counts: an adapter, then a card, a server, results. Nobody is its own base, not over others either: of
 * models whose bases lead in a circle none is proposed, whichever was said first.
 *
 * @param names of the results and of `namesInRelations`
 * @param said the setting `reasoningTransfer.models`, which is never overridden
 */
export function inferRelations(
  sources: readonly RelationSource[],
  names: ReadonlyMap<string, ModelName>,
  said: readonly ModelRelation[],
): readonly InferredRelation[] {
  const nameOf = (raw: string): string => names.get(raw)?.name ?? modelNameParts(raw).name;
  const bases = new Map<string, string>();
  for (const { model, base } of said) if (base !== undefined) bases.set(nameOf(model), nameOf(base));
  const inferred: InferredRelation[] = [];
  const all = toldRelations(sources, names);
  const circles = relationCircles(all, new Set(bases.keys()));
  for (const told of all) {
    const { model, base } = told;
    if (base === undefined || bases.has(model) || circles.has(model) || isAbove(model, base, bases)) continue;
    bases.set(model, base);
    inferred.push({ ...told, base });
  }
  return inferred;
}

/** Whether a model is the other one, or the base of its base, and so on. */
function isAbove(model: string, other: string, bases: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let each: string | undefined = other; each !== undefined && !seen.has(each); each = bases.get(each)) {
    if (each === model) return true;
    seen.add(each);
  }
  return false;
}

function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]*$/, '');
}
