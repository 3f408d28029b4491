import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { type JsonObject, isJsonObject, type JsonValue, parseJson } from '../../../src/core/json.ts';
import { pythonJson } from '../../../src/core/results/pythonJson.ts';
import { readSampleHead, readSampleLine } from '../../../src/core/results/readSampleLine.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import { chatPrompt, failedSample, legs, sample, trace, truncatedSample } from './fixtures.ts';

const context = { convention: 'own', itemsInFile: 4 };
const realLogs = path.resolve(import.meta.dirname, '../../../../shared/data/lm-eval');

function object(text: string): JsonObject {
  const json = parseJson(text);
  if (!json.ok || !isJsonObject(json.value)) throw new Error(`not an object: ${text}`);
  return json.value;
}

function written(changed: Sample): JsonObject {
  return object(writeSampleLine(changed, context));
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('a sample as a line', () => {
  test('has the keys of the harness, ours in one of its own', () => {
    const json = written(sample());
    expect(Object.keys(json).join(' ')).toBe(
      'doc_id doc target arguments resps filtered_resps trace filter metrics doc_hash prompt_hash target_hash exact_match',
    );
    const { doc, trace: _, ...rest } = json;
    expect(doc).toEqual(legs(2).record);
    expect(rest).toEqual({
      doc_id: 1,
      target: '8',
      arguments: {
        gen_args_0: {
          arg_0: ['[{"role": "user", "content": "How many legs have 2 tables with four legs each?"}]'],
          arg_1: { until: [], do_sample: true, temperature: 0.6, top_p: 0.95, max_gen_toks: 512 },
        },
      },
      resps: [['The answer is \\boxed{8}.']],
      filtered_resps: ['The answer is \\boxed{8}.'],
      filter: 'none',
      metrics: ['exact_match'],
      doc_hash: sha256(
        '{\n  "problem": "How many legs have 2 tables with four legs each?",\n  "answer": "8",\n  "unique_id": "legs/2",\n  "level": 1\n}',
      ),
      prompt_hash: sha256(
        '[{"role": "user", "content": "How many legs have 2 tables with four legs each?"}]',
      ),
      target_hash: sha256('8'),
      exact_match: 1,
    });
  });

  test('is one line, whatever the texts hold', () => {
    const texts = 'a\nb\r\nc\u2028d\u0000"\\ 😀 \ud800';
    const line = writeSampleLine(sample({ trace: { ...trace, answer: texts, reasoning: texts } }), context);
    expect(line.split('\n')).toHaveLength(1);
    const read = readSampleLine(line);
    expect(read.ok && read.value.trace.answer).toBe(texts);
  });

  test('how long it was waited for, and how often it was sent, where that was more than once', () => {
    const once = sample();
    const timing = { ...once.trace.timing, waitedMs: 12_000, tries: 3 };
    const again = sample({ trace: { ...once.trace, timing } });
    const read = readSampleLine(writeSampleLine(again, context));
    expect(read.ok && read.value.trace.timing).toEqual(timing);
    const { trace: written } = object(writeSampleLine(once, context));
    expect(isJsonObject(written) && isJsonObject(written.timing) && Object.keys(written.timing)).toEqual([
      'started_at',
      'ttft_ms',
      'duration_ms',
    ]);
  });

  test('the text of a completions prompt stands as it is, stop strings of both kinds with it', () => {
    const prompt = {
      ...chatPrompt(''),
      api: 'completions' as const,
      messages: [],
      text: 'Q: 2?\nA:',
      stop: ['Q:'],
    };
    const json = written(
      sample({ api: 'completions', prompt, sampling: { temperature: 0, stop: ['\n\n', 'Q:'], repeats: 1 } }),
    );
    expect(json.arguments).toEqual({
      gen_args_0: { arg_0: 'Q: 2?\nA:', arg_1: { until: ['Q:', '\n\n'], do_sample: false, temperature: 0 } },
    });
    expect(json.prompt_hash).toBe(sha256('Q: 2?\nA:'));
  });

  test('the value counts as the rules of counting say, and is never right without a score', () => {
    const metric = (changed: Sample) => {
      const { metrics, exact_match } = written(changed);
      return JSON.stringify([metrics, exact_match ?? 'absent']);
    };
    const noScorer = { value: null, extracted: null, range: null, rule: 'none', reason: 'No scorer yet.' };
    expect({
      right: metric(sample()),
      truncated: metric(truncatedSample()),
      failed: metric(failedSample()),
      cancelled: metric(failedSample({ trace: { ...trace, status: 'cancelled' } })),
      noScorer: metric(sample({ score: noScorer })),
    }).toEqual({
      right: '[["exact_match"],1]',
      truncated: '[["exact_match"],0]',
      failed: '[[],"absent"]',
      cancelled: '[[],"absent"]',
      noScorer: '[[],"absent"]',
    });
  });

  test('the reasoning is not in the response that other tools score', () => {
    const json = written(truncatedSample());
    expect([json.resps, json.filtered_resps]).toEqual([[['']], ['']]);
  });

  test('the metric is called as the harness calls it', () => {
    const names = ['AIME24', 'GPQA-Diamond', 'ACPBench', 'HeadQA', 'MC-TACO', 'CoQA'].map((benchmark) => {
      const json = written(sample({ item: { ...legs(2), benchmark } }));
      return `${benchmark} ${Object.keys(json).at(-1) ?? ''} ${JSON.stringify(json.metrics)}`;
    });
    expect(names).toEqual([
      'AIME24 exact_match ["exact_match"]',
      'GPQA-Diamond exact_match ["exact_match"]',
      'ACPBench exact_match ["exact_match"]',
      'HeadQA acc ["acc"]',
      'MC-TACO acc ["acc"]',
      'CoQA f1 ["f1"]',
    ]);
  });

  test('doc_id tells items apart, on lines and on one line', () => {
    const id = (line: number | null, start: number) =>
      written(sample({ item: { ...legs(2), location: { file: '/f', line, bytes: [start, start + 5] } } }))
        .doc_id;
    expect([id(1, 3), id(7, 900), id(1, 1), id(1, 250), id(null, 0)]).toEqual([0, 6, 0, 250, 0]);
  });
});

describe('a line read back', () => {
  test('is the same sample', () => {
    const samples = [
      sample(),
      failedSample({ repeat: 3 }),
      truncatedSample({
        sampling: { repeats: 4, seed: 7, stop: ['x'], system: 'Be brief.', extraBody: { top_k: 5 } },
      }),
      sample({
        prompt: { ...chatPrompt('Which?'), choices: ['red', 'blue'], stop: ['\n'] },
        score: {
          value: 0.5,
          extracted: null,
          range: null,
          rule: 'parts',
          reason: 'Half.',
          parts: { right: 1, of: 2 },
          checks: [{ name: 'punctuation:no_comma', right: false, reason: 'There is one.' }],
          measures: { em: 0, loose: 1 },
        },
        item: {
          ...legs(3),
          gold: null,
          task: 'sub',
          domain: null,
          location: { file: 'f', line: null, bytes: null },
        },
      }),
    ];
    for (const each of samples) {
      expect(readSampleLine(writeSampleLine(each, context))).toEqual({ ok: true, value: each });
    }
  });

  test('keeps every digit of a big id, in the item and in its record', () => {
    const big = 9_007_199_254_740_993n;
    const item = { ...legs(2), id: big.toString(), record: { id: -big, nested: [{ big }] as JsonValue[] } };
    const line = writeSampleLine(sample({ item }), context);
    expect(line).toContain('"id": -9007199254740993, "nested": [{"big": 9007199254740993}]');
    const read = readSampleLine(line);
    expect(read.ok && read.value.item).toEqual(item);
  });

  test('of an older version, which did not save what was sent, is a sample all the same', () => {
    const json = written(sample());
    delete (json.trace as Record<string, unknown>).sent;
    const reading = readSampleLine(JSON.stringify(json));
    expect(reading.ok && reading.value.trace).toEqual({ ...trace, sent: null });
  });

  test('the head says the same as the sample', () => {
    const prompt = { ...sample().prompt, choices: ['6', '8', `10${'0'.repeat(200)}`] };
    const head = readSampleHead(writeSampleLine(truncatedSample({ repeat: 2, prompt }), context));
    expect(head).toEqual({
      ok: true,
      value: {
        item: { benchmark: 'MATH-500', task: null, id: 'legs/2' },
        textHash: 'hash of How many legs have 2 tables with four legs each?',
        gold: '8',
        options: ['6', '8', `10${'0'.repeat(77)}…`],
        label: 'tuned-7b',
        model: 'org/tuned-7b',
        repeat: 2,
        api: 'chat',
        convention: 'own',
        itemsInFile: 4,
        promptHash: sample().prompt.hash,
        sampling: sample().sampling,
        samplingKey: '{"maxTokens":512,"temperature":0.6,"topP":0.95}',
        status: 'truncated',
        flags: ['reasoning-unclosed'],
        value: null,
        extracted: null,
        reason: 'The trace was cut off.',
        usage: trace.usage,
        endedAt: '2026-01-02T03:04:06.000Z',
      },
    });
  });

  test('the head knows why a sample failed, as far as the line says it', () => {
    const line = writeSampleLine(failedSample(), context);
    const failure = (text: string): string | undefined => {
      const head = readSampleHead(text);
      return head.ok ? (head.value.failure ?? 'none') : head.why;
    };
    expect(failure(line)).toBe('refused');
    expect(failure(line.replace('"kind": "refused"', '"kind": "eclipse"'))).toBe('other');
    expect(failure(line.replace('"error": {', '"mistake": {'))).toBe('none');
    expect(failure(line.replace('"error": {', '"error": "none", "mistake": {'))).toBe('none');
    expect(failure(writeSampleLine(sample(), context))).toBe('none');
  });

  test('what is none is refused with the field', () => {
    const line = writeSampleLine(sample(), context);
    const why = (text: string) => {
      const [full, head] = [readSampleLine(text), readSampleHead(text)];
      return `${full.ok ? 'ok' : full.why} / ${head.ok ? 'ok' : head.why}`;
    };
    expect(why(line.slice(0, 200))).toBe('is not JSON / is not JSON');
    expect(why('{"doc_id": 0, "exact_match": 1}')).toMatch(/"doc".* \/ has no usable "trace"/);
    expect(why(line.replace('"status": "complete"', '"status": "perfect"'))).toMatch(
      /"trace\.status".*\/.*"trace\.status"/,
    );
    expect(why(line.replace('"value": 1', '"value": 7'))).toMatch(
      /"trace\.score\.value".*\/.*"trace\.score\.value"/,
    );
    expect(why(line.replace('"ended_at": "2026-01-02T03:04:06.000Z"', '"ended_at": "soon"'))).toMatch(
      /"trace\.ended_at" \(not a date\)/,
    );
    expect(why('[]')).toMatch(/^has no usable|^is not a sample/);
  });

  test('what a later version adds does no harm', () => {
    const line = writeSampleLine(truncatedSample(), context)
      .replace('["reasoning-unclosed"]', '["reasoning-unclosed", "looped"]')
      .replace('"trace": {', '"trace": {"mood": "good", ');
    const read = readSampleLine(line);
    expect(read.ok && read.value.trace.flags).toEqual(['reasoning-unclosed']);
  });
});

describe.skipIf(!existsSync(realLogs))(
  'real logs of lm-evaluation-harness (in ../shared; skipped where absent)',
  () => {
    const files = existsSync(realLogs)
      ? readdirSync(realLogs, { recursive: true, encoding: 'utf8' }).filter((name) =>
          name.includes('samples_'),
        )
      : [];
    const docs = files.flatMap((name) =>
      readFileSync(path.join(realLogs, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ line, json: object(line) })),
    );

    test('there are some', () => expect(docs.length).toBeGreaterThan(100));

    test('every one has the keys we write, in our order, ours apart', () => {
      const { trace: _, ...own } = written(sample());
      for (const { json } of docs) {
        expect(Object.keys(json).join(' ')).toBe(Object.keys(own).join(' '));
        const { gen_args_0: args } = object(pythonJson(json.arguments ?? null));
        expect(Object.keys(object(pythonJson(args ?? null)))).toEqual(['arg_0', 'arg_1']);
      }
    });

    test('our layout and our hashes are theirs', () => {
      for (const { line, json } of docs) {
        expect(sha256(pythonJson(json.doc ?? null, true))).toBe(json.doc_hash);
        const [argument] = object(pythonJson(object(pythonJson(json.arguments ?? null)).gen_args_0 ?? null))
          .arg_0 as JsonValue[];
        expect(sha256(text(argument))).toBe(json.prompt_hash);
        const content = parseJson(text(argument));
        expect(content.ok && pythonJson(content.value)).toBe(argument);
        // A float without a fraction is the one thing that is written otherwise.
        expect(pythonJson(json)).toBe(line.replaceAll(/(?<=": )(-?\d+)\.0(?=[,}])/g, '$1'));
      }
    });
  },
);
