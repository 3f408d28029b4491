import type * as markdown from './rendered/markdown.ts';
import type * as value from './rendered/value.ts';

/** Of everything something. */
const SAMPLE =
  '1. **Sum** `a`: $\\sum_{k=1}^n \\frac{k}{2} = \\sqrt{x^2}$ and\n\\[\n\\left( \\boxed{42} \\right)\n\\]';

type Rendering = typeof markdown & typeof value;

let loaded: Rendering | null = null;
let loading: Promise<void> | null = null;

/** Markdown and LaTeX, once they are loaded: until then, and where loading fails, texts are shown as they came. */
export function rendering(): Rendering | null {
  return loaded;
}

/** Loads them with the first text that may need them; `then` is called when they are there. */
export function loadRendering(then: () => void): void {
  loading ??= withFonts(Promise.all([import('./rendered/markdown.ts'), import('./rendered/value.ts')])).then(
    ([markdownModule, valueModule]) => {
      const module = { ...markdownModule, ...valueModule };
      loaded = module;
      // What runs for the first time is slow: not with the reader's first text.
      requestIdleCallback(() => module.drawStep(SAMPLE, { marks: [], open: false }));
    },
    () => undefined,
  );
  void loading.then(() => {
    if (loaded !== null) then();
  });
}

/** Fonts most formulas are drawn in: without them their letters would be blank at first, and sentences lose terms. */
const fonts = [
  '1em KaTeX_Main',
  'italic 1em KaTeX_Math',
  '1em KaTeX_Size1',
  '1em KaTeX_Size2',
  '1em KaTeX_AMS',
];

async function withFonts<T>(module: Promise<T>): Promise<T> {
  // A font that cannot be had is no reason not to draw.
  const [ready] = await Promise.all([
    module,
    Promise.allSettled(fonts.map((font) => document.fonts.load(font))),
  ]);
  return ready;
}
