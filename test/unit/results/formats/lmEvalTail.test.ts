import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import { lineTail } from '../../../../src/core/results/formats/lmEvalTail.ts';
import { TailForms } from '../../../../src/core/results/formats/lmEvalTailForm.ts';

const hash = (digit: string): string => digit.repeat(64);

/** A line as Python writes it, with a response that looks like an end itself. */
function line(values: string, filter = 'none', metrics = '["exact_match", "acc"]'): Buffer {
  const response = JSON.stringify(`so, "filter": "none", "exact_match": 1.0}`);
  return Buffer.from(
    `{"doc_id": 3, "doc": {"a": 1}, "target": "é", "resps": [[${response}]], "filtered_resps": [${response}], "filter": "${filter}", "metrics": ${metrics}, "doc_hash": "${hash('a')}", "prompt_hash": "${hash('b')}", "target_hash": "${hash('c')}", ${values}}`,
  );
}

/** What an index takes of an end. */
function taken(tail: JsonObject | null): unknown {
  if (tail === null) return null;
  return Object.entries(tail).filter(([key]) => key !== 'prompt_hash' && key !== 'target_hash');
}

function learned(...lines: readonly Buffer[]): TailForms {
  const forms = new TailForms();
  for (const one of lines) lineTail(one, true, forms);
  return forms;
}

describe('the ends of lines of one form', () => {
  test.each([
    '"exact_match": 0.0, "acc": 1',
    '"exact_match": 0.5048960440326482, "acc": -1e-05',
    '"exact_match": true, "acc": false',
    '"exact_match": NaN, "acc": 12',
  ])('are read as if parsed: %s', (values) => {
    const forms = learned(line('"exact_match": 1.0, "acc": 0'));
    expect(forms.read(line(values))).not.toBeNull();
    expect(taken(lineTail(line(values), true, forms))).toEqual(taken(lineTail(line(values), true)));
  });

  test('are told apart by their filters', () => {
    const forms = learned(
      line('"exact_match": 1.0, "acc": 0'),
      line('"exact_match": 1.0, "acc": 0', 'strict'),
    );
    expect(forms.read(line('"exact_match": 0.0, "acc": 0', 'strict'))?.filter).toBe('strict');
    expect(forms.read(line('"exact_match": 0.0, "acc": 0', 'loose'))).toBeNull();
  });

  test.each([
    ['another key', '"exact_match": 1.0, "acc": 0, "more": 1'],
    ['a key less', '"exact_match": 1.0'],
    ['another order', '"acc": 0, "exact_match": 1.0'],
    ['a list', '"exact_match": [1, 2], "acc": 0'],
    ['text', '"exact_match": "1.0", "acc": 0'],
    ['no number of JSON', '"exact_match": 01, "acc": 0'],
    ['a brace more', '"exact_match": 1.0, "acc": 0}'],
  ])('are of no known form with %s', (_, values) => {
    expect(learned(line('"exact_match": 1.0, "acc": 0')).read(line(values))).toBeNull();
  });

  test('a form with values that cannot be read from their places is not learned', () => {
    const list = line('"exact_match": [true, false], "acc": 0');
    expect(learned(list).read(list)).toBeNull();
  });

  test('no damage is read that would not be parsed', () => {
    const whole = line('"exact_match": 1.0, "acc": 0.25');
    const forms = learned(whole);
    const start = whole.lastIndexOf('"filter"') - 3;
    let read = 0;
    for (let at = start; at < whole.length; at++) {
      for (const byte of [0, 10, 32, 34, 44, 48, 57, 92, 97, 125, 200]) {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        const found = forms.read(damaged);
        if (found === null) continue;
        read += 1;
        expect(taken(found)).toEqual(taken(lineTail(damaged, true)));
      }
    }
    expect(read).toBeGreaterThan(0);
  });
});
