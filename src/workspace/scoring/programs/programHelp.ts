import { say } from '../../../core/say.ts';
import type { Unanswered } from '../../../core/scorers/score.ts';
import type { ScoreHelp } from '../../../core/scorers/settle.ts';
import type { Guard } from './guard.ts';
import { Programs } from './programs.ts';

/** How programs are guarded here, tried when it is asked for; unanswered where none can run. */
export type GuardHere = () => Promise<Guard | Unanswered>;

/** Null where a model's program may run now, else why not. Never rejects. */
export type MayRunCode = (guard: GuardHere) => Promise<Unanswered | null>;

/** Runs nothing. */
export const noCode: MayRunCode = () => Promise.resolve({ unanswered: say`running code is off` });

/** Runs programs where they may; `dispose` ends those that run. */
export function programHelp(
  mayRun: MayRunCode,
  programs: Pick<Programs, 'guard' | 'run'> = new Programs(),
): { readonly answer: ScoreHelp['program']; readonly dispose: () => void } {
  const ended = new AbortController();
  return {
    answer: async (question, signal) => {
      const refusal = await mayRun(() => programs.guard());
      if (refusal !== null) return refusal;
      const ends = signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]);
      return programs.run(question, ends);
    },
    dispose: () => ended.abort(),
  };
}
