import type { Pair } from './mathPairs.ts';

/** Answers that differ from the gold one by a part that is easily lost in reading them. All of our own writing. */
export const lostParts: Readonly<Record<string, readonly Pair[]>> = {
  'signs between letters': [
    ['p+q', 'p - q'],
    ['p/q', 'p-q'],
    ['p*q', 'p - q'],
    ['pq', 'p - q'],
    ['a+b', 'a-b'],
    ['ab+c', 'ab-c'],
    ['A+B', 'A-B'],
    ['a-b-c', 'a+b-c'],
    ['AB+CD', 'AB-CD'],
    ['ab cd', 'ab-cd'],
    ['\\text{p+q}', '\\text{p-q}'],
    ['f(x)g(x)', 'f(x)-g(x)'],
    ["f'(x)", 'f(x)'],
    ["f''(x)", "f'(x)"],
    ['f(X)', 'f(x)'],
    ["AB'", 'AB'],
    ["AB'", "A'B"],
  ],
  logarithms: [
    ['\\ln 2', '\\log 2'],
    ['\\log 2', '\\ln 2'],
    ['\\log x', '\\ln x'],
    ['\\log 100', '\\ln 100'],
    ['\\log_2 x', '\\log x'],
    ['1', '\\log 100'],
    ['2', '\\ln 100'],
    ['\\frac{\\ln 2}{\\log 2-\\log 3}', '\\frac{\\log 2}{\\log 2-\\log 3}'],
  ],
};
