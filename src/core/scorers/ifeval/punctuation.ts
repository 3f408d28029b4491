import { say } from '../../say.ts';
import { plainInstruction } from './checked.ts';

/** `punctuation:no_comma`. Commas of other scripts are none. */
export const noComma = plainInstruction((text) => {
  const found = text.split(',').length - 1;
  return { right: found === 0, reason: say`asked for no commas; ${found} found` };
});
