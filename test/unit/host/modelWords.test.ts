import { expect, test } from 'vitest';

import type { ServerModel } from '../../../src/endpoints/serverInfo.ts';
import { briefModelWords, modelWords } from '../../../src/host/modelWords.ts';

test('the context a model runs with, and what is only its most', () => {
  const model = (fields: Partial<ServerModel>): ServerModel => ({
    id: 'm',
    context: null,
    maxContext: null,
    loaded: null,
    ...fields,
  });
  const rows = [
    model({}),
    model({ context: 4096, loaded: true }),
    model({ context: 4096, maxContext: 40_960, loaded: true }),
    model({ context: 8192, maxContext: 8192, loaded: false }),
    model({ maxContext: 40_960, loaded: false }),
    model({ maxContext: 512, embeddingOnly: true }),
  ];
  expect(rows.map((row) => modelWords(row).join(' · '))).toEqual([
    '',
    'context 4,096 · loaded',
    'context 4,096 of at most 40,960 · loaded',
    'context 8,192 · not loaded',
    'context at most 40,960 · not loaded',
    'for embeddings only · context at most 512',
  ]);
  expect(modelWords(undefined)).toEqual([]);
  expect(rows.map((row) => briefModelWords(row).join(' · '))).toEqual([
    '',
    '4k context',
    '4k context',
    '8k context',
    'up to 40k context',
    'for embeddings only',
  ]);
  const sizes = [512, 2048, 4000, 131_072, 200_000, 1_000_000, 1_048_576];
  expect(sizes.map((context) => briefModelWords(model({ context })).join(''))).toEqual(
    ['512', '2k', '4k', '128k', '200k', '1M', '1M'].map((size) => `${size} context`),
  );
});
