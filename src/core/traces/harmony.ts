import type { ReasoningState, TextEvent } from './reasoning.ts';

const tokenPattern = /<\|(start|channel|message|end|return|call|constrain)\|>/;
/** The possible beginning of a token at the end of a text. */
const tailPattern = /<(\|([a-z]{0,9}(\|)?)?)?$/;

/**
 * Reads the harmony format of gpt-oss: messages in channels. `analysis` and `commentary` are reasoning, `final`
 * is the answer. Source: the openai/harmony format description.
 */
export class HarmonyReader {
  readonly #emit: (event: TextEvent) => void;
  #place: 'outside' | 'header' | 'body' = 'outside';
  #header = '';
  #channel: 'reasoning' | 'answer' = 'answer';
  #held = '';
  #reasoned = false;
  #answered = false;
  #state: ReasoningState = 'none';

  constructor(emit: (event: TextEvent) => void) {
    this.#emit = emit;
  }

  get state(): ReasoningState {
    return this.#state;
  }

  /** `final`: nothing more comes, so nothing is held back. */
  push(text: string, final: boolean): void {
    this.#held += text;
    let token = tokenPattern.exec(this.#held);
    while (token !== null) {
      this.#text(this.#held.slice(0, token.index));
      this.#held = this.#held.slice(token.index + token[0].length);
      this.#token(token[1] ?? '');
      token = tokenPattern.exec(this.#held);
    }
    const kept = final ? 0 : (tailPattern.exec(this.#held)?.[0].length ?? 0);
    this.#text(this.#held.slice(0, this.#held.length - kept));
    this.#held = this.#held.slice(this.#held.length - kept);
  }

  #token(name: string): void {
    if (name === 'start' || name === 'channel') {
      this.#place = 'header';
      this.#header = '';
    } else if (name === 'message') {
      this.#begin();
    } else if (name !== 'constrain') {
      if (this.#place === 'body' && this.#channel === 'reasoning') this.#state = 'closed';
      this.#place = 'outside';
    }
  }

  #begin(): void {
    const name = /^\s*(\w*)/.exec(this.#header)?.[1];
    this.#channel = name === 'analysis' || name === 'commentary' ? 'reasoning' : 'answer';
    this.#place = 'body';
    if (this.#channel === 'answer') {
      if (this.#state === 'open') this.#state = 'closed';
      return;
    }
    this.#state = 'open';
    if (this.#reasoned) this.#emit({ type: 'reasoning', text: '\n\n' });
    if (this.#answered) {
      this.#emit({ type: 'answer-was-reasoning' });
      this.#emit({ type: 'reasoning', text: '\n\n' });
      this.#answered = false;
    }
  }

  #text(text: string): void {
    if (text === '') return;
    if (this.#place === 'header') {
      this.#header += text;
      return;
    }
    // A server that drops the last header's tokens leaves the answer outside of any message.
    if (this.#place === 'outside' && text.trim() === '') return;
    const type = this.#place === 'body' ? this.#channel : 'answer';
    if (type === 'reasoning') this.#reasoned = true;
    else this.#answered = true;
    this.#emit({ type, text });
  }
}
