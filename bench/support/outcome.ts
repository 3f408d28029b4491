/** One number a benchmark measured. */
export interface OutcomeRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** What a benchmark gives, the same for all of them. */
export interface Outcome {
  readonly name: string;
  readonly rows: readonly OutcomeRow[];
  /** The row the target is for, and what it must stay under, in that row's unit. */
  readonly target: { readonly row: string; readonly under: number };
  readonly met: boolean;
}

/** `also` is what else has to be so for the target to be met. */
export function outcome(
  name: string,
  rows: readonly OutcomeRow[],
  target: Outcome['target'],
  also = true,
): Outcome {
  const row = rows.find((each) => each.name === target.row);
  if (row === undefined) throw new Error(`${name} has no row "${target.row}".`);
  return { name, rows, target, met: also && row.value < target.under };
}

/** The outcome as one line of JSON, or as a table whose row with the target is marked. */
export function outcomeText(outcome: Outcome, json: boolean): string {
  if (json) return JSON.stringify(outcome);
  const { name, rows, target, met } = outcome;
  const width = Math.max(...rows.map((row) => row.name.length)) + 2;
  const lines = rows.map((row) => {
    const mark =
      row.name === target.row ? `  ← target: under ${target.under}, ${met ? 'met' : 'not met'}` : '';
    return `${row.name.padEnd(width)}${row.value.toFixed(2).padStart(10)} ${row.unit}${mark}`;
  });
  return [name, '', ...lines].join('\n');
}
