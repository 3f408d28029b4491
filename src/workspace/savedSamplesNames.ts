import path from 'node:path';

import { sanitiseLabel } from '../core/labels.ts';
import type { Sample } from '../core/results/sample.ts';

/** The folder of ours in a workspace, which holds one folder for each label. */
export const ourFolder = '.reasoning-transfer';

const samplesPattern = /^samples_.*_(?<timestamp>[^_]+)\.jsonl$/;

/** Whether a file's name is that of samples, `samples_<benchmark>[_<task>]_<timestamp>.jsonl`. */
export function isSamplesName(name: string): boolean {
  return samplesPattern.test(name);
}

/** The timestamp in the name of a samples file; later ones sort after earlier ones. */
export function timestampOf(file: string): string {
  return samplesPattern.exec(path.basename(file))?.groups?.timestamp ?? '';
}

/** `results_<timestamp>.json` beside a samples file. */
export function resultsPath(samplesFile: string): string {
  return path.join(path.dirname(samplesFile), `results_${timestampOf(samplesFile)}.json`);
}

/**
 * The name of a new samples file: the moment as lm-evaluation-harness writes it (ISO 8601 with `-` for `:`, to
 * the microsecond), in UTC. `task` is the run's `taskName`; `micro` (0 to 999) tells files apart that begin in the same millisecond.
 */
export function samplesName(task: string, moment: Date, micro: number): string {
  const timestamp = moment.toISOString().slice(0, -1).replaceAll(':', '-') + String(micro).padStart(3, '0');
  return `samples_${sanitiseLabel(task)}_${timestamp}.jsonl`;
}

/** Names the item's file relative to the root, so that a workspace can be moved and its samples shared. */
export function withoutRoot(sample: Sample, root: string): Sample {
  const { file } = sample.item.location;
  const relative = path.relative(root, file);
  const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return withFile(sample, inside ? relative.split(path.sep).join('/') : path.basename(file));
}

/** The reverse of `withoutRoot`; a file outside the root is looked for in it. */
export function withRoot(sample: Sample, root: string): Sample {
  return withFile(sample, path.resolve(root, sample.item.location.file));
}

function withFile(sample: Sample, file: string): Sample {
  return { ...sample, item: { ...sample.item, location: { ...sample.item.location, file } } };
}
