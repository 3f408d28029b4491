import { describe, expect, it } from 'vitest';
import type { FileReading } from '../../../../src/core/results/formats/format.ts';
import { readResults } from '../../../../src/core/results/formats/readResults.ts';
import { memorySource, readContext } from '../support/memorySource.ts';
import { resultsPath, valuesOf } from './lmEvalFixtures.ts';

const config = { model: 'hf', model_args: { pretrained: 'org/tiny' }, limit: null };
const harness = {
  results: {
    mmlu: { ' ': ' ', alias: 'mmlu' },
    gsm8k: { alias: 'gsm8k', 'exact_match,strict-match': 0.25, 'exact_match_stderr,strict-match': 'N/A' },
    arc_easy: { alias: 'arc_easy', 'acc,none': 0.75, 'acc_stderr,none': 0.125 },
  },
  'n-samples': { gsm8k: { original: 8, effective: 8 }, arc_easy: { original: 4, effective: 4 } },
  config,
};
const example = (id: number, answers: readonly string[]) => ({
  id,
  problem: `What is ${id}?`,
  expected_answer: String(id),
  model_outputs: answers.map((answer) => `It is ${answer}.`),
  model_answers: answers,
});
const alchemy = {
  results: {
    AIME24: {
      examples: [example(2, ['2', '3']), example(4, ['4', ''])],
      run_stats: [{ num_solved: 2 }, { num_solved: 0 }],
      accuracy_avg: 0.5,
      num_repeat: 2,
    },
  },
  config,
};

const reported = (reading: FileReading): Readonly<Record<string, number>> =>
  Object.fromEntries(
    reading.parts.flatMap(({ task, metrics }) =>
      metrics.map(({ name, value }) => [`${task ?? ''} ${name}`, value]),
    ),
  );

describe.each([
  ['lm-evaluation-harness', harness],
  ['evalchemy', alchemy],
])('damaged results of %s', (_name, file) => {
  it('are never read as other numbers, nor end in an exception', async () => {
    const content = Buffer.from(JSON.stringify(file, null, 1));
    const read = async (bytes: Uint8Array) => {
      const context = readContext();
      const reading = await readResults(memorySource(resultsPath, bytes), context);
      return reading === null ? null : { reading, values: valuesOf(reading, context) };
    };
    const whole = await read(content);
    if (whole === null) throw new Error('not read');
    const right = reported(whole.reading);
    expect(Object.keys(right).length).toBeGreaterThan(0);
    let seed = 5;
    const random = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
    for (let round = 0; round < 600; round++) {
      const damaged = Buffer.from(content);
      const at = Math.floor(random() * damaged.length);
      damaged[at] = Math.floor(random() * 256);
      const found = await read(damaged);
      if (found === null || found.reading.problems.length > 0) continue;
      const line = content.toString('utf8', content.lastIndexOf(10, at) + 1, content.indexOf(10, at));
      for (const [name, value] of Object.entries(reported(found.reading))) {
        // What a name or a number itself became cannot be told from one that was meant.
        if (right[name] !== value) expect(line).toMatch(/^ +"[^"]*": (?:[\d.]+|\{),?$/);
      }
      for (const [name, value] of Object.entries(found.values)) {
        if (whole.values[name] === value) continue;
        // An answer, a gold answer or an id that became another one.
        expect(line, name).toMatch(/^ +(?:"(?:id|expected_answer|num_solved)": .*|"[^"]*",?|"AIME24": \{)$/);
      }
    }
  });
});
