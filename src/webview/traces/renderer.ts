import type * as markdown from './rendered/markdown.ts';

type Rendering = typeof markdown;

let loaded: Rendering | null = null;
let loading: Promise<void> | null = null;

/** Markdown and LaTeX, once they are loaded: until then, and where loading fails, texts are shown as they came. */
export function rendering(): Rendering | null {
  return loaded;
}

/** Loads them with the first text that may need them; `then` is called when they are there. */
export function loadRendering(then: () => void): void {
  loading ??= import('./rendered/markdown.ts').then(
    (module) => {
      loaded = module;
    },
    () => undefined,
  );
  void loading.then(() => {
    if (loaded !== null) then();
  });
}
