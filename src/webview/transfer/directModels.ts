import type { ModelTransfer } from '../../core/transfer/transfer.ts';
import type { BaseMissing } from '../../protocol.ts';
import type { TunedModel } from '../../core/transfer/transferInput.ts';
import { byBase } from './byBase.ts';

/** A model that can be compared directly with another. */
export interface DirectModel {
  readonly model: string;
  /** Null where nobody says. */
  readonly base: string | null;
  readonly method: TunedModel['method'];
}

export interface DirectPair {
  readonly left: string;
  readonly right: string;
}

/** Tuned models by base and method, whether the base has results or not, then those without a base. */
export function directModels(
  models: readonly ModelTransfer[],
  baseMissing: readonly BaseMissing[],
  withoutBase: readonly string[],
): DirectModel[] {
  const tuned = [...byBase(models).flatMap((group) => group.models), ...baseMissing];
  return [
    ...tuned.map(({ model, base, method }) => ({ model, base, method })),
    ...withoutBase.map((model) => ({ model, base: null, method: null })),
  ];
}

/** The paper's controlled comparisons: what SFT and what RL made of one base. */
export function controlledPairs(models: readonly DirectModel[]): DirectPair[] {
  const known = models.filter(({ base }) => base !== null);
  return known.flatMap((left) =>
    left.method !== 'sft'
      ? []
      : known
          .filter((right) => right.method === 'rl' && right.base === left.base)
          .map((right) => ({ left: left.model, right: right.model })),
  );
}

export function sameDirect(a: DirectPair, b: DirectPair): boolean {
  return a.left === b.left && a.right === b.right;
}
