import { afterEach, expect, test, vi } from 'vitest';

const { Segmenter } = Intl;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The steps of a text on a machine whose own language is another one. */
async function stepsOn(locale: string, text: string): Promise<readonly string[]> {
  class Localized extends Segmenter {
    constructor(given?: Intl.LocalesArgument, options?: Intl.SegmenterOptions) {
      super(given ?? locale, options);
    }
  }
  vi.resetModules();
  vi.stubGlobal(
    'Intl',
    new Proxy(Intl, {
      get: (of, key) => (key === 'Segmenter' ? Localized : (Reflect.get(of, key) as unknown)),
    }),
  );
  const { splitSteps } = await import('../../../src/core/traces/steps.ts');
  return splitSteps(text).map(({ start, end }) => text.slice(start, end));
}

test('long prose is cut at the same places whatever language a machine speaks', async () => {
  // In Greek a semicolon ends a question.
  const text = Array.from({ length: 90 }, (_, at) => `We take the number ${at}; Then we go on.`).join(' ');
  const english = await stepsOn('en', text);
  expect(english.length).toBeGreaterThan(1);
  expect(english.every((step) => step.trimEnd().endsWith('on.'))).toBe(true);
  expect(await stepsOn('el', text)).toEqual(english);
});
