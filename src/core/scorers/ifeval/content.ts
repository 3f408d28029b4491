import * as v from 'valibot';
import { say, verbatim } from '../../say.ts';
import { atLeast, count, instruction, words } from './checked.ts';
import { space } from './text.ts';

/** `detectable_content:number_placeholders`: `[…]` on one line. */
export const numberOfPlaceholders = instruction(
  v.object({ num_placeholders: count }),
  ({ num_placeholders: wanted }, text) => {
    let found = 0;
    for (const line of text.split('\n')) {
      for (let open = line.indexOf('['); open >= 0;) {
        const close = line.indexOf(']', open + 1);
        if (close < 0) break;
        found += 1;
        open = line.indexOf('[', close + 1);
      }
    }
    return atLeast(wanted, found, say`placeholders such as [name]`);
  },
);

const postscripts: ReadonlyMap<string, RegExp> = new Map([
  ['P.P.S', new RegExp(`p\\.${space}?p\\.${space}?s`, 'u')],
  ['P.S.', new RegExp(`p\\.${space}?s\\.`, 'u')],
]);

/** `detectable_content:postscript`: the marker anywhere, small or capital; its parts may have a space between them. */
export const postscript = instruction(
  v.object({ postscript_marker: v.pipe(words, v.trim()) }),
  ({ postscript_marker: marker }, text) => {
    const small = text.toLowerCase();
    const right = postscripts.get(marker)?.test(small) ?? small.includes(marker.toLowerCase());
    return {
      right,
      reason: right
        ? say`asked for a postscript "${verbatim(marker)}"; found`
        : say`asked for a postscript "${verbatim(marker)}"; not found`,
    };
  },
);
