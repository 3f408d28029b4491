import * as v from 'valibot';

import type { Problem } from '../../problem.ts';
import { judgeText } from '../../traces/ending.ts';
import { splitReasoning } from '../../traces/reasoning.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState } from '../sampleSet.ts';
import type { FileReading, ReadContext, ResultSample, SamplePlace } from './format.ts';
import { chosenSplit, helmFolder } from './helmNames.ts';
import { RequestState, ScenarioState, type HelmRequest } from './helmSchema.ts';
import { wrongShape } from './helmStats.ts';
import { readJsonFile } from './jsonFile.ts';
import type { ResultSource } from './source.ts';

/** `scenario_state.json`: the texts. What they scored is in `per_instance_stats.json`, so this set has no metric. */
export async function readRequests(
  source: ResultSource,
  { items, wanted }: ReadContext,
): Promise<FileReading> {
  const file = source.path;
  const { run, model, task } = helmFolder(file);
  const json = await readJsonFile(source);
  if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
  const state = v.safeParse(ScenarioState, json.value);
  if (!state.success) return { parts: [], samples: [], problems: [wrongShape(file, state.issues[0])] };
  const problems: Problem[] = [];
  const requests: { readonly place: number; readonly request: HelmRequest }[] = [];
  for (const [place, value] of state.output.request_states.entries()) {
    if (place % 256 === 0 && !wanted()) break;
    const parsed = v.safeParse(RequestState, value);
    if (!parsed.success) problems.push(wrongShape(file, parsed.issues[0], `request_states.${place}`));
    else if (counts(parsed.output)) requests.push({ place, request: parsed.output });
  }
  const split = chosenSplit(requests.map(({ request }) => request.instance.split));
  const set = new SampleSetBuilder({ run, model: state.output.adapter_spec?.model ?? model, task });
  for (const { place, request } of requests) {
    if (request.instance.split !== split) continue;
    const { status } = judge(request);
    set.add({
      item: items.add(itemOf(request, task)),
      place,
      repeat: request.train_trial_index,
      state: { complete: sampleState.ended, truncated: sampleState.truncated, failed: sampleState.failed }[
        status
      ],
      tokens: tokensOf(request),
    });
  }
  return { parts: [], samples: set.rows === 0 ? [] : [set.build()], problems };
}

/** Not what was perturbed, nor a second request for one instance: a reference each, or a calibration. */
function counts({ instance, reference_index: reference, request_mode: mode }: HelmRequest): boolean {
  return instance.perturbation === null && (reference ?? 0) === 0 && mode !== 'calibration';
}

function itemOf(request: HelmRequest, task: string): ReturnType<typeof resultItem> {
  const { id, input } = request.instance;
  return resultItem({ task, id, record: null, question: input.text, gold: goldOf(request) });
}

function goldOf({ instance }: HelmRequest): string | null {
  const right = instance.references
    .filter(({ tags }) => tags.includes('correct'))
    .map(({ output }) => output.text);
  return right[0] ?? null;
}

function tokensOf({ result }: HelmRequest): number | null {
  const count = result?.completions[0]?.tokens?.length ?? 0;
  return count === 0 ? null : count;
}

interface Judged extends Pick<ResultSample, 'reasoning' | 'answer' | 'flags' | 'finishReason'> {
  readonly status: 'complete' | 'truncated' | 'failed';
}

function judge({ result }: HelmRequest): Judged {
  const [completion] = result?.completions ?? [];
  if (result?.success !== true || completion === undefined) {
    return { status: 'failed', flags: [], reasoning: '', answer: completion?.text ?? '', finishReason: null };
  }
  const finishReason = completion.finish_reason?.reason ?? null;
  const thinking = completion.thinking?.text ?? '';
  const split = splitReasoning(completion.text);
  const reasoning = [thinking, split.reasoning].filter((text) => text !== '').join('\n\n');
  const text = { reasoning, answer: split.answer, state: split.state, separateReasoning: thinking !== '' };
  return { reasoning, answer: split.answer, finishReason, ...judgeText(finishReason ?? '', text) };
}

/** A sample with its texts; null in the files that hold none. */
export async function requestSample(
  source: ResultSource,
  { task, place }: SamplePlace,
): Promise<ResultSample | null> {
  if (!source.path.includes('/scenario_state.json')) return null;
  const json = await readJsonFile(source);
  const state = json.ok ? v.safeParse(ScenarioState, json.value) : null;
  if (state?.success !== true) return null;
  const parsed = v.safeParse(RequestState, state.output.request_states[place]);
  if (!parsed.success) return null;
  const request = parsed.output;
  const { instance, output_mapping: mapping, result, train_trial_index: repeat } = request;
  const { status, ...judged } = judge(request);
  const sent = request.request?.prompt ?? null;
  return {
    task,
    id: instance.id,
    question: instance.input.text,
    gold: goldOf(request),
    record: null,
    choices: mapping === null || Object.keys(mapping).length < 2 ? null : Object.values(mapping),
    prompt: sent === null ? null : [{ role: 'user', content: sent }],
    repeat,
    status,
    ...judged,
    usage: { promptTokens: null, completionTokens: tokensOf(request), reasoningTokens: null },
    scores: [],
    error: status === 'failed' ? (result?.error ?? null) : null,
  };
}
