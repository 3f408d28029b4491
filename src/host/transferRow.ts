import * as v from 'valibot';

/** As much of a row of the view "Results" as says where the panel is opened. */
const Row = v.looseObject({
  kind: v.optional(v.string()),
  name: v.optional(v.string()),
  model: v.optional(v.string()),
  benchmark: v.optional(v.nullable(v.string())),
});

/** What an argument of `showTransfer` names, a row of the Results view or `{model?, benchmark?}`; null for nothing. */
export function rowOf(
  argument: unknown,
): { readonly model: string | null; readonly benchmark: string | null } | null {
  const row = v.safeParse(Row, argument);
  if (!row.success) return null;
  const { kind, name, benchmark } = row.output;
  const model = row.output.model ?? (kind === 'model' ? name : undefined) ?? null;
  return model === null && (benchmark ?? null) === null ? null : { model, benchmark: benchmark ?? null };
}
