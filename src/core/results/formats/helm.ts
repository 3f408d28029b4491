import type { ResultsFormat } from './format.ts';
import { readRequests, requestSample } from './helmRequests.ts';
import { readInstanceStats, readRunSpec, readStats } from './helmStats.ts';

const file = /\/(run_spec|scenario_state|stats|per_instance_stats)\.json(?:\.(?:gz|zst|bz2|xz))?$/;

/**
 * A run folder of HELM (`runs/<suite>/<name>/`), written by `src/helm/benchmark/runner.py` of stanford-crfm/helm. Its
 * files are read one by one and join by the folder: `run_spec.json` names the model, `stats.json` has the scores,
 * `per_instance_stats.json` those of each instance and trial, and `scenario_state.json` the texts, which become
 * samples of their own without a score. Only what was not perturbed counts, on the `test` split, else on `valid`.
 *
 * `SamplePlace.place` is an index in the list of the file.
 */
export const helm: ResultsFormat = {
  name: 'helm',
  claims: ({ path, head }) => {
    const name = file.exec(path)?.[1];
    if (name === undefined) return false;
    if (name === 'per_instance_stats' || name === 'scenario_state') return true;
    const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 4096)).toString(
      'latin1',
    );
    return name === 'run_spec'
      ? /"(?:scenario_spec|adapter_spec)"/.test(text)
      : /^\s*\[\s*(?:\]|\{\s*"name"\s*:\s*\{\s*"name"\s*:)/.test(text);
  },
  read: (source, context) => {
    const name = file.exec(source.path)?.[1];
    if (name === 'run_spec') return readRunSpec(source);
    if (name === 'stats') return readStats(source);
    return name === 'per_instance_stats' ? readInstanceStats(source, context) : readRequests(source, context);
  },
  sample: requestSample,
};
