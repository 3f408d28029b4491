import { say, verbatim } from '../say.ts';
import type { IndexTerms, Variant } from './transfer.ts';

/** What a domain's index is made of: one benchmark's base score in percent, and its gain ΔR in points. */
export interface Gain {
  readonly benchmark: string;
  readonly base: number;
  readonly delta: number;
}

/** `terms` in the order of the gains. */
export type DomainIndex =
  | { readonly di: number; readonly terms: readonly IndexTerms[]; readonly reason: null }
  | { readonly di: null; readonly terms: null; readonly reason: string };

/**
 * The index of one model in one domain (arXiv 2507.00432).
 *
 * v2 (October 2025), section 2: `δ_b = ΔR_b / σ`, `s_b = sign(δ_b) √|δ_b|`, `w_b = 100 − R_b(base)`,
 * `DI = Σ_b w_b s_b / Σ_b w_b`. v1 (July 2025), section 2: the plain mean of `ΔR_b / R_b(base)`, whose "domain index" is
 * called ΔR there.
 *
 * @param sigma in points, of the cohort or of the model's own gains (`spread`); null where there are fewer than two
 * gains. Not looked at in v1.
 */
export function domainIndex(gains: readonly Gain[], variant: Variant, sigma: number | null): DomainIndex {
  if (gains.length === 0) return without(say`No benchmark of this domain can be compared.`);
  return variant === 'v1-relative' ? relative(gains) : robust(gains, sigma);
}

function relative(gains: readonly Gain[]): DomainIndex {
  const zero = gains.filter(({ base }) => base <= 0).map(({ benchmark }) => benchmark);
  if (zero.length > 0) {
    return without(
      say`The base scored 0 on ${verbatim(zero.join(', '))}: a relative gain divides by its score.`,
    );
  }
  return indexOf(
    gains.map(({ base, delta }) => {
      const ratio = delta / base;
      return { delta: ratio, s: ratio, weight: 1 };
    }),
  );
}

function robust(gains: readonly Gain[], sigma: number | null): DomainIndex {
  if (sigma === null) {
    return without(
      say`σ is the spread of the gains, and it takes at least two of them: read the gains, or choose v1.`,
    );
  }
  if (sigma === 0) {
    return without(
      gains.every(({ delta }) => Math.abs(delta) < 1e-9)
        ? say`All gains here are 0, and so is their spread σ, by which the index divides.`
        : say`All gains are the same, so that their spread σ is 0: read the gains, or choose v1.`,
    );
  }
  if (gains.every(({ base }) => base >= 100)) {
    return without(
      say`The base scored 100 on each benchmark here, so that none has a weight (100 − base): read the gains, or choose v1.`,
    );
  }
  return indexOf(
    gains.map(({ base, delta: points }) => {
      const delta = points / sigma;
      return { delta, s: Math.sign(delta) * Math.sqrt(Math.abs(delta)), weight: Math.max(0, 100 - base) };
    }),
  );
}

function indexOf(unshared: readonly Omit<IndexTerms, 'share'>[]): DomainIndex {
  const total = unshared.reduce((sum, { weight }) => sum + weight, 0);
  const terms = unshared.map((term) => ({ ...term, share: term.weight / total }));
  const di = terms.reduce((sum, { share, s }) => sum + share * s, 0);
  return Number.isFinite(di)
    ? { di, terms, reason: null }
    : without(say`A base score is so small that the gain relative to it is no number.`);
}

function without(reason: string): DomainIndex {
  return { di: null, terms: null, reason };
}
