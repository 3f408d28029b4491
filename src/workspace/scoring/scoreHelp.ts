import { join } from 'node:path';

import { noHelp, type ScoreHelp } from '../../core/scorers/settle.ts';
import { AlgebraClient } from './algebraClient.ts';

/** Help for scorers, which holds threads and processes until it is disposed of. */
export interface OwnedHelp extends ScoreHelp {
  readonly dispose: () => Promise<void>;
}

/**
 * All the help there is. Nothing is started before the first question.
 *
 * @param bundles the folder that holds the bundles, `algebraThread.js` among them
 */
export function scoreHelp(bundles: string): OwnedHelp {
  const algebra = new AlgebraClient(join(bundles, 'algebraThread.js'));
  return { ...noHelp, formula: algebra.same, dispose: () => algebra.dispose() };
}
