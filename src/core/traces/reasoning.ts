import { CodeScanner, longestRest } from './codeScanner.ts';
import { HarmonyReader } from './harmony.ts';

/** A piece of a response, in the order it arrived. See `GenerateEvent` for `answer-was-reasoning`. */
export type TextEvent =
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'answer-was-reasoning' };

/** Whether a response marked its reasoning: not at all, opened and not closed, or closed. */
export type ReasoningState = 'none' | 'open' | 'closed';

/** A whole response, split. With `state` `open` there is no answer: it is all reasoning since the opener. */
export interface SplitResponse {
  readonly reasoning: string;
  readonly answer: string;
  readonly state: ReasoningState;
}

/** Reasoning and answer as the events so far make them: what a reader of the events must do with them. */
export class TextParts {
  reasoning = '';
  answer = '';

  apply(event: TextEvent): void {
    if (event.type === 'reasoning') this.reasoning += event.text;
    else if (event.type === 'answer') this.answer += event.text;
    else {
      this.reasoning += this.answer;
      this.answer = '';
    }
  }
}

/**
 * DeepSeek, Qwen and most others; Kimi. A closer counts anywhere, since templates often pre-fill the opener; an
 * opener everywhere but in code, so that reasoning never passes for an answer.
 */
const tags: readonly (readonly [opener: string, closer: string])[] = [
  ['<think>', '</think>'],
  ['◁think▷', '◁/think▷'],
];
/** Granite 3.2 writes sentences; quantised ones shorten them. They count only at the start of a response. */
const graniteOpeners = ['Here is my thought process:', "Here's my thought process:"];
const graniteClosers = ['Here is my response:', "Here's my response:"];
/** Harmony (gpt-oss) channels. */
const harmonyOpeners = ['<|channel|>', '<|start|>'];

const tagPattern = /<\/?think>|◁\/?think▷/g;
const tagMarkers = tags.flat();
const longestMarker = Math.max(...[...tagMarkers, ...graniteClosers].map((marker) => marker.length));

/**
 * Splits a response into reasoning and answer while it streams: inline tags, broken across chunks or not.
 * The last closing tag wins: text that came as answer before another closer is handed over to the reasoning
 * with `answer-was-reasoning`. Tags, and white space right behind them, are in neither text.
 */
export class ReasoningSplitter {
  readonly #emit: (event: TextEvent) => void;
  #mode: 'start' | 'answer' | 'reasoning' | 'harmony' = 'start';
  #closers: readonly string[] = [];
  #held = '';
  #skipSpace = false;
  #code = new CodeScanner();
  #state: ReasoningState = 'none';
  #reasoned = false;
  #answered = false;
  #harmony: HarmonyReader | null = null;

  /** `startsOpen`: the prompt itself ended in an opening tag. */
  constructor(emit: (event: TextEvent) => void, startsOpen = false) {
    this.#emit = emit;
    if (startsOpen) this.#open(['</think>', '◁/think▷']);
  }

  get state(): ReasoningState {
    return this.#harmony?.state ?? this.#state;
  }

  push(text: string): void {
    this.#held += text;
    this.#drain(false);
  }

  /** Gives out what was held back as the possible beginning of a tag. */
  end(): void {
    this.#drain(true);
  }

  #drain(final: boolean): void {
    let more = this.#held !== '';
    while (more) {
      if (this.#skipSpace) {
        this.#held = this.#held.trimStart();
        if (this.#held === '') return;
        this.#skipSpace = false;
      }
      if (this.#mode === 'start') more = this.#readStart(final);
      else if (this.#mode === 'answer') more = this.#readAnswer(final);
      else if (this.#mode === 'reasoning') more = this.#readReasoning(final);
      else {
        this.#harmony?.push(this.#take(this.#held.length), final);
        more = false;
      }
    }
  }

  #readStart(final: boolean): boolean {
    const text = this.#held.trimStart();
    const opener = [...tagMarkers, ...graniteOpeners, ...harmonyOpeners].find((o) => text.startsWith(o));
    if (opener !== undefined && harmonyOpeners.includes(opener)) {
      this.#harmony = new HarmonyReader((event) => this.#give(event));
      this.#mode = 'harmony';
      return true;
    }
    if (opener !== undefined && graniteOpeners.includes(opener)) {
      this.#take(this.#held.length - text.length + opener.length);
      this.#open(graniteClosers);
      return true;
    }
    const undecided = [...tagMarkers, ...graniteOpeners, ...harmonyOpeners].some((o) => o.startsWith(text));
    if (opener === undefined && undecided && !final) return false;
    if (opener !== undefined) this.#held = text;
    this.#mode = 'answer';
    return true;
  }

  #readAnswer(final: boolean): boolean {
    let scanned = 0;
    const giveUpTo = (end: number): void => {
      this.#code.advance(this.#held.slice(scanned, end));
      this.#give({ type: 'answer', text: this.#take(end) });
    };
    const tagged = this.#held.includes('think');
    for (const match of tagged ? this.#held.matchAll(tagPattern) : []) {
      const tag = match[0];
      const pair = tags.find(([opener]) => opener === tag);
      if (pair !== undefined) {
        this.#code.advance(this.#held.slice(scanned, match.index));
        scanned = match.index;
        const end = match.index + tag.length;
        const mentioned = this.#code.inCode(this.#held.slice(end, end + longestRest), final);
        if (mentioned === null) {
          giveUpTo(match.index);
          return false;
        }
        if (mentioned) continue;
      }
      giveUpTo(match.index);
      this.#take(tag.length);
      this.#handOver();
      if (pair === undefined) this.#close();
      else this.#open([pair[1]]);
      return this.#held !== '';
    }
    giveUpTo(this.#held.length - heldBack(this.#held, tagMarkers, final));
    return false;
  }

  #readReasoning(final: boolean): boolean {
    const found = this.#closers
      .map((closer) => ({ closer, at: this.#held.indexOf(closer) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (found === undefined) {
      const kept = heldBack(this.#held, this.#closers, final);
      this.#give({ type: 'reasoning', text: this.#take(this.#held.length - kept) });
      return false;
    }
    this.#give({ type: 'reasoning', text: this.#take(found.at) });
    this.#take(found.closer.length);
    this.#close();
    return this.#held !== '';
  }

  #open(closers: readonly string[]): void {
    this.#mode = 'reasoning';
    this.#closers = closers;
    this.#state = 'open';
    this.#skipSpace = true;
  }

  #close(): void {
    this.#mode = 'answer';
    this.#state = 'closed';
    this.#skipSpace = true;
    this.#code = new CodeScanner();
  }

  /** What was answer so far belongs to the reasoning, apart from it by a blank line. */
  #handOver(): void {
    if (!this.#answered) return;
    if (this.#reasoned) this.#give({ type: 'reasoning', text: '\n\n' });
    this.#give({ type: 'answer-was-reasoning' });
  }

  #give(event: TextEvent): void {
    if (event.type === 'answer-was-reasoning') {
      this.#reasoned = true;
      this.#answered = false;
    } else {
      if (event.text === '') return;
      if (event.type === 'reasoning') this.#reasoned = true;
      else this.#answered = true;
    }
    this.#emit(event);
  }

  #take(length: number): string {
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return text;
  }
}

/** Length of the longest end of `text` that may be the beginning of a marker; 0 when nothing more comes. */
function heldBack(text: string, markers: readonly string[], final: boolean): number {
  if (final) return 0;
  // Most text holds nothing a marker may begin with.
  if (!/[<◁H]/.test(text.slice(-longestMarker))) return 0;
  const longest = Math.max(...markers.map((marker) => marker.length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (markers.some((marker) => marker.startsWith(tail))) return length;
  }
  return 0;
}

/**
 * Splits a whole stored response by its inline tags, the same way as while streaming: reasoning is what stands
 * before the last closing tag, the opener may be missing, and without any tag everything is answer.
 */
export function splitReasoning(text: string): SplitResponse {
  const parts = new TextParts();
  const splitter = new ReasoningSplitter((event) => parts.apply(event));
  splitter.push(text);
  splitter.end();
  return { reasoning: parts.reasoning, answer: parts.answer, state: splitter.state };
}

/** Whether a prompt ends in an opening tag, so that the response begins inside the reasoning. */
export function endsInOpenTag(text: string): boolean {
  const end = text.trimEnd();
  return tags.some(([opener]) => end.endsWith(opener));
}
