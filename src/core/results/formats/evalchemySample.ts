import { say } from '../../say.ts';
import type { TraceFlag } from '../../traces/trace.ts';
import type { BenchExamples } from './evalchemyFile.ts';
import type { ResultSample, SamplePlace } from './format.ts';
import { documentTexts } from './lmEvalQuestion.ts';
import { splitResponse } from './lmEvalReasoning.ts';

/** One response of one item, whole; null where there is none. evalchemy saves neither prompt nor tokens. */
export function evalchemySample(bench: BenchExamples, place: SamplePlace): ResultSample | null {
  const example = bench.examples.find((each) => each.place === place.place);
  const attempt = example?.attempts.find(({ repeat }) => repeat === place.repeat);
  if (example === undefined || attempt === undefined) return null;
  const { question, gold } = documentTexts(example.record, place.task);
  const { reasoning, answer, state } = splitResponse(attempt.output ?? '', '');
  const flags: TraceFlag[] = [];
  if (state === 'open') flags.push('reasoning-unclosed');
  else if (answer.trim() === '') flags.push('empty');
  const right = bench.judge(example, attempt);
  const { verdict } = attempt;
  return {
    task: place.task,
    id: example.id,
    question: question ?? '',
    gold: gold ?? example.gold,
    record: example.record,
    choices: null,
    prompt: null,
    repeat: attempt.repeat,
    reasoning,
    answer,
    status: state === 'open' ? 'truncated' : 'complete',
    flags,
    finishReason: null,
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    scores: [
      {
        metric: bench.metric,
        value: right === null ? null : right ? 1 : 0,
        extracted: attempt.answer === '' ? null : attempt.answer,
        explanation:
          verdict === null
            ? say`evalchemy saves no verdict for each item: what it extracted was compared with the gold answer again.`
            : verdict.reason || null,
      },
    ],
    error: null,
  };
}
