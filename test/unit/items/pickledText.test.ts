import { expect, it } from 'vitest';
import { readPickledText } from '../../../src/core/items/pickledText.ts';

const read = (bytes: Buffer | string) =>
  readPickledText(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
const refusal = (bytes: Buffer | string): string => {
  const result = read(bytes);
  return result.ok ? `read ${JSON.stringify(result.text)}` : result.message;
};

// As CPython 3.11 writes `pickle.dumps('é\\u\n😀', protocol)`.
it.each([
  [0, '56e95c7530303563755c75303030615c5530303031663630300a70300a2e'],
  [1, '5809000000c3a95c750af09f988071002e'],
  [2, '80025809000000c3a95c750af09f988071002e'],
  [3, '80035809000000c3a95c750af09f988071002e'],
  [4, '8004950d000000000000008c09c3a95c750af09f9880942e'],
  [5, '8005950d000000000000008c09c3a95c750af09f9880942e'],
])('reads text of protocol %i', (_protocol, hex) => {
  expect(read(Buffer.from(hex, 'hex'))).toEqual({ ok: true, text: 'é\\u\n😀' });
});

it('reads text with a length of eight bytes, and keeps a byte order mark', () => {
  const text = Buffer.from('\ufeffa', 'utf8');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const whole = Buffer.concat([
    Buffer.from([0x80, 4, 0x8d]),
    length,
    text,
    Buffer.from('r\x01\0\0\0.', 'latin1'),
  ]);
  expect(read(whole)).toEqual({ ok: true, text: '\ufeffa' });
});

it.each([
  // pickle.dumps(os.system), and a call of it.
  ['cposix\nsystem\np0\n.', 'byte 0: GLOBAL'],
  ['\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.', 'it holds more than one text'],
  ['\x80\x04\x93.', 'byte 2: STACK_GLOBAL'],
  ['\x80\x04\x8c\x01aR.', 'byte 5: REDUCE'],
  ['\x80\x04\x8c\x01ab.', 'byte 5: BUILD'],
  ['\x80\x04\x8c\x01a\x81.', 'byte 5: NEWOBJ '],
  ['\x80\x04\x8c\x01a\x92.', 'byte 5: NEWOBJ_EX'],
  ['(S"a"\ni__main__\nX\n.', 'byte 0: MARK'],
  ['Pid\n.', 'byte 0: PERSID'],
  ['\x82\x01.', 'byte 0: EXT1'],
  ['].', 'byte 0: EMPTY_LIST'],
  ['\x8f.', 'byte 0: EMPTY_SET'],
  ['\x88.', 'byte 0: NEWTRUE'],
  ['\x8b\x01\0\0\0\x01.', 'byte 0: LONG4'],
  ['\x8e\0\0\0\0\0\0\0\0.', 'byte 0: BINBYTES8'],
  ['\x96\0\0\0\0\0\0\0\0.', 'byte 0: BYTEARRAY8'],
  ["S'a'\n.", 'byte 0: STRING'],
  ['\xff.', 'byte 0: 0xff'],
  ['h\0.', 'byte 0: BINGET'],
  ['', 'it is cut off'],
  ['.', 'it holds no text'],
  ['\x8c\x05ab', 'it is cut off'],
  ['X\xff\xff\xff\xffab.', 'it is cut off'],
  ['\x8d\xff\xff\xff\xff\xff\xff\xff\xffab.', 'it is cut off'],
  ['\x8c\x01a', 'it is cut off'],
  ['Vabc', 'it is cut off'],
  ['\x95\0', 'it is cut off'],
  ['\x8c\x02\xc3\x28.', 'its text is not UTF-8'],
  ['V\\Uffffffff\n.', 'which is no character'],
  ['\x80\x06\x8c\x01a.', 'its protocol is not known'],
])('refuses %j', (bytes, words) => {
  expect(refusal(bytes)).toContain(words);
});

it('takes any bytes for nothing but text or a refusal', () => {
  let state = 20260802;
  const next = (): number => (state = (state * 48271) % 0x7fffffff);
  const likely = Buffer.from('\x80\x04\x95\x58\x8c\x8d\x56\x94\x71\x72\x70\x2e\n\0\x01\x02a', 'latin1');
  const random = (): number => (next() % 3 === 0 ? next() % 256 : (likely[next() % likely.length] ?? 0));
  let texts = 0;
  for (let round = 0; round < 50_000; round += 1) {
    const result = read(Buffer.from(Array.from({ length: next() % 24 }, random)));
    if (result.ok) texts += 1;
    else expect(result.message).not.toBe('');
  }
  expect(texts).toBeGreaterThan(20);
});
