import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonJson } from '../../src/core/results/pythonJson.ts';
import { modelNames, sampleTasks, type SampleTask } from './sampleTasks.ts';
import { chanceFrom, Prose, type Chance } from './sampleText.ts';

/**
 * A folder as lm-evaluation-harness 0.4.13 leaves it: 20 models × 12 tasks in 240 files, 54,287 lines of 18.5 KB on
 * average for each gigabyte, and the results of each model. Chat prompts; responses with Unicode, LaTeX and escaped
 * quotes, those of every other model with marked reasoning, some of which never ends; one task has two filters, one
 * values that are NaN, one lists of true and false. The same bytes on every machine.
 */
export interface SampleFolder {
  readonly path: string;
  /** Of samples. */
  readonly files: readonly string[];
  readonly lines: number;
  readonly bytes: number;
}

const linesOfGigabyte = 54_287;
const lineBytes = 18_500;
/** Changes with what is generated. */
const version = 1;

/** The folder with so many gigabytes of samples; made at the first call. */
export function sampleFolder(under: string, gigabytes: number): SampleFolder {
  const path = join(under, `samples-${version}-${gigabytes}`);
  const stamp = `${path}.complete`;
  const lines = Math.round(linesOfGigabyte * gigabytes);
  const places = placesOf(path, lines);
  if (!existsSync(stamp)) {
    mkdirSync(under, { recursive: true });
    const { bavail, bsize } = statfsSync(under);
    if (bavail * bsize < 1.2e9 * gigabytes)
      throw new Error(`There is no room for ${gigabytes} GB in ${under}.`);
    rmSync(path, { recursive: true, force: true });
    const prose = new Prose();
    for (const place of places) writeSamples(place, prose);
    modelNames.forEach((_, model) => writeResults(places.filter((place) => place.model === model)));
    writeFileSync(stamp, '');
  }
  const files = places.map(({ file }) => file);
  return { path, files, lines, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}

interface Place {
  readonly file: string;
  readonly model: number;
  readonly task: SampleTask;
  readonly number: number;
  readonly lines: number;
}

function placesOf(path: string, lines: number): readonly Place[] {
  const count = modelNames.length * sampleTasks.length;
  return modelNames.flatMap((name, model) =>
    sampleTasks.map((task, taskNumber): Place => {
      const number = model * sampleTasks.length + taskNumber;
      const own = Math.floor(((number + 1) * lines) / count) - Math.floor((number * lines) / count);
      const file = join(path, name.replace('/', '__'), `samples_${task.name}_${stampOf(model)}.jsonl`);
      return { file, model, task, number, lines: own };
    }),
  );
}

function stampOf(model: number): string {
  return `2026-03-${String(model + 1).padStart(2, '0')}T10-11-12.131415`;
}

function writeSamples({ file, model, task, number, lines }: Place, prose: Prose): void {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'w');
  const chance = chanceFrom(number + 1);
  const documents = Math.ceil(lines / task.filters.length);
  let block = '';
  let line = 0;
  for (let item = 0; item < documents; item++) {
    for (const text of linesOf(task, item, model, chance, prose)) {
      if (line++ < lines) block += text;
    }
    if (block.length < 1 << 20 && item < documents - 1) continue;
    writeSync(descriptor, block);
    block = '';
  }
  closeSync(descriptor);
}

/** The lines of one document: one for each filter. */
function linesOf(
  task: SampleTask,
  item: number,
  model: number,
  chance: Chance,
  prose: Prose,
): readonly string[] {
  // Of the item alone, so that all models were asked the same.
  const question = JSON.parse(`"${prose.take(400, chanceFrom(1000 * item + task.name.length))}"`) as string;
  const doc = pythonJson(task.doc(item, `Invented question ${item} of ${task.name}. ${question}`));
  const gold = JSON.stringify(task.gold(item));
  const messages = [
    { role: 'system', content: 'Think, then answer in one line.' },
    { role: 'user', content: `Question: ${question}\nAnswer:` },
  ];
  const prompt = JSON.stringify(pythonJson(messages));
  const asks = `"arguments": {"gen_args_0": {"arg_0": [${prompt}], "arg_1": {"until": ["Question:"], "do_sample": false, "temperature": 0.0, "max_gen_toks": 32768}}}`;
  const hashes = `"doc_hash": "${sha256(doc)}", "prompt_hash": "${sha256(prompt)}", "target_hash": "${sha256(gold)}"`;
  const isWhole = task.filters.includes('none');
  const rest = doc.length + prompt.length + 700;
  const bytes = Math.max(200, lineBytes * (0.2 + 1.6 * chance()) - rest) / (isWhole ? 2 : 1);
  const response = responseOf(bytes, model, chance, prose);
  return task.filters.map((filter) => {
    const metrics = Object.entries(task.metrics(chance));
    const names = metrics.map(([name]) => JSON.stringify(name)).join(', ');
    const values = metrics.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ');
    const filtered = isWhole ? `"${response}"` : gold;
    return `{"doc_id": ${item}, "doc": ${doc}, "target": ${gold}, ${asks}, "resps": [["${response}"]], "filtered_resps": [${filtered}], "filter": "${filter}", "metrics": [${names}], ${hashes}, ${values}}\n`;
  });
}

function responseOf(bytes: number, model: number, chance: Chance, prose: Prose): string {
  if (model % 2 === 0) return prose.take(bytes, chance);
  const thoughts = `<think>\\n${prose.take(0.8 * bytes, chance)}`;
  return chance() < 0.03 ? thoughts : `${thoughts}\\n</think>\\n\\n${prose.take(0.2 * bytes, chance)}`;
}

/** What the harness says of a model; without metrics, which stand in its samples. */
function writeResults(places: readonly Place[]): void {
  const [first] = places;
  if (first === undefined) return;
  const name = modelNames[first.model] ?? '';
  const counts = places.map(({ task, lines }) => {
    const effective = Math.ceil(lines / task.filters.length);
    return [task.name, { original: effective, effective }] as const;
  });
  const summary = {
    results: Object.fromEntries(places.map(({ task }) => [task.name, { name: task.name, alias: task.name }])),
    group_subtasks: {},
    configs: Object.fromEntries(
      places.map(({ task }) => [task.name, { task: task.name, num_fewshot: 0, metadata: { version: 1 } }]),
    ),
    versions: Object.fromEntries(places.map(({ task }) => [task.name, 1])),
    'n-shot': Object.fromEntries(places.map(({ task }) => [task.name, 0])),
    'n-samples': Object.fromEntries(counts),
    config: { model: 'local-chat-completions', model_args: { model: name }, limit: null },
    date: 1_772_000_000 + first.model,
    model_name: name,
    model_name_sanitized: name.replace('/', '__'),
    lm_eval_version: '0.4.13',
  };
  writeFileSync(join(dirname(first.file), `results_${stampOf(first.model)}.json`), pythonJson(summary, true));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
