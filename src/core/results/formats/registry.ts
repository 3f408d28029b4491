import { evalPlus } from './evalPlus.ts';
import { evalchemy } from './evalchemy.ts';
import type { ResultsFormat } from './format.ts';
import { helm } from './helm.ts';
import { inspect } from './inspect.ts';
import { lighteval } from './lighteval.ts';
import { liveCodeBench } from './liveCodeBench.ts';
import { lmEval } from './lmEval.ts';
import { openCompass } from './openCompass.ts';
import { modelFiles } from './modelFiles.ts';
import { ours } from './ours.ts';
import { plainTable } from './plainTable.ts';
import { promptfoo } from './promptfoo.ts';
import { qwenMath } from './qwenMath.ts';
import { responses } from './responses.ts';

/**
 * The formats of results, in the order in which they are asked whether a file is theirs: those whose files could be
 * taken for another's come first. A new format is one file and one line here.
 */
export const formats: readonly ResultsFormat[] = [
  ours,
  modelFiles,
  promptfoo,
  helm,
  inspect,
  lighteval,
  liveCodeBench,
  evalPlus,
  openCompass,
  qwenMath,
  evalchemy,
  lmEval,
  plainTable,
  responses,
];
