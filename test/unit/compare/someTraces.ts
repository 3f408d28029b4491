import type { ComparedTrace } from '../../../src/core/compare/alignedTraces.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';

/** A trace of these steps, the last of them in the answer where `answerSteps` says so. */
export function traceOf(
  steps: readonly string[],
  { finalAnswer = null, answerSteps = 0 }: { finalAnswer?: string | null; answerSteps?: number } = {},
): ComparedTrace {
  const at = steps.length - answerSteps;
  const [reasoning, answer] = [steps.slice(0, at), steps.slice(at)].map((part) => part.join('\n\n'));
  return { ...comparedText({ reasoning: reasoning ?? '', answer: answer ?? '' }, 'both'), finalAnswer };
}

/** The same numbers in [0, 1) for the same seed: mulberry32 by Tommy Ettinger (public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ');

/** A word of three syllables: two steps hardly ever share one by chance. */
function randomWord(random: () => number): string {
  return [0, 1, 2].map(() => syllables[Math.floor(random() * syllables.length)] ?? '').join('');
}

export function randomStep(random: () => number): string {
  const count = 4 + Math.floor(random() * 25);
  const said = Array.from({ length: count }, () =>
    random() < 0.15 ? String(Math.floor(random() * 9_000)) : randomWord(random),
  );
  return `${said.join(' ')}.`;
}

/** A trace that was made of another one: steps changed, dropped, added, moved. */
export function editedSteps(steps: readonly string[], random: () => number, edits: number): string[] {
  const found = [...steps];
  for (let edit = 0; edit < edits; edit += 1) {
    const at = Math.floor(random() * (found.length + 1));
    const kind = random();
    if (kind < 0.3) found.splice(at, 1);
    else if (kind < 0.6) found.splice(at, 0, randomStep(random));
    else if (kind < 0.8) found[at] = `${found[at] ?? ''} ${Math.floor(random() * 100)} more`.trim();
    else found.splice(Math.floor(random() * (found.length + 1)), 0, ...found.splice(at, 1));
  }
  return found;
}
