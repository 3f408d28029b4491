import * as v from 'valibot';
import type { JsonObject } from '../../json.ts';
import { say, verbatim } from '../../say.ts';
import type { Check } from './checked.ts';
import { instructions } from './instructions.ts';

const item = v.object({
  instruction_id_list: v.pipe(v.array(v.string()), v.minLength(1)),
  kwargs: v.array(
    v.nullable(
      v.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    ),
  ),
});

/** An instruction of an item, with its arguments. */
export interface Asked {
  readonly id: string;
  readonly check: Check;
}

/** The instructions of an item in its published fields; else why they cannot be checked, as a clause. */
export function instructionsOf(record: JsonObject): readonly Asked[] | { readonly unusable: string } {
  const parsed = v.safeParse(item, record);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0])?.split('.')[0] ?? 'instruction_id_list';
    return { unusable: say`the item has no usable \`${field}\`` };
  }
  const { instruction_id_list: ids, kwargs } = parsed.output;
  if (kwargs.length !== ids.length) {
    return { unusable: say`the item has ${ids.length} instructions, but \`kwargs\` for ${kwargs.length}` };
  }
  const asked: Asked[] = [];
  for (const [index, id] of ids.entries()) {
    const instruction = instructions.get(id);
    if (instruction === undefined) return { unusable: say`the instruction ${verbatim(id)} is not known` };
    const check = instruction(withoutNull(kwargs[index] ?? {}));
    if ('unusable' in check) {
      return { unusable: say`the instruction ${verbatim(id)} has no usable \`${verbatim(check.unusable)}\`` };
    }
    asked.push({ id, check });
  }
  return asked;
}

/** Tables have every argument of every instruction in each row, null where it is another's. */
function withoutNull(args: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}

/** How many instructions an item has, each of which weighs the same in a run; null where the record does not say. */
export function instructionCount(record: unknown): number | null {
  const parsed = v.safeParse(v.pick(item, ['instruction_id_list']), record);
  return parsed.success ? parsed.output.instruction_id_list.length : null;
}
