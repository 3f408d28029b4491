/** JSON as we keep it: an integer beyond 2^53 is a `bigint`, so that no digit of an id is lost. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}
