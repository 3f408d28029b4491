import { expect, test } from 'vitest';
import { arranged, moved, toggled, type Arrangement } from '../../../src/webview/traces/layout.ts';

const none: Arrangement = { order: [], hidden: [], pinned: [] };
const order = (labels: string, by: Partial<Arrangement>): string =>
  arranged(labels.split(''), (label) => label, { ...none, ...by }).join('');

test('columns stand as the host has them until the reader says otherwise', () => {
  expect(order('bca', {})).toBe('bca');
  expect(order('bca', { order: ['a', 'c'] })).toBe('acb');
  expect(order('bcda', { order: ['a', 'gone', 'c'] })).toBe('acbd');
});

test('pinned columns stand first, in the order they would have among themselves', () => {
  expect(order('abcd', { pinned: ['d', 'b'] })).toBe('bdac');
  expect(order('abcd', { pinned: ['d', 'b'], order: ['d'] })).toBe('dbac');
});

test('a column moves one place, and columns that are not there keep theirs', () => {
  expect(moved(['a', 'b', 'c'], 'c', 'earlier', none)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 'later', { ...none, order: ['z', 'a'] })).toEqual(['b', 'a', 'c', 'z']);
  expect(moved(['a', 'b'], 'a', 'earlier', { ...none, order: ['a'] })).toEqual(['a']);
  expect(moved(['a', 'b'], 'x', 'later', none)).toEqual([]);
});

test('a label is put into a list and out of it', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
