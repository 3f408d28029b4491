import * as v from 'valibot';
import { type Domain, domains } from '../domain.ts';
import { issuesOf, type SettingProblem } from '../endpointSettings.ts';
import { say } from '../say.ts';
import { variants, type Variant } from './transfer.ts';
import type { VerdictSource } from './transferInput.ts';

/** Where a benchmark counts; `none`: nowhere. */
export type Membership = Domain | 'none';

/** The setting `reasoningTransfer.transfer` as one value. */
export interface TransferSettings {
  readonly variant: Variant;
  /** Percent, from 50 to 99.9. */
  readonly level: number;
  readonly verdicts: VerdictSource;
  /** By benchmark, of those that count elsewhere than usual. */
  readonly benchmarks: ReadonlyMap<string, Membership>;
}

const setting = 'reasoningTransfer.transfer';

export const transferDefaults: TransferSettings = {
  variant: 'v2-cohort',
  level: 95,
  verdicts: 'stored',
  benchmarks: new Map(),
};

const object = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  say`must be an object`,
);
const range = say`must be from 50 to 99.9`;
const Variant = v.picklist(variants, say`must be "v2-cohort", "v2-per-model" or "v1-relative"`);
const Level = v.pipe(v.number(), v.minValue(50, range), v.maxValue(99.9, range));
const Verdicts = v.picklist(['stored', 'rescored'], say`must be "stored" or "rescored"`);
const Where = v.picklist([...domains, 'none'], say`must be "math", "other", "non" or "none"`);
const known: ReadonlySet<string> = new Set(Object.keys(transferDefaults));

/**
 * Reads the setting `reasoningTransfer.transfer`. What is not of its form is a problem that names it; the rest
 * counts, and for a field that does not count its default.
 */
export function parseTransfer(value: unknown): {
  readonly transfer: TransferSettings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const read = <T>(schema: v.GenericSchema<unknown, T>, of: unknown, field: string): T | null => {
    if (of === undefined) return null;
    const parsed = v.safeParse(schema, of);
    if (parsed.success) return parsed.output;
    problems.push(...issuesOf(parsed.issues, field));
    return null;
  };
  const fields = read(object, value ?? {}, setting) ?? {};
  for (const name of Object.keys(fields)) {
    if (known.has(name)) continue;
    const message = say`There is no such field. Correct its name or take it out.`;
    problems.push({ field: `${setting}.${name}`, message });
  }
  const entries = Object.entries(read(object, fields.benchmarks, `${setting}.benchmarks`) ?? {});
  const benchmarks = entries.flatMap(([name, of]): [string, Membership][] => {
    const where = read(Where, of, `${setting}.benchmarks.${name}`);
    return where === null ? [] : [[name, where]];
  });
  return {
    transfer: {
      variant: read(Variant, fields.variant, `${setting}.variant`) ?? transferDefaults.variant,
      level: read(Level, fields.level, `${setting}.level`) ?? transferDefaults.level,
      verdicts: read(Verdicts, fields.verdicts, `${setting}.verdicts`) ?? transferDefaults.verdicts,
      benchmarks: new Map(benchmarks),
    },
    problems,
  };
}
