import * as v from 'valibot';
import { say } from '../../say.ts';
import { strip } from '../pythonText.ts';
import { instruction, plainInstruction, words } from './checked.ts';
import { shown } from './text.ts';

/** `combination:two_responses`: two different ones with `******` between; an empty one only first or last. */
export const twoResponses = plainInstruction((text) => {
  const responses = text.split('******').map(strip);
  const asked = say`asked for two different responses with ****** between`;
  if (responses.slice(1, -1).includes('')) return { right: false, reason: say`${asked}; one is empty` };
  const [first, second, ...others] = responses.filter((response) => response !== '');
  if (first === undefined || second === undefined || others.length > 0) {
    const found = others.length + (first === undefined ? 0 : 1) + (second === undefined ? 0 : 1);
    return { right: false, reason: say`${asked}; ${found} found` };
  }
  return first === second
    ? { right: false, reason: say`${asked}; both are the same` }
    : { right: true, reason: say`${asked}; both found` };
});

/** `combination:repeat_prompt`: the answer begins with the request, capitals or not. */
export const repeatPrompt = instruction(v.object({ prompt_to_repeat: words }), (args, text) => {
  const wanted = strip(args.prompt_to_repeat);
  const right = strip(text).toLowerCase().startsWith(strip(wanted.toLowerCase()));
  return {
    right,
    reason: right
      ? say`asked to repeat the request first; it does`
      : say`asked to repeat the request first, "${shown(wanted)}"; it begins with "${shown(strip(text))}"`,
  };
});
