import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linkable } from '../../../../src/core/results/index/itemScopes.ts';
import { storeItems } from '../../../../src/core/results/index/storedItems.ts';
import { linkItems } from '../../../../src/core/results/linkItems.ts';
import { resultItem, type ResultItem } from '../../../../src/core/results/resultItem.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import type { JsonObject } from '../../../../src/core/json.ts';

const shared = new URL('../../../../../shared/data/items/', import.meta.url);

/** The group of each item, and which groups are inferred. */
function groups(items: readonly ResultItem[]): { of: number[]; inferred: number[] } {
  const links = linkItems(linkable(storeItems(items), noNames));
  return { of: [...links.group], inferred: [...links.inferred] };
}

const words = 'A lamp has three switches of which two are broken and one works every second day';

test('equal texts are one item within a benchmark, and two across benchmarks', () => {
  const item = (task: string): ResultItem =>
    resultItem({ task, id: '1', record: null, question: words, gold: '3' });
  expect(groups([item('math500'), item('hendrycks_math500'), item('gsm8k')]).of).toEqual([0, 0, 1]);
});

test('texts that differ in little are one where tool and gold answer say so, and are called inferred', () => {
  const item = (task: string, question: string, gold: string): ResultItem =>
    resultItem({ task, id: question.slice(-5), record: null, question, gold });
  const [a, b, other] = [`${words}.`, `${words} indeed.`, `${words} again.`];
  expect(groups([item('math500', a, '3'), item('hendrycks_math500', b, '3')])).toEqual({
    of: [0, 0],
    inferred: [0],
  });
  // Another answer; or one tool, which tells its items apart.
  expect(groups([item('math500', a, '3'), item('hendrycks_math500', other, '4')]).of).toEqual([0, 1]);
  expect(groups([item('math500', a, '3'), item('math500', b, '3')]).of).toEqual([0, 1]);
});

test('items of two parts of a benchmark are two, however alike they read', () => {
  const item = (task: string, group: string, question: string): ResultItem => {
    const choices = { text: ['yes, it does', 'no', 'some', 'never'], label: ['A', 'B', 'C', 'D'] };
    const record = { id: question.length, group, context: words, question, choices, answer: 'A' };
    return resultItem({ task, id: '1', record, gold: 'A' });
  };
  const left = item('acp_app_mcq', 'applicable_actions_mc', 'Which one of them?');
  const right = item('acp_reach_mcq', 'reachable_atom_mc', 'Which one of them is it?');
  expect(left.published?.task).not.toBe(right.published?.task);
  expect(groups([left, right]).of).toEqual([0, 1]);
});

test('what was published as one item is one where the texts agree, also of one task', () => {
  const doc = (problem: string): JsonObject => ({ problem, answer: '3', unique_id: 'test/1.json' });
  const item = (problem: string): ResultItem =>
    resultItem({ task: 'math500', id: '1', record: doc(problem), gold: '3' });
  expect(groups([item(`${words}.`), item(`${words} indeed.`)])).toEqual({ of: [0, 0], inferred: [0] });
  expect(groups([item(`${words}.`), item('Quite another problem of the same number')]).of).toEqual([0, 1]);
});

test('questions that differ in a number alone are two, however many words they share', () => {
  const item = (task: string, question: string): ResultItem =>
    resultItem({ task, id: question, record: null, question, gold: '3' });
  const [a, b] = [`${words}, in room 596.`, `${words}, in room 597.`];
  expect(groups([item('math500', a), item('hendrycks_math500', b)]).of).toEqual([0, 1]);
  expect(groups([item('math500', a), item('hendrycks_math500', a.replace('in', 'within'))]).of).toEqual([
    0, 0,
  ]);
});

test('an item without a text is found by its id where only one has that', () => {
  const text = resultItem({ task: 'humaneval', id: 'HumanEval/0', record: null, question: words });
  const bare = (id: string): ResultItem => resultItem({ task: 'humaneval', id, record: null });
  expect(groups([text, bare('HumanEval/0'), bare('HumanEval/1')]).of).toEqual([0, 0, 1]);
});

test.skipIf(!existsSync(shared))('all items of AIME24 link across the two published layouts', () => {
  const read = (name: string, task: string): ResultItem[] =>
    readFileSync(new URL(name, shared), 'utf8')
      .trim()
      .split('\n')
      .map((line, place) => {
        const record = JSON.parse(line) as JsonObject;
        return resultItem({ task, id: String(place), record });
      });
  const items = [...read('aime24.jsonl', 'aime24'), ...read('aime24.evalchemy.jsonl', 'AIME24')];
  expect(items).toHaveLength(60);
  expect(new Set(groups(items).of).size).toBe(30);
});
