import * as v from 'valibot';
import { say } from '../../say.ts';
import { strip } from '../pythonText.ts';
import { instruction, plainInstruction, words } from './checked.ts';
import { shown } from './text.ts';

/** `startend:end_checker`: the phrase at the end, quotation marks around the answer apart, capitals or not. */
export const endPhrase = instruction(v.object({ end_phrase: words }), ({ end_phrase: phrase }, text) => {
  const body = strip(text)
    .replace(/^"+/, '')
    .replace(/(?<!")"+$/, '');
  const right = body.toLowerCase().endsWith(strip(phrase).toLowerCase());
  const last = body.slice(-60);
  return {
    right,
    reason: right
      ? say`asked to end with "${shown(phrase)}"; it does`
      : say`asked to end with "${shown(phrase)}"; it ends with "${shown(last)}"`,
  };
});

/** `startend:quotation`: wrapped in straight double quotation marks. */
export const quotation = plainInstruction((text) => {
  const body = strip(text);
  const [begins, ends] = [body.startsWith('"'), body.endsWith('"')];
  if (body.length > 1 && begins && ends)
    return { right: true, reason: say`asked for quotation marks around all; found` };
  return {
    right: false,
    reason: begins
      ? say`asked for quotation marks around all; none at the end`
      : say`asked for quotation marks around all; none at the start`,
  };
});
