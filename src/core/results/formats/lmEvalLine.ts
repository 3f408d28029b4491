import { isJsonObject, kindInWords, parseJson, type JsonObject } from '../../json.ts';
import { say } from '../../say.ts';

/** A whole line; or why it is none, as a clause, and whether it only ends too soon. */
export type WholeLine =
  | { readonly ok: true; readonly sample: JsonObject }
  | { readonly ok: false; readonly why: string; readonly cut: boolean };

export function lineWhole(line: Uint8Array): WholeLine {
  const text = new TextDecoder('utf-8').decode(line);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const cut = parsed.offset !== null && text.slice(parsed.offset).trim() === '';
    return { ok: false, why: cut ? say`ends in the middle` : say`is not JSON`, cut };
  }
  if (isJsonObject(parsed.value)) return { ok: true, sample: parsed.value };
  return { ok: false, why: say`is no object, but ${kindInWords(parsed.value)}`, cut: false };
}
