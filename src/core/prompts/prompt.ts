import type { Api } from '../endpoint.ts';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is sent for an item, exactly: messages (`chat`) or text (`completions`). */
export interface Prompt {
  readonly api: Api;
  /** For `chat`; empty for `completions`. */
  readonly messages: readonly Message[];
  /** For `completions`; empty for `chat`. */
  readonly text: string;
  readonly stop: readonly string[];
  /** Option texts in the order they were sent, for multiple choice; else null. */
  readonly choices: readonly string[] | null;
  /** SHA-256 (hex) of api, messages, text and stop. */
  readonly hash: string;
}
