import type { Item } from '../../core/items/item.ts';
import { scoreTrace } from '../../core/scorers/registry.ts';
import type { Score } from '../../core/scorers/score.ts';
import { settle, type ScoreHelp } from '../../core/scorers/settle.ts';
import type { Trace } from '../../core/traces/trace.ts';

/** Scores a trace, whatever its scorer has to ask for it. */
export type ScoreSample = (
  item: Pick<Item, 'benchmark' | 'record' | 'own'>,
  trace: Pick<Trace, 'status' | 'flags' | 'answer'>,
  choices: readonly string[] | null,
) => Promise<Score>;

/** Scores with the help that is there, until `signal` ends what takes long. */
export function scoreWith(help: ScoreHelp, signal?: AbortSignal): ScoreSample {
  return (item, trace, choices) => settle(scoreTrace(item, trace, choices), help, signal);
}
