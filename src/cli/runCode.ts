import { isUnanswered } from '../core/scorers/score.ts';
import { type MayRunCode, refusals } from '../workspace/scoring/programs/programHelp.ts';
import type { Io } from './io.ts';

/** The help for `--run-code`, of every command that scores. */
export const runCodeOption = `  --run-code      run the Python that models wrote for LiveCodeBench, each test in a process of its own, within
                  limits and with what the system has to keep it from network and files`;

/** Whether programs may run, as the option says; the first time without a sandbox it warns. */
export function mayRunCode(option: boolean, io: Pick<Io, 'say'>): MayRunCode {
  let warned = false;
  return async (guard) => {
    if (!option) return refusals.off('--run-code');
    const found = await guard();
    if (!isUnanswered(found) && !found.isSandbox && !warned) {
      warned = true;
      io.say(`--run-code: ${found.words}`);
    }
    return null;
  };
}
