import type { Sample } from '../sample.ts';
import { metricOf, type ScoredAs } from '../metric.ts';
import { readSampleHead, readSampleLine } from '../readSampleLine.ts';
import { taskName } from '../taskName.ts';
import type { ResultSample, SamplePlace } from './format.ts';
import { scanLines } from './lines.ts';
import type { ResultSource } from './source.ts';

/** One of our samples, whole; null where its line is no longer one. */
export async function readOurSample(
  source: ResultSource,
  { place }: SamplePlace,
): Promise<ResultSample | null> {
  if (!source.path.endsWith('.jsonl')) return null;
  let text = '';
  await scanLines(
    source,
    ({ bytes }) => {
      text = bytes.toString('utf8');
      return false;
    },
    { offset: place, line: 1 },
  );
  const read = readSampleLine(text);
  const head = readSampleHead(text);
  return read.ok && head.ok ? ofSample(read.value, head.value) : null;
}

function ofSample({ item, repeat, prompt, trace, score }: Sample, as: ScoredAs): ResultSample {
  const { status, flags, reasoning, answer, finishReason, usage, error } = trace;
  return {
    task: taskName(item),
    id: item.id,
    question: item.question,
    gold: item.gold,
    record: item.record,
    choices: prompt.choices,
    prompt: prompt.api === 'chat' ? prompt.messages : [{ role: 'user', content: prompt.text }],
    repeat,
    reasoning,
    answer,
    status,
    flags,
    finishReason,
    usage,
    scores: [
      {
        metric: `${metricOf(item.benchmark, as)},none`,
        value: score.value,
        extracted: score.extracted,
        explanation: score.reason === '' ? null : score.reason,
      },
    ],
    error: error?.message ?? null,
  };
}
