import { describe, expect, it } from 'vitest';
import { deflateSync } from 'node:zlib';
import { answer, asked, ended, privateTests, record, scored } from './liveCodeBenchItem.ts';

/** A pickle of protocol 4, as `pickle.dumps(text)` writes it. */
function pickled(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from([0x80, 4, 0x58]), length, body, Buffer.from([0x94, 0x2e])]);
}

const packed = (text: string): string => deflateSync(pickled(text)).toString('base64');

describe('the tests of an item', () => {
  it('are read from the packed field', () => {
    const item = { ...record, private_test_cases: packed(JSON.stringify(privateTests)) };
    expect(asked(answer, item).question.tests).toEqual([
      { input: '1 2\n', output: '3\n', isPublic: true },
      { input: '2 2\n', output: '4\n', isPublic: true },
      { input: '5 5\n', output: '10\n', isPublic: false },
    ]);
  });

  it.each([
    ['not base64 of anything', 'is neither JSON nor packed', '??'],
    ['JSON that is cut off', 'it is not JSON', '[{"input": '],
    [
      'a pickle of a list',
      'refused: byte 2: EMPTY_LIST',
      deflateSync(Buffer.from('\x80\x04].', 'latin1')).toString('base64'),
    ],
    [
      'a pickle that calls',
      'refused: byte 0: GLOBAL',
      deflateSync(Buffer.from('cos\nsystem\n.', 'latin1')).toString('base64'),
    ],
    ['packed text that is no JSON', 'what is packed in it is not JSON', packed('print(1)')],
    ['packed JSON of another form', 'it is no list of tests', packed('[{"input": 1}]')],
    [
      'a bomb',
      'it unpacks to more than 256 MiB',
      deflateSync(Buffer.alloc(257 * 2 ** 20)).toString('base64'),
    ],
  ])('give no score where they cannot be read: %s', (_name, words, field) => {
    const score = scored([ended('3')], { ...record, private_test_cases: field });
    expect([score.value, score.rule]).toEqual([null, 'no gold']);
    expect(score.reason).toContain(words);
    expect(score.reason).toContain('`private_test_cases`');
  });
});
