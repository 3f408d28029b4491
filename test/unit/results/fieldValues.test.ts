import { expect, test } from 'vitest';
import { fieldValues } from '../../../src/core/results/fieldValues.ts';
import { matrixFields } from '../../../src/core/results/matrixFields.ts';
import { hasField } from '../../../src/core/results/matrixQuery.ts';
import { shortFields } from '../../../src/core/results/resultItem.ts';
import { matrixItem } from './matrixData.ts';

const record = {
  key: 1001,
  prompt: 'Write a poem without commas about three rivers, and end it with the word sea.',
  instruction_id_list: ['punctuation:no_comma', 'startend:end_checker', 'punctuation:no_comma'],
  kwargs: [{}, { end_phrase: 'sea' }],
  options: ['Yes', 'No'],
  years: [1999, 2001],
  notes: ['Two words'],
  none: [],
};

test('the kinds of instruction of an IFEval item are a field with several values', () => {
  const fields = shortFields(record, 'key');
  expect(Object.keys(fields)).toEqual(['instruction_id_list']);
  expect(fieldValues(fields.instruction_id_list ?? '')).toEqual([
    'punctuation:no_comma',
    'startend:end_checker',
  ]);
});

test('items are chosen by one value of several', () => {
  const items = [
    matrixItem('both', { fields: shortFields(record) }),
    matrixItem('one', { fields: shortFields({ instruction_id_list: ['startend:end_checker'] }) }),
  ];
  expect(matrixFields(items)).toEqual([
    {
      name: 'instruction_id_list',
      values: [
        { value: 'punctuation:no_comma', items: 1 },
        { value: 'startend:end_checker', items: 2 },
      ],
    },
  ]);
  const withComma = items.filter(({ fields }) =>
    hasField(fields, 'instruction_id_list', 'punctuation:no_comma'),
  );
  expect(withComma.map(({ id }) => id)).toEqual(['both']);
});
