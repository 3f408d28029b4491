import { alignTraces } from '../../core/compare/alignTraces.ts';
import { comparedText } from '../../core/compare/comparedText.ts';

/** Milliseconds after which there is little more to gain. */
const enoughMs = 250;
/** Steps of a text: with more, a question that comes in between waits longer. */
const steps = 24;

/** What is read in ways of its own, as a step with a number and a word put in. */
const kinds: readonly ((number: number, word: string) => string)[] = [
  (number, word) => `Step ${number}: Let ${word} be the number of pages that is read on day ${number * 7}.`,
  (number, word) => `- Wait, let me check ${word} again: ${number} × 12 = ${number * 12}, and not ${number}.`,
  (number, word) => `\`\`\`python\nprint(${word} + ${number})\n\`\`\``,
  (number, word) => `Therefore the ${word} of both is **${number}**; 因此第${number}个答案是对的。`,
  (number, word) => `\\[ ${word} = \\sqrt{${number}} \\cdot ${number}.5 \\]`,
  (number, word) =>
    `Then $${word}_{1} = \\frac{${number * 3}}{4} + 2^{${number}}$, so that it’s half of $${word}$.`,
];
const words = ['total', 'width', 'x', 'angle', 'share', 'remainder', 'y'];

/**
 * Compares small made-up traces, some milliseconds a turn, for as long as that makes the next comparison faster: what a
 * question needs is compiled then. Nothing is kept, and between two turns it can be stopped.
 */
export class WarmUp {
  #steps: Generator<void> | null;
  readonly #later: (turn: () => void) => unknown;

  /**
   * @param now in milliseconds
   * @param later lets others have their turn first, as `setImmediate`
   */
  constructor(now: () => number, later: (turn: () => void) => unknown) {
    this.#steps = stepsOf(now);
    this.#later = later;
  }

  start(): void {
    this.#later(this.#turn);
  }

  /** For good. */
  stop(): void {
    this.#steps = null;
  }

  readonly #turn = (): void => {
    if (this.#goesOn()) this.#later(this.#turn);
  };

  /** One turn; what it throws must not end the thread: a question may wait behind it. */
  #goesOn(): boolean {
    try {
      return this.#steps?.next().done === false;
    } catch {
      this.stop();
      return false;
    }
  }
}

/** The first traces are the smallest, since most is compiled in them. */
function* stepsOf(now: () => number): Generator<void> {
  let spent = 0;
  for (let round = 1; spent < enoughMs; round += 1) {
    const from = now();
    const many = Math.min(steps, 2 * round);
    const traces = [0, 1].map((side) => ({
      ...comparedText(traceOf(round, many, side), 'both'),
      finalAnswer: String(round + side),
    }));
    alignTraces(traces, 0);
    spent += now() - from;
    yield;
  }
}

/** Of two traces of a round some numbers are others, every fifth step is missing, and one stands elsewhere. */
function traceOf(round: number, many: number, side: number) {
  const made = Array.from({ length: many }, (_, at) => {
    const number = round * steps + at + (side === 1 && at % 3 === 0 ? 1 : 0);
    return (
      kinds[at % Math.min(round, kinds.length)]?.(number, words[(at + round) % words.length] ?? '') ?? ''
    );
  }).filter((_, at) => side === 0 || at % 5 !== 4);
  const [first = '', ...others] = made;
  const reasoning = side === 0 ? made : [...others, first];
  return { reasoning: reasoning.join('\n\n'), answer: `The final answer is \\boxed{${round + side}}.` };
}
