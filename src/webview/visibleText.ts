import { html, type TemplateResult } from 'lit';

/**
 * Characters that change what a reader sees without being seen: bidirectional controls (UAX #9), zero-width
 * and filler characters, soft hyphen, variation selectors but the two of emoji, tag characters, line and
 * paragraph separators, and every control character but tab and line feed (an ANSI sequence so shows its
 * ESC and is otherwise text).
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- naming them is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]+/gu;

/** A stretch of text: as it is, or `hidden` characters in the words that show them. */
export interface Segment {
  readonly hidden: boolean;
  readonly text: string;
}

/** Splits text so that nothing in it stays unseen. `\r\n` is a plain line end and loses its `\r`. */
export function segments(text: string): Segment[] {
  const plain = text.replaceAll('\r\n', '\n');
  const found: Segment[] = [];
  let from = 0;
  for (const match of plain.matchAll(HIDDEN)) {
    if (match.index > from) found.push({ hidden: false, text: plain.slice(from, match.index) });
    found.push({ hidden: true, text: shownRun(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < plain.length) found.push({ hidden: false, text: plain.slice(from) });
  return found;
}

/** `⟨U+202E⟩⟨U+200B ×3⟩`: a run of one character is one mark, so that a flood of them stays small. */
function shownRun(run: string): string {
  const marks: string[] = [];
  let last = '';
  let count = 0;
  const close = () => {
    if (count === 0) return;
    const code = (last.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    marks.push(count === 1 ? `⟨U+${code}⟩` : `⟨U+${code} ×${count}⟩`);
  };
  for (const character of run) {
    if (character === last) count += 1;
    else {
      close();
      last = character;
      count = 1;
    }
  }
  close();
  return marks.join('');
}

/** Text of a file, a server or a model for a template: text nodes only, apart from what surrounds them. */
export function untrusted(text: string): TemplateResult {
  return html`<bdi
    >${segments(text).map((part) => (part.hidden ? html`<span class="hidden-char">${part.text}</span>` : part.text))}</bdi
  >`;
}

/** The same for attributes such as titles and names, where only plain text can stand. */
export function untrustedPlain(text: string): string {
  return segments(text)
    .map((part) => part.text)
    .join('');
}

/** Appends text to an element as text nodes and marks. */
export function appendVisible(parent: HTMLElement, text: string): void {
  for (const part of segments(text)) {
    if (part.hidden) {
      const mark = document.createElement('span');
      mark.className = 'hidden-char';
      mark.textContent = part.text;
      parent.append(mark);
    } else if (parent.lastChild instanceof Text) parent.lastChild.appendData(part.text);
    else parent.append(part.text);
  }
}
