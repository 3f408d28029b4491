import { expect, test } from 'vitest';

import { nearNames } from '../../../src/cli/diffNear.ts';

test.each<[string, readonly string[], readonly string[]]>([
  ['legs/1', ['chairs', 'legs/12', 'legs/2'], ['legs/12', 'legs/2']],
  // A hash that holds the number says nothing of it, and neither does another number.
  ['9', ['coqa:02180ed13969', '8', '90', 'legs/9.json'], ['legs/9.json']],
  ['12', ['112', 'a12b', 'x-12', 'test/12.json'], ['x-12', 'test/12.json']],
  // All letters of it changed it is another name.
  ['q', ['a', 'b'], []],
  ['ab', ['xy', 'abc'], ['abc']],
])('near %s', (name, names, near) => {
  expect(nearNames(name, names)).toEqual(near);
});
