import { createHash } from 'node:crypto';

import type { Item } from '../items/item.ts';
import { say, verbatim } from '../say.ts';
import type { ResultSample } from './formats/format.ts';
import type { Sample } from './sample.ts';
import type { SavedSample } from './savedSample.ts';

/** A whole sample of another tool as ours are: its texts as saved, its verdict that tool's. */
export function wholeSample(whole: ResultSample, saved: SavedSample): Sample {
  const messages = whole.prompt ?? [];
  return {
    item: itemOf(whole, saved),
    label: saved.label,
    model: saved.model,
    repeat: saved.repeat,
    api: 'chat',
    prompt: {
      api: 'chat',
      messages,
      text: '',
      stop: [],
      choices: whole.choices,
      hash: createHash('sha256').update(JSON.stringify(messages), 'utf8').digest('hex'),
    },
    sampling: saved.sampling,
    trace: {
      status: whole.status,
      flags: whole.flags,
      reasoning: whole.reasoning,
      answer: whole.answer,
      finishReason: whole.finishReason,
      usage: whole.usage,
      timing: { startedAt: saved.endedAt, ttftMs: null, durationMs: 0 },
      sent: null,
      error: whole.error === null ? null : { kind: 'other', message: whole.error },
    },
    score: scoreOf(whole, saved),
    endedAt: saved.endedAt,
  };
}

function itemOf(whole: ResultSample, saved: SavedSample): Item {
  return {
    ...saved.item,
    domain: null,
    record: whole.record ?? {},
    question: whole.question,
    // Where the tool did not save it, the item's own file may have told it.
    gold: whole.gold ?? saved.gold,
    textHash: saved.textHash,
    location: { file: saved.file, line: null, bytes: null },
  };
}

function scoreOf(whole: ResultSample, { tool, value, reason }: SavedSample): Sample['score'] {
  const said =
    whole.scores.find(({ metric }) => metric === tool?.metric) ??
    whole.scores.find(({ metric }) => tool?.metric?.startsWith(metric) === true) ??
    whole.scores[0];
  const explanation = toldBeside(said?.explanation?.trim() ?? '', whole);
  const words = explanation === '' ? reason : say`${reason}: ${verbatim(explanation)}`;
  return { value, extracted: said?.extracted ?? null, range: null, rule: said?.metric ?? '', reason: words };
}

/** Words of an explanation that are shown. */
const longestExplanation = 300;

/** An explanation as far as it says more than the response itself: some scorers give that as theirs. */
function toldBeside(explanation: string, { answer, reasoning }: ResultSample): string {
  if (answer.includes(explanation) || reasoning.includes(explanation)) return '';
  const text = explanation.replace(/\s+/g, ' ');
  return text.length <= longestExplanation ? text : `${text.slice(0, longestExplanation - 1)}…`;
}
