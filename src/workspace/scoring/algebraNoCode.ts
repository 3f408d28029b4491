/**
 * Imported before the computer-algebra system, which would compile expressions to functions to be faster: in this
 * thread, no text becomes code, so that nothing of a model's answer can.
 */
const refuse = (): never => {
  throw new Error('No code is made of text in this thread.');
};
const NoFunction = new Proxy(Function, { construct: refuse, apply: refuse });
// `(() => {}).constructor` leads there too, and so do those of async functions and generators.
const kinds = [
  () => undefined,
  async () => Promise.resolve(),
  function* () {
    yield 0;
  },
  async function* () {
    yield await Promise.resolve(0);
  },
];
for (const kind of kinds) {
  const own: object = Object.getPrototypeOf(kind) as object;
  Object.defineProperty(own, 'constructor', { value: NoFunction });
}
globalThis.Function = NoFunction;
globalThis.eval = refuse;

export {};
