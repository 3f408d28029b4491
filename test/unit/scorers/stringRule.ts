import { lastBoxes } from '../../../src/core/scorers/mathExtract.ts';

/**
 * The rule that the paper's evaluation of MATH-500 goes by, for studies only: the last box of the whole response, and
 * equality of texts after the normalisation of Hendrycks MATH (https://github.com/hendrycks/math,
 * `modeling/math_equivalence.py`), written anew from its rules.
 */
export function stringRule(response: string, gold: string): boolean {
  const box = lastBoxes(response).at(-1);
  return box !== undefined && normalised(response.slice(...box.inner)) === normalised(gold);
}

function normalised(answer: string): string {
  let text = answer
    .replaceAll('\n', '')
    .replaceAll('\\!', '')
    .replaceAll('\\\\', '\\')
    .replace(/[td]frac/g, 'frac')
    .replace(/\\left|\\right/g, '')
    .replace(/\^(?:\\circ|\{\\circ\})/g, '')
    .replaceAll('\\$', '');
  text = text.split('\\text{ ').length === 2 ? (text.split('\\text{ ')[0] ?? '') : text;
  text = text.replaceAll('\\%', '').replace(/(^|[ {])\./g, '$10.');
  const sides = text.split('=');
  if (sides.length === 2 && (sides[0]?.length ?? 0) <= 2) text = sides[1] ?? '';
  text = text.replace(/\\sqrt([^{])/g, '\\sqrt{$1}').replaceAll(' ', '');
  text = text.replace(/\\frac([^{])([^{])/g, '\\frac{$1}{$2}').replace(/\\frac([^{])\{/g, '\\frac{$1}{');
  if (text === '0.5') return '\\frac{1}{2}';
  return text.replace(/^(-?\d+)\/(-?\d+)$/, '\\frac{$1}{$2}');
}
