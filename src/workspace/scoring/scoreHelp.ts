import { join } from 'node:path';

import { noHelp, type ScoreHelp } from '../../core/scorers/settle.ts';
import { AlgebraClient } from './algebraClient.ts';
import { languageAnswerer } from './language.ts';
import { type MayRunCode, noCode, programHelp } from './programs/programHelp.ts';

/** Help for scorers, which holds threads and processes until it is disposed of. */
export interface OwnedHelp extends ScoreHelp {
  readonly dispose: () => Promise<void>;
}

/**
 * All the help there is. Nothing is started before the first question.
 *
 * @param bundles the folder that holds the bundles, `algebraThread.js` among them
 * @param mayRunCode asked for every program of a model's; none runs where it is left out
 */
export function scoreHelp(bundles: string, mayRunCode: MayRunCode = noCode): OwnedHelp {
  const algebra = new AlgebraClient(join(bundles, 'algebraThread.js'));
  const programs = programHelp(mayRunCode);
  return {
    ...noHelp,
    formula: algebra.same,
    language: languageAnswerer(),
    program: programs.answer,
    dispose: async () => {
      programs.dispose();
      await algebra.dispose();
    },
  };
}
