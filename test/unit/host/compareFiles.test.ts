import { expect, test } from 'vitest';
import { decoded } from '../../../src/host/compareFiles.ts';

test('a file is text in UTF-8 or UTF-16, or none', () => {
  expect(decoded(new TextEncoder().encode('größer'))).toBe('größer');
  expect(decoded(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('A');
  expect(decoded(Uint8Array.of(0x41, 0, 0x42))).toBeNull();
  expect(decoded(Uint8Array.of(0xc3, 0x28))).toBeNull();
});
