import { expect, test } from 'vitest';
import { parseFromMatrix, parseMatrixMemory } from '../../src/protocol.ts';
import { matrixHtml, tracesHtml } from '../../src/webviewPage.ts';
import { parseTracesLook } from '../../src/protocol.ts';

test('the host reads messages of the matrix by their form, and no others', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'ready', benchmark: null },
    { type: 'benchmark', benchmark: 'Tanks' },
    { type: 'open-item', item: 'a', model: null },
    { type: 'evaluate-items', items: ['a'] },
  ])
    expect(parseFromMatrix(message)).toEqual(message);
  for (const message of [
    null,
    'ready',
    { type: 'benchmark' },
    { type: 'open-item', item: 3, model: null },
    { type: 'open-item', item: 'a' },
    { type: 'evaluate-items', items: [] },
    { type: 'evaluate-items', items: 'a' },
    { type: 'evaluate-items', items: [{}] },
    { type: 'run', command: 'a' },
  ])
    expect(parseFromMatrix(message), JSON.stringify(message)).toBeNull();
});

test('what a view kept is read whole or not at all', () => {
  const kept = {
    benchmark: 'Tanks',
    query: { sort: 'hardest', show: 'all', model: null, fields: { level: '2' }, text: '' },
    shapes: null,
    top: { item: 'a', offset: 3 },
    left: 0,
    cell: { item: 'a', column: null },
    selected: ['a'],
  };
  expect(parseMatrixMemory(kept)).toEqual(kept);
  expect(parseMatrixMemory({ ...kept, query: { ...kept.query, sort: 'name' } })).toBeNull();
  expect(parseMatrixMemory({ ...kept, selected: null })).toBeNull();
  expect(parseMatrixMemory(undefined)).toBeNull();
});

test('the page of the matrix has the policy of the traces', () => {
  const page = {
    nonce: 'n0nce',
    cspSource: 'https://view.example',
    scriptUri: 'https://view.example/view.js',
    styleUris: ['https://view.example/view.css'],
    title: 'View',
    lang: 'en',
    words: { a: '"b"' },
  };
  const look = parseTracesLook({});
  const matrix = matrixHtml(page);
  expect(matrix).toContain('<rt-matrix></rt-matrix>');
  expect(matrix.replaceAll('rt-matrix', 'rt-traces')).toBe(
    tracesHtml({ ...page, look }).replace(/ *<meta name="look".*\n/, ''),
  );
});
