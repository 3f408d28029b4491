import { compareNames } from '../results/nameOrder.ts';
import type { Source } from './sources.ts';

/** Two sources that can be compared: item by item, or by their values alone. */
export interface Pairing {
  readonly left: Source;
  readonly right: Source;
  /** By task, the groups that both have; null where a side has no scores of single items. */
  readonly common: ReadonlyMap<string, readonly number[]> | null;
  /** In fractions; only where `common` is null. */
  readonly values: {
    readonly left: number;
    readonly right: number;
    readonly parts: readonly string[];
  } | null;
}

/** Why two sources with scores of single items cannot be compared. */
export type Incomparable =
  | { readonly kind: 'shots'; readonly left: number; readonly right: number }
  | { readonly kind: 'tools'; readonly left: string; readonly right: string }
  | { readonly kind: 'metrics'; readonly left: string; readonly right: string }
  | { readonly kind: 'no-common-item' }
  | { readonly kind: 'no-common-part' };

export type Chosen =
  { readonly ok: true; readonly pairing: Pairing } | { readonly ok: false; readonly why: Incomparable };

interface Candidate {
  readonly pairing: Pairing;
  /** The less the better; what comes first counts most. */
  readonly rank: readonly number[];
  readonly name: string;
}

/**
 * Of what there is of two models on one benchmark the pair that is compared: item by item where both have scores of
 * single items, by one tool before two, then with most tasks and items in common, under the same names of tasks, the
 * newest. Else by values alone, of one tool before two.
 *
 * @param left at least one
 * @param right at least one
 */
export function choosePairing(left: readonly Source[], right: readonly Source[]): Chosen {
  const candidates: Candidate[] = [];
  const reasons: Incomparable[] = [];
  for (const one of left) {
    for (const other of right) {
      const paired = pairingOf(one, other);
      if ('kind' in paired) reasons.push(paired);
      else candidates.push(candidateOf(paired));
    }
  }
  const [best] = candidates.sort(byRank);
  if (best !== undefined) return { ok: true, pairing: best.pairing };
  const [why = { kind: 'no-common-item' as const }] = reasons.sort((a, b) => nearness(a) - nearness(b));
  return { ok: false, why };
}

function pairingOf(left: Source, right: Source): Pairing | Incomparable {
  if (left.shots !== null && right.shots !== null && left.shots !== right.shots) {
    return { kind: 'shots', left: left.shots, right: right.shots };
  }
  const byItem = left.items.size > 0 && right.items.size > 0;
  const ours = left.judged && right.judged;
  if (left.format !== right.format && byItem && !ours) {
    return { kind: 'tools', left: left.format, right: right.format };
  }
  // What is re-scored beside what is not has the tool's metric in part.
  const measured = ({ runs, metric }: Source): string => runs[0]?.run.metric ?? metric ?? '';
  const sameTool = left.format === right.format && !ours;
  const sameMetric =
    left.metric === right.metric || (left.judged !== right.judged && measured(left) === measured(right));
  if (sameTool && !sameMetric) return { kind: 'metrics', left: left.metric ?? '', right: right.metric ?? '' };
  if (!byItem) {
    const values = commonValues(left, right);
    return values === null ? { kind: 'no-common-part' } : { left, right, common: null, values };
  }
  const common = new Map<string, readonly number[]>();
  for (const [task, scores] of left.items) {
    const others = right.items.get(task);
    const groups = others === undefined ? [] : scores.groups.filter((group) => others.rows.has(group));
    if (groups.length > 0) common.set(task, groups);
  }
  return common.size === 0 ? { kind: 'no-common-item' } : { left, right, common, values: null };
}

/** Of all of the benchmark, or the plain mean of the parts that both have; null where they have none in common. */
function commonValues(left: Source, right: Source): Pairing['values'] {
  const [one, other] = [left.values.get(''), right.values.get('')];
  if (one !== undefined && other !== undefined) return { left: one, right: other, parts: [''] };
  const parts = [...left.values.keys()]
    .filter((part) => part !== '' && right.values.has(part))
    .sort(compareNames);
  const mean = ({ values }: Source, of: readonly string[]): number =>
    of.reduce((sum, part) => sum + (values.get(part) ?? 0), 0) / of.length;
  if (parts.length > 0) return { left: mean(left, parts), right: mean(right, parts), parts };
  return null;
}

function candidateOf(pairing: Pairing): Candidate {
  const { left, right, common } = pairing;
  const sameTool = left.format === right.format;
  const kind = common !== null ? 0 : sameTool ? 1 : 2;
  const items = [...(common?.values() ?? [])].reduce((sum, { length }) => sum + length, 0);
  const names = ({ runs }: Source): readonly string[] => runs.map(({ run }) => run.task);
  const shared = new Set(names(left)).intersection(new Set(names(right))).size;
  return {
    pairing,
    rank: [
      kind,
      sameTool ? 0 : 1,
      -(common?.size ?? pairing.values?.parts.length ?? 0),
      -items,
      -shared,
      -(left.date + right.date),
    ],
    name: JSON.stringify([
      left.format,
      right.format,
      left.shots,
      right.shots,
      left.metric,
      names(left),
      names(right),
    ]),
  };
}

function byRank(a: Candidate, b: Candidate): number {
  for (const [place, value] of a.rank.entries()) {
    const gap = value - (b.rank[place] ?? 0);
    if (gap !== 0) return gap;
  }
  return a.name < b.name ? -1 : 1;
}

/** What is easiest to mend is said first. */
function nearness({ kind }: Incomparable): number {
  return ['tools', 'metrics', 'no-common-item', 'no-common-part', 'shots'].indexOf(kind);
}
