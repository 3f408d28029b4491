import * as l10n from '@vscode/l10n';
import katex from 'katex';
import { segments, showHidden } from '../../../core/hiddenText.ts';
import { appendVisible } from '../../visibleText.ts';

/** Beyond these a formula is shown as its source: nothing a model writes may stall a frame. */
const LONGEST = 3_000;
const DEEPEST = 40;
const MOST_CELLS = 300;
const MOST_SCRIPTS = 400;

/**
 * Commands that are shown as source: definitions, with which a short formula grows without bound, and what reaches
 * out of the formula (addresses, pictures, classes, styles).
 */
const refused =
  /\\(?:[gex]?def|let|futurelet|global|long|(?:re|provide)?newcommand|html\w*|class|cssId|style|href|url|includegraphics)(?![a-zA-Z])/;

/** KaTeX caps lengths above `maxSize` but not below its negative: a formula could be as tall as a tower. */
const takesLength = /\\(?:m?kern|[hm]skip|[hv]space|raisebox|rule|above|genfrac|\\\s*\[)/;
const hugeLength = /(?:\d{3,}|-\s*\d{2,})(?:\.\d*)?\s*(?:e[mx]|mu|p[tcx]|[cm]m|in|bp|dd|cc|n[dc]|sp)/;

/** Letters in a part of a formula that cannot be broken, from which on it may be wider than a narrow column. */
const WIDE = 24;

const drawn = new Map<string, HTMLElement>();
const MOST_KEPT = 600;

/** LaTeX as an element: drawn by KaTeX, or the `source` as text with the reason as its title. */
export function formula(tex: string, display: boolean, source: string): HTMLElement {
  // With its delimiters, which are copied with it.
  const key = `${display ? 'd' : 'i'}${source}`;
  const known = drawn.get(key);
  // Most formulas of a trace come again and again, and a copy costs a tenth.
  if (known !== undefined) return copyOf(known);
  const why = reasonAgainst(tex);
  const element = why === null ? render(tex, display, source) : asSource(source, why);
  if (drawn.size >= MOST_KEPT) drawn.clear();
  drawn.set(key, element);
  return copyOf(element);
}

function copyOf(element: HTMLElement): HTMLElement {
  return document.importNode(element, true);
}

function render(tex: string, display: boolean, source: string): HTMLElement {
  const element = document.createElement('span');
  element.className = display ? 'formula display' : 'formula';
  element.dataset.source = source;
  try {
    katex.render(tex, element, {
      displayMode: display,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 200,
    });
    if (longestPart(element) > WIDE) element.classList.add('wide');
    return element;
  } catch (error) {
    return asSource(
      source,
      error instanceof katex.ParseError ? error.rawMessage : l10n.t('It is nested too deeply.'),
    );
  }
}

/** KaTeX lets lines break between the bases of a formula only. */
function longestPart(element: Element): number {
  const parts = [...element.querySelectorAll('.katex-html > .katex-base')];
  return Math.max(0, ...parts.map(({ textContent }) => textContent.replace(/[\u200b\s]/g, '').length));
}

function asSource(source: string, why: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'formula-source';
  element.title = l10n.t('Shown as written: {0}', showHidden(why).slice(0, 200));
  appendVisible(element, source);
  return element;
}

function reasonAgainst(tex: string): string | null {
  if (tex.trim() === '') return l10n.t('It is empty.');
  if (tex.length > LONGEST) return l10n.t('It is too long to draw.');
  const command = refused.exec(tex);
  if (command !== null) return l10n.t('{0} is not drawn.', command[0]);
  if (takesLength.test(tex) && hugeLength.test(tex)) return l10n.t('It asks for too much room.');
  if (segments(tex).some(({ hidden }) => hidden)) return l10n.t('It has hidden characters.');
  if (count(tex, /&/g) > MOST_CELLS) return l10n.t('It has too many cells to draw.');
  if (count(tex, /[\^_]|\\(?:sqrt|left|frac)/g) > MOST_SCRIPTS)
    return l10n.t('It has too many parts to draw.');
  let depth = 0;
  for (const [brace] of tex.matchAll(/\\.|[{}]|\\(?:left|begin|sqrt|right|end)\b/gs)) {
    if (brace === '{') depth += 1;
    else if (brace === '}') depth -= 1;
    if (depth > DEEPEST) return l10n.t('It is nested too deeply to draw.');
  }
  return null;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
