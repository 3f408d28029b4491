import type { ModelRelation } from '../core/endpoint.ts';
import type { InferredRelation } from '../core/results/modelRelations.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { group, grouped, inOrder, type Group } from './resultNodes.ts';

/** What a model is to others: as the settings say, or, where they say nothing, as it was inferred. */
export interface ModelRole {
  readonly role: 'base' | 'tuned';
  /** The base of a tuned model; null where the settings only say how it was tuned. */
  readonly base: string | null;
  readonly method: ModelRelation['method'] | null;
  /** Present where it is inferred. */
  readonly inferred?: InferredRelation;
}

/** The models of the results: what they are to each other, and in which order they stand. */
export class ResultModels {
  private readonly ranks = new Map<string, number>();

  /**
   * @param said of the setting `reasoningTransfer.models`
   * @param inferred in names that are shown; what the settings say of a model comes before
   */
  constructor(
    private readonly said: readonly ModelRelation[],
    private readonly inferred: readonly InferredRelation[] = [],
  ) {
    const all = this.all();
    const add = (name: string): void => {
      if (this.ranks.has(name)) return;
      this.ranks.set(name, this.ranks.size);
      for (const { model, base } of all) if (base === name) add(model);
    };
    // Bases that were not tuned themselves, each with what was tuned from it beneath.
    const tuned = new Set(all.flatMap(({ model, base }) => (base === undefined ? [] : [model])));
    for (const { base } of all) if (base !== undefined && !tuned.has(base)) add(base);
    for (const { model } of all) add(model);
  }

  private all(): readonly ModelRelation[] {
    const known = new Set(this.said.flatMap(({ model, base }) => (base === undefined ? [] : [model])));
    return [...this.said, ...this.inferred.filter(({ model }) => !known.has(model))];
  }

  /** Null where neither the settings nor anything else says what it is. */
  roleOf(name: string): ModelRole | null {
    const said = this.said.find(({ model, base }) => model === name && base !== undefined);
    if (said) return { role: 'tuned', base: said.base ?? null, method: said.method ?? null };
    const inferred = this.inferred.find(({ model }) => model === name);
    if (inferred) return { role: 'tuned', base: inferred.base, method: inferred.method ?? null, inferred };
    const isBase = this.all().some(({ base }) => base === name);
    return isBase ? { role: 'base', base: null, method: null } : null;
  }

  /** Bases first, each with its tuned models beneath in the order of the settings; then the others by name. */
  ordered(models: readonly Group[]): readonly Group[] {
    const isSteps = models.every(({ own }) => own[0]?.checkpoint?.run === models[0]?.own[0]?.checkpoint?.run);
    return models.toSorted(
      (a, b) =>
        (isSteps ? (a.step ?? 0) - (b.step ?? 0) : 0) ||
        this.rank(a.name) - this.rank(b.name) ||
        inOrder(a.name, b.name),
    );
  }

  /**
   * Runs by the training run that their models are checkpoints of, in the order of the models. Of no name where
   * the model is no checkpoint, or the only one.
   */
  trainings(runs: readonly ResultRun[]): readonly Group[] {
    const models = this.ordered(grouped(runs, ({ model }) => model));
    const byRun = Map.groupBy(models, ({ name, own }) => own[0]?.checkpoint?.run ?? JSON.stringify([name]));
    return [...byRun].map(([name, checkpoints]) =>
      group(
        checkpoints.length > 1 ? name : '',
        checkpoints.flatMap(({ own }) => own),
      ),
    );
  }

  private rank(name: string): number {
    return this.ranks.get(name) ?? this.ranks.size;
  }
}
