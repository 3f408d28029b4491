import type { ColumnHead } from './words.ts';

/** One text that was sent, and the labels that got it; `labels` is empty where all got the same. */
export interface SentPrompt {
  readonly labels: readonly string[];
  readonly text: string;
  /** Tokens of the prompt as servers counted them, each count once. */
  readonly tokens: readonly number[];
}

/** The exact texts sent for the samples in view: chat and completions endpoints get different ones. */
export function promptsOf(heads: readonly ColumnHead[]): SentPrompt[] {
  const known = heads.flatMap((head) => (head.prompt === null ? [] : [{ ...head, prompt: head.prompt }]));
  const byText = Map.groupBy(known, ({ prompt }) => prompt);
  return [...byText].map(([text, of]) => ({
    labels: byText.size === 1 ? [] : of.map(({ label }) => label),
    text,
    tokens: [...new Set(of.flatMap(({ promptTokens }) => promptTokens ?? []))],
  }));
}
