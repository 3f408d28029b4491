import * as v from 'valibot';

/** Entries of the setting `models` with a label's new name in place of it; others stay, whatever their form. */
export function withRenamed(entries: readonly unknown[], label: string, renamed: string): readonly unknown[] {
  const named = (entry: unknown, key: string): boolean =>
    v.is(v.looseObject({ [key]: v.literal(label) }), entry);
  return entries.map((entry) =>
    typeof entry !== 'object' || entry === null
      ? entry
      : {
          ...entry,
          ...(named(entry, 'model') ? { model: renamed } : {}),
          ...(named(entry, 'base') ? { base: renamed } : {}),
        },
  );
}
