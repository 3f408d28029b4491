import * as vscode from 'vscode';
import type { Sampling } from '../core/endpoint.ts';
import { verdictKind } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { optionNamed } from '../core/results/options.ts';
import type { Score } from '../core/scorers/score.ts';
import { finishOf } from '../core/traces/ending.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { Trace, TraceError, TraceFlag } from '../core/traces/trace.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords, decimalWords } from './language.ts';
import type { Remedy, Verdict } from '../protocol.ts';
import { failureAdvice } from './failureAdvice.ts';

/** A flag as a person reads it. */
export function flagWords(flag: TraceFlag): string {
  switch (flag) {
    case 'reasoning-unclosed':
      return vscode.l10n.t('reasoning never closed');
    case 'no-final-answer':
      return vscode.l10n.t('no text after the reasoning');
    case 'finish-missing':
      return vscode.l10n.t('the stream ended without a finish reason');
    case 'empty':
      return vscode.l10n.t('empty response');
    case 'content-filter':
      return vscode.l10n.t('stopped by a content filter');
    case 'sampling-ignored':
      return vscode.l10n.t('the server ignores part of the sampling');
  }
}

/** Why a trace has no answer or did not end well, in whole sentences; null where there is nothing to say. */
export function endWords(trace: Trace, note: string | undefined): string | null {
  const words: string[] = [];
  if (trace.error) {
    words.push(inLanguage(trace.error.message));
    const advice = failureAdvice(trace.error);
    if (advice !== null) words.push(advice);
  } else if (
    trace.status === 'truncated' &&
    trace.finishReason !== null &&
    finishOf(trace.finishReason) === 'cut'
  ) {
    words.push(cutWords(trace));
  } else if (trace.flags.includes('reasoning-unclosed')) {
    words.push(vscode.l10n.t('The reasoning was never closed.'));
  }
  if (note !== undefined) words.push(note);
  return words.join(' ') || null;
}

/** What a reader must know of a saved trace beside its own words; undefined where there is nothing. */
export function savedNote({ tool }: Pick<SavedSample, 'tool'>, trace: Trace): string | undefined {
  // Where a tool says nothing of the end, that the text is whole is only likely.
  const isUnsaid = tool !== undefined && trace.status === 'complete' && trace.finishReason === null;
  return isUnsaid
    ? vscode.l10n.t('How the response ended is not saved: it may have been cut off.')
    : undefined;
}

/** Servers count a few tokens more or less than what is generated; below this share it was not that limit. */
const reachedShare = 0.95;

function cutWords({ sent, usage }: Trace): string {
  if (sent !== null)
    return usage.completionTokens !== null && usage.completionTokens < reachedShare * sent.maxTokens
      ? vscode.l10n.t(
          'The server stopped after {0} tokens, although {1} were allowed: its own limit or context may be lower.',
          countWords(usage.completionTokens),
          countWords(sent.maxTokens),
        )
      : vscode.l10n.t('The trace was cut at the token limit of {0}.', countWords(sent.maxTokens));
  return usage.completionTokens === null
    ? vscode.l10n.t('The trace was cut at the token limit.')
    : vscode.l10n.t(
        'The trace was cut at the token limit, after {0} tokens.',
        countWords(usage.completionTokens),
      );
}

/** Why a request is sent again, and when. */
export function retryWords(event: Extract<GenerateEvent, { type: 'retrying' }>): string {
  const seconds = decimalWords(event.waitMs / 1000, event.waitMs < 10_000 ? 1 : 0);
  return vscode.l10n.t(
    '{0} Asking again in {1} s (try {2}).',
    inLanguage(event.reason),
    seconds,
    event.attempt,
  );
}

/**
 * Sampling on one line; what is absent is the server's own default and is not named.
 *
 * @param sentMaxTokens the `max_tokens` of the request where the sampling left it open; null where it is not known
 */
export function samplingWords(sampling: Sampling, sentMaxTokens: number | null = null): string {
  const parts: string[] = [];
  if (sampling.temperature !== undefined) parts.push(`T ${sampling.temperature}`);
  if (sampling.topP !== undefined) parts.push(`top-p ${sampling.topP}`);
  if (sampling.maxTokens !== undefined) {
    parts.push(vscode.l10n.t('max {0} tokens', countWords(sampling.maxTokens)));
  }
  if (sampling.seed !== undefined) parts.push(vscode.l10n.t('seed {0}', sampling.seed));
  if (sampling.extraBody !== undefined) parts.push(Object.keys(sampling.extraBody).join(', '));
  // The limit alone would read as if it were all that is known of the sampling.
  if (parts.length === 0) parts.push(vscode.l10n.t("server's default sampling"));
  if (sentMaxTokens !== null) {
    parts.push(vscode.l10n.t('max {0} tokens (default)', countWords(sentMaxTokens)));
  }
  return parts.join(' · ');
}

const remediesByKind: Partial<Record<TraceError['kind'], readonly Remedy[]>> = {
  unauthorized: ['set-key', 'edit-endpoints'],
  'no-chat-template': ['use-completions', 'edit-endpoints'],
  refused: ['edit-endpoints'],
  'model-not-found': ['edit-endpoints'],
  'not-openai': ['edit-endpoints'],
};

/** What may help where a request failed. */
export function remediesOf({ error }: Pick<Trace, 'error'>): readonly Remedy[] {
  return (error ? remediesByKind[error.kind] : undefined) ?? [];
}

/** A score as the panel shows it. */
export function verdictOf(score: Score, gold: string | null, choices: readonly string[] | null): Verdict {
  const named = (text: string): string => (choices && optionNamed(text, choices)) ?? text;
  return {
    kind: verdictKind(score.value),
    value: score.value,
    extracted: score.extracted === null ? null : named(score.extracted),
    gold: gold === null ? null : named(gold),
    reason: inLanguage(score.reason),
    rule: score.rule,
    range: score.range,
    parts: score.parts ?? null,
    checks: (score.checks ?? []).map(({ name, right, reason }) => ({
      name,
      right,
      reason: inLanguage(reason),
    })),
    ...(score.judge === undefined ? {} : { judge: score.judge }),
  };
}

/** A verdict is against the gold answer of its time; undefined where the item still has that. */
export function goldNote(then: string | null, now: string | null): string | undefined {
  if (then === now) return undefined;
  return now === null
    ? vscode.l10n.t('The item has no gold answer any more; the verdict is against the one it had.')
    : vscode.l10n.t('The gold answer is {0} now; the verdict is against the one the item had.', now);
}
