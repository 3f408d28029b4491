import type { TracesState } from '../../src/protocol.ts';
import { column } from '../../test/webview/support/samples.ts';

/** What the panel is sent of an item: a column for each reasoning, saved or as far as it has streamed. */
export function tracesState(reasonings: readonly string[], state: 'complete' | 'streaming'): TracesState {
  return {
    restore: '',
    item: {
      key: 'a',
      benchmark: 'MATH-500',
      domain: 'math',
      id: '1',
      question: 'What is 6 times 7?',
      gold: '42',
      place: 'a.jsonl:1',
    },
    position: [0, 1],
    columns: reasonings.map((reasoning, at) => column({ label: `m${at}`, reasoning, state, prompt: null })),
    asked: null,
    runsElsewhere: false,
    progress: null,
  };
}

/**
 * So many UTF-16 units of prose, lists, display and inline formulas, in about the measure of a trace of a
 * mathematics problem.
 */
export function traceText(units: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let at = 1; length < units; at += 1) {
    const part = [
      `So with **${at}** apples, each costs $p_{${at}} = \\frac{${at}}{${at + 3}}$ and that leaves $x^2 + ${at}$ of them. `,
      'Wait, let me check this by hand once more, since it is easy to be off by one here.\n\n',
      `\\[\n\\sum_{k=1}^{${at}} k = \\frac{${at}(${at}+1)}{2} = ${(at * (at + 1)) / 2}\n\\]\n\n`,
      `1. First, \\(a = ${at}\\) and \`b\`.\n2. Then it is *odd*.\n\n`,
    ].join('');
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, units);
}
