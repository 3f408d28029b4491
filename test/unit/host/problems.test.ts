import { expect, test } from 'vitest';
import { markedIn } from '../../../src/host/problems.ts';

/** What is marked of a line. */
const marked = (text: string, field?: string): string => text.slice(...markedIn(text, field));
const long = `{"problem": "${'x'.repeat(5000)}", "answer": "", "choices": {"text": []}}`;

test("a field's name is marked where it stands once, else the beginning of the line's text", () => {
  expect(marked(long, 'answer')).toBe('"answer"');
  expect(marked(long, 'choices.text')).toBe('"text"');
  expect(marked(long, 'choices[2]')).toBe('"choices"');
  expect(marked(long)).toBe(long.slice(0, 80));
  expect(marked(long, 'id')).toBe(long.slice(0, 80));
  expect(marked('{"a": "\\"b\\"", "b": 1, "c": {"b": 2}}', 'b')).toBe(
    '{"a": "\\"b\\"", "b": 1, "c": {"b": 2}}',
  );
  expect(marked('  [1, 2]  ')).toBe('[1, 2]');
  expect(marked('')).toBe('');
  expect(markedIn(null, 'answer')).toEqual([0, 80]);
});
