import { segments, type Segment } from '../../hiddenText.ts';

const loneSurrogate = /\p{Cs}/u;

/** Text as it is and hidden characters in the words that show them, halves of surrogate pairs among these. */
export function visibleSegments(text: string): Segment[] {
  return segments(text).flatMap((part) =>
    part.hidden || !loneSurrogate.test(part.text)
      ? [part]
      : part.text
          .split(/(\p{Cs})/u)
          .filter((piece) => piece !== '')
          .map((piece) =>
            loneSurrogate.test(piece)
              ? { hidden: true, text: `⟨U+${piece.charCodeAt(0).toString(16).toUpperCase()}⟩` }
              : { hidden: false, text: piece },
          ),
  );
}

export function visible(text: string): string {
  return visibleSegments(text)
    .map((part) => part.text)
    .join('');
}

/** Half-open UTF-16 offsets of what a step says, without the blank lines around it. */
export function withoutBlank(text: string, start: number, end: number): readonly [number, number] {
  const own = text.slice(start, end);
  const trimmed = own.trimEnd();
  const blank = /^(?:[^\S\n]*\n)*/.exec(trimmed)?.[0].length ?? 0;
  return [start + blank, start + trimmed.length];
}
