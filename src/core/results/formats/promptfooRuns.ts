import * as v from 'valibot';

import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import type { FileReading, ReadContext, ReportedMetric, RunPart } from './format.ts';
import { goldOf, modelOf, questionOf, stateOf, testKey, varsOf } from './promptfooResult.ts';
import { Result, type PromptfooPrompt, type PromptfooResult } from './promptfooSchema.ts';

/** Collects results into runs, and tests into items, whichever way they were written. */
export class PromptfooRuns {
  readonly #sets = new Map<
    string,
    { readonly set: SampleSetBuilder; readonly model: string | null; readonly items: Map<number, number> }
  >();
  readonly #ids = new Map<string, string>();
  readonly #file: string;
  readonly #task: string;
  readonly #prompts: readonly PromptfooPrompt[];
  readonly #context: ReadContext;

  constructor(file: string, task: string, prompts: readonly PromptfooPrompt[], context: ReadContext) {
    this.#file = file;
    this.#task = task;
    this.#prompts = prompts;
    this.#context = context;
  }

  /** Why a value is no result, as a clause; null where it was added. */
  add(value: unknown, place: number): string | null {
    const parsed = v.safeParse(Result, value);
    if (!parsed.success) {
      const field = v.getDotPath(parsed.issues[0]);
      return field === null ? say`is no result of a test` : say`has no usable "${field}"`;
    }
    const result = parsed.output;
    const run = this.#runOf(result);
    const known = this.#sets.get(run);
    const model = modelOf(result);
    const { set, items } = known ?? {
      set: new SampleSetBuilder({ run, model, task: this.#task }),
      items: new Map<number, number>(),
    };
    if (!known) this.#sets.set(run, { set, model, items });
    const item = this.#itemOf(result);
    const repeat = items.get(item) ?? 0;
    items.set(item, repeat + 1);
    set.add({
      item,
      place,
      repeat,
      state: stateOf(result),
      tokens: result.response?.tokenUsage?.completion ?? null,
    });
    set.metric('pass', result.success ? 1 : 0);
    set.metric('score', result.score);
    return null;
  }

  reading(problems: readonly Problem[], date: number | null): FileReading {
    return {
      parts: this.#prompts.flatMap((prompt, at) => this.#partOf(prompt, at, date) ?? []),
      samples: [...this.#sets.values()].map(({ set }) => set.build()),
      problems,
    };
  }

  #runOf(result: PromptfooResult): string {
    const { promptIdx, prompt } = result;
    const model = modelOf(result);
    const label = prompt?.label ?? null;
    const found =
      promptIdx ?? this.#prompts.findIndex((one) => one.provider === model && (one.label ?? null) === label);
    return JSON.stringify([this.#file, model, found >= 0 ? found : label]);
  }

  #itemOf(result: PromptfooResult): number {
    const key = testKey(result);
    const id = this.#ids.get(key) ?? String(result.testIdx ?? this.#ids.size);
    this.#ids.set(key, id);
    const known = `promptfoo\n${this.#file}\n${id}`;
    return (
      this.#context.items.recall(known) ??
      this.#context.items.remember(
        known,
        resultItem({
          task: this.#task,
          id,
          record: varsOf(result),
          question: questionOf(result),
          gold: goldOf(result),
        }),
      )
    );
  }

  #partOf(
    { provider, label, id, metrics }: PromptfooPrompt,
    at: number,
    date: number | null,
  ): RunPart | null {
    if (metrics === undefined) return null;
    const run = JSON.stringify([this.#file, provider, at]);
    const of = metrics.testPassCount + metrics.testFailCount + metrics.testErrorCount;
    const items = this.#sets.get(run)?.items;
    const score = metrics.score / of;
    const reported: ReportedMetric[] =
      of === 0 ? [] : [{ name: 'pass', value: metrics.testPassCount / of, stderr: null }];
    if (of > 0 && score >= 0 && score <= 1) reported.push({ name: 'score', value: score, stderr: null });
    const prompt = label !== null && label !== undefined && label.length <= 80 ? label : id;
    return {
      run,
      model: provider,
      task: this.#task,
      metrics: reported,
      n: items?.size ?? null,
      repeats: items === undefined ? null : Math.max(...items.values()),
      partial: null,
      date,
      asked: prompt === null || prompt === undefined ? {} : { prompt },
    };
  }
}
