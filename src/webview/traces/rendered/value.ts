import { segments } from '../../../core/hiddenText.ts';
import { mathSpans } from '../../../core/traces/mathSpans.ts';
import { appendVisible } from '../../visibleText.ts';
import { formula } from './formula.ts';

/** Text of a benchmark with its formulas drawn and nothing else read in it: a `#` or `*` may be code. */
export function drawFormulas(text: string): HTMLElement {
  const element = document.createElement('bdi');
  let at = 0;
  for (const { start, end, tex, display } of mathSpans(text)) {
    appendVisible(element, text.slice(at, start));
    element.append(formula(text.slice(...tex), display, text.slice(start, end)));
    at = end;
  }
  appendVisible(element, text.slice(at));
  return element;
}

/**
 * Commands that show all they are given. Whoever reads a verdict must see every letter that was compared, so that
 * an answer with any other command, a comment or a hidden character is shown as written.
 */
const plain = new Set(
  `frac dfrac tfrac cfrac sqrt binom dbinom tbinom left right begin end text textbf textit mathrm mathbf mathbb
  mathcal mathit operatorname boxed overline underline bar hat vec overrightarrow angle triangle degree circ cdot
  times div pm mp le leq ge geq lt gt ne neq approx equiv in notin subset subseteq cup cap setminus emptyset
  varnothing infty mid to rightarrow leftarrow Rightarrow implies iff land lor neg forall exists sin cos tan cot sec
  csc arcsin arccos arctan log ln exp lim max min gcd det deg sum prod int ldots cdots dots vdots prime pmod bmod
  alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau phi
  varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell lfloor rfloor lceil rceil langle rangle
  lvert rvert quad qquad big Big bigl bigr { } % , ; : | $`.split(/\s+/),
);
/** Environments that take no arguments, and all environments of an answer are of these. */
const environment = /\\(?:begin|end)\{(?:[pbBvV]?matrix|cases)\}/g;
/** Words one after the other: a formula would draw them as one, without the room between them. */
const words = /(?<![\\a-zA-Z])[a-zA-Z]{2,}\s+[a-zA-Z]{2,}/;
const textCommand = /\\text(?:bf|it)?\s*\{[^{}]*\}/g;
/** Room between two parts may push the second out of sight. */
const MOST_SPACES = 4;

/** An answer as a formula; null where it is none, or where drawing it could leave out part of it. */
export function drawValue(text: string): HTMLElement | null {
  const tex = text.trim().replace(/^\$([^$]+)\$$/, '$1');
  // As KaTeX reads them: an `@` is a letter of a name.
  const commands = [...tex.matchAll(/\\([a-zA-Z@]+|[^])/g)].map((match) => match[1] ?? '');
  const rows = environment.test(tex) && !/\\\\\s*\[/.test(tex);
  const known = commands.every((name) => plain.has(name) || name === ' ' || (rows && name === '\\'));
  const isFormula = commands.length > 0 || /[\^_]\{/.test(tex);
  if (!isFormula || !known || /(?<!\\)[$%]/.test(tex)) return null;
  if (/\\(?:begin|end)/.test(tex.replace(environment, ''))) return null;
  if ((tex.match(/~|\\(?:q?quad|[,;: ])/g) ?? []).length > MOST_SPACES) return null;
  if (words.test(tex.replace(textCommand, ';'))) return null;
  if (segments(tex).some(({ hidden }) => hidden)) return null;
  const element = formula(tex, false, text);
  return element.matches('.formula') && showsAll(element, tex) ? element : null;
}

/** Are all digits and letters of the source, its commands apart, among those that are drawn? */
function showsAll(element: Element, tex: string): boolean {
  const drawn = element.querySelector('.katex-html')?.textContent ?? '';
  const wanted = tex.replace(environment, '').replace(/\\[a-zA-Z@]+/g, ' ');
  const counts = new Map<string, number>();
  for (const letter of drawn) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of wanted.match(/[\p{L}\p{N}]/gu) ?? []) {
    const left = counts.get(letter) ?? 0;
    if (left === 0) return false;
    counts.set(letter, left - 1);
  }
  return true;
}
