import MarkdownIt, { type Token } from 'markdown-it';
import { Canvas, lettersOf, type Place } from './canvas.ts';
import type { Mark, Range } from '../marks.ts';
import { protect } from './protect.ts';

/** A step of more UTF-16 units, or formulas, is shown as it came. */
const LONGEST = 12_000;
const MOST_FORMULAS = 250;
const MOST_NESTED = 12;

/**
 * Markdown as models write it. Left out: HTML, links and pictures, which stay as written, so that every address is
 * seen and none can be followed; indented code, as it is mostly the text of a list item; entities and references.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true }).disable([
  'code',
  'reference',
  'entity',
  'autolink',
  'link',
  'image',
]);
markdown.options.maxNesting = 24;

export interface DrawOptions {
  /** What to mark, in offsets of the step's text; in order, without overlap. */
  readonly marks: readonly Mark[];
  /** Is the step still growing? */
  readonly open: boolean;
}

/**
 * A step's text as nodes of ours, made from markdown's tokens; null where it is too large, too deeply nested, or
 * where reading it as markdown would lose a letter: then it is shown as it came.
 */
export function drawStep(source: string, { marks, open }: DrawOptions): HTMLElement | null {
  return draw(source, marks, open, false)?.element ?? null;
}

/** Where a range of a step's text lies in what `drawStep` makes of it; null where that cannot be told. */
export function locate(source: string, range: Range): Place | null {
  const without = draw(source, [], false, true);
  const found = draw(source, [{ start: range[0], end: range[1], kind: 'answer' }], false, true);
  const same = without?.element.textContent === found?.element.textContent;
  return same ? (found?.canvas.place ?? null) : null;
}

function draw(
  source: string,
  marks: readonly Mark[],
  open: boolean,
  dry: boolean,
): { element: HTMLElement; canvas: Canvas } | null {
  if (source.length > LONGEST) return null;
  const indent = /^\s*?([ \t]*)\S/.exec(source)?.[1]?.length ?? 0;
  const { text, held } = protect(source, marks, open);
  if (held.filter(({ kind }) => kind === 'formula').length > MOST_FORMULAS) return null;
  const canvas = new Canvas(held, dry);
  const element = document.createElement('div');
  element.className = 'drawn';
  if (indent > 0) element.style.marginInlineStart = `${Math.min(indent, 12) * 0.5}em`;
  const tokens = markdown.parse(dedented(text, indent), {});
  if (tokens.some(({ level }) => level > MOST_NESTED)) return null;
  drawTokens(element, tokens, canvas);
  return canvas.letters === lettersOf(text) ? { element, canvas } : null;
}

/** The indentation of the first line is taken from all lines: it says how deep in a list the step stands. */
function dedented(text: string, indent: number): string {
  return indent === 0 ? text : text.replace(new RegExp(`^[ \\t]{1,${indent}}`, 'gm'), '');
}

/** Elements without a role: the page's outline of headings and lists is ours, not the model's. */
const elements: Readonly<Record<string, readonly [tag: string, className: string]>> = {
  paragraph_open: ['div', 'md-paragraph'],
  heading_open: ['div', 'md-heading'],
  blockquote_open: ['div', 'md-quote'],
  bullet_list_open: ['div', 'md-list'],
  ordered_list_open: ['div', 'md-list'],
  table_open: ['table', ''],
  thead_open: ['thead', ''],
  tbody_open: ['tbody', ''],
  tr_open: ['tr', ''],
  th_open: ['th', ''],
  td_open: ['td', ''],
  em_open: ['em', ''],
  strong_open: ['strong', ''],
  s_open: ['s', ''],
};

function drawTokens(root: Element, tokens: readonly Token[], canvas: Canvas): void {
  let parent = root;
  for (const [at, token] of tokens.entries()) {
    const made = elements[token.type];
    if (made !== undefined) parent = appendTo(parent, ...made);
    else if (token.nesting === -1) parent = closed(parent, token.type);
    else if (token.type === 'list_item_open')
      parent = listItem(parent, token, isSign(token, tokens[at + 2]), canvas);
    else leaf(parent, token, canvas);
  }
}

function closed(parent: Element, type: string): Element {
  const element = type === 'list_item_close' ? parent.parentElement : parent;
  return element?.parentElement ?? parent;
}

/** Is the bullet of an item a sign of mathematics: `+ 3`, or `- 3` before a number or a formula? */
function isSign({ markup }: Token, content: Token | undefined): boolean {
  if (markup === '+') return true;
  return /^[\d(\u{F0000}-\u{10FFFF}]/u.test(content?.content ?? '') && markup === '-';
}

function listItem(parent: Element, token: Token, isSign: boolean, canvas: Canvas): Element {
  const item = appendTo(parent, 'div', 'md-item');
  const marker = appendTo(item, 'span', 'md-marker');
  if (token.info === '') canvas.sign(marker, isSign ? token.markup : '•');
  else canvas.text(marker, `${token.info}${token.markup}`);
  return appendTo(item, 'div', 'md-item-body');
}

function leaf(parent: Element, token: Token, canvas: Canvas): void {
  switch (token.type) {
    case 'inline':
      drawTokens(parent, token.children ?? [], canvas);
      break;
    case 'softbreak':
    case 'hardbreak':
      // A display formula ends its line itself.
      if (parent.lastElementChild === null || !isDisplay(parent.lastChild)) appendTo(parent, 'br', '');
      break;
    case 'code_inline':
      canvas.text(appendTo(parent, 'code', ''), token.content, true);
      break;
    case 'fence': {
      const box = appendTo(parent, 'div', 'md-fence');
      if (token.info.trim() !== '')
        canvas.text(appendTo(box, 'div', 'md-fence-info'), token.info.trim(), true);
      canvas.text(appendTo(box, 'code', ''), token.content.replace(/\n$/, ''), true);
      break;
    }
    case 'hr':
      appendTo(parent, 'div', 'md-rule');
      break;
    default:
      canvas.text(parent, token.content);
  }
}

function isDisplay(node: Node | null): boolean {
  const inner = node instanceof HTMLElement && node.localName === 'mark' ? node.lastChild : node;
  return inner instanceof HTMLElement && inner.classList.contains('display');
}

function appendTo(parent: Element, tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  parent.append(element);
  return element;
}
