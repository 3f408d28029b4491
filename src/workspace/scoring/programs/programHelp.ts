import { say, verbatim } from '../../../core/say.ts';
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

/** Why programs do not run, as who was asked answers; their words are made here, where those to translate are. */
export const refusals = {
  /** @param switched what turns it on */
  off: (switched: string): Unanswered => ({
    unanswered: say`running code is off; ${verbatim(switched)} turns it on`,
  }),
  untrusted: { unanswered: say`code is run in a trusted workspace only` },
  unguarded: { unanswered: say`running it without a sandbox was not allowed` },
} as const;

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
