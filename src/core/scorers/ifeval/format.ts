import * as v from 'valibot';
import { say, verbatim } from '../../say.ts';
import { strip } from '../pythonText.ts';
import { atLeast, count, exactly, instruction, plainInstruction, words } from './checked.ts';
import { countOf, literally, shown, space, spaceInLine } from './text.ts';

const lineStart = `(?<![^\\n])${spaceInLine}*`;
const star = new RegExp(`${lineStart}\\*[^*][^\\n]*`, 'gu');
const dash = new RegExp(`${lineStart}-[^\\n]*`, 'gu');

/** `detectable_format:number_bullet_lists`: lines that begin with one `*`, or with `-`. */
export const numberOfBullets = instruction(
  v.object({ num_bullets: count }),
  ({ num_bullets: wanted }, text) =>
    exactly(wanted, countOf(text, star) + countOf(text, dash), say`bullet points`),
);

const options = ['My answer is yes.', 'My answer is no.', 'My answer is maybe.'];

/** `detectable_format:constrained_response`: one of three answers, anywhere. */
export const constrainedResponse = plainInstruction((text) => {
  const found = options.find((option) => text.includes(option));
  return found === undefined
    ? { right: false, reason: say`asked for "My answer is yes.", "… no." or "… maybe."; none found` }
    : { right: true, reason: say`asked for "My answer is yes.", "… no." or "… maybe."; found "${found}"` };
});

/** `detectable_format:number_highlighted_sections`: `*…*` and `**…**` on one line, each counted by itself. */
export const numberOfHighlights = instruction(
  v.object({ num_highlights: count }),
  ({ num_highlights: wanted }, text) => {
    const single = text.match(/\*[^\n*]*\*/g) ?? [];
    const double = text.match(/\*\*[^\n*]*\*\*/g) ?? [];
    const found = [...single, ...double].filter((part) => strip(part.replaceAll('*', '')) !== '').length;
    return atLeast(wanted, found, say`highlighted parts such as *this*`);
  },
);

/** `detectable_format:multiple_sections`: the splitter with a number behind it, such as `Section 1`. */
export const numberOfSections = instruction(
  v.object({ section_spliter: v.pipe(words, v.trim()), num_sections: count }),
  ({ section_spliter: splitter, num_sections: wanted }, text) => {
    const found = countOf(text, new RegExp(`${literally(splitter)}${space}?\\p{Nd}+`, 'gu'));
    return atLeast(wanted, found, say`sections such as "${verbatim(splitter)} 1"`);
  },
);

const fences = ['```json', '```Json', '```JSON', '```'];

/** `detectable_format:json_format`: JSON and nothing else, in a code fence or not. `NaN`, which Python takes, is none. */
export const jsonFormat = plainInstruction((text) => {
  let inner = strip(text);
  for (const fence of fences) if (inner.startsWith(fence)) inner = inner.slice(fence.length);
  if (inner.endsWith('```')) inner = inner.slice(0, -3);
  try {
    JSON.parse(strip(inner));
    return { right: true, reason: say`asked for JSON; it is JSON` };
  } catch (error) {
    const why = error instanceof Error ? shown(error.message) : '';
    return { right: false, reason: say`asked for JSON; it is none: ${verbatim(why)}` };
  }
});

/** `detectable_format:title`: `<<…>>` with something in it, on one line. */
export const title = plainInstruction((text) => {
  for (const line of text.split('\n')) {
    const open = line.indexOf('<<');
    const close = line.lastIndexOf('>>');
    if (open < 0 || close < open + 3) continue;
    const inner = strip(
      line
        .slice(open, close)
        .replace(/^<+/, '')
        .replace(/(?<!>)>+$/, ''),
    );
    if (inner !== '')
      return { right: true, reason: say`asked for a title such as <<this>>; found "${shown(inner)}"` };
  }
  return { right: false, reason: say`asked for a title such as <<this>>; none found` };
});
