import type { ResultsFormat } from './format.ts';
import { readOurResults } from './oursResults.ts';
import { readOurSample } from './oursSample.ts';
import { readOurSamples } from './oursSamples.ts';

const inFolder = /\/\.reasoning-transfer\/(?:.*\/)?(?:samples_.*_[^_/]+\.jsonl|results_[^_/]+\.json)$/;

/**
 * Our own samples and summaries, `.reasoning-transfer/<label>/samples_<benchmark>[_<task>]_<timestamp>.jsonl` and
 * `results_<timestamp>.json`: see sampleLine.ts and resultsJson.ts. Their keys are lm-evaluation-harness' too, so
 * this format is asked first. `verdicts_*.jsonl` is not read here.
 *
 * A later line may take the place of an earlier one, so a file that has grown is read from its start again.
 */
export const ours: ResultsFormat = {
  name: 'reasoning-transfer',
  claims: ({ path }) => inFolder.test(path),
  read: (source, context) =>
    source.path.endsWith('.jsonl') ? readOurSamples(source, context) : readOurResults(source),
  sample: readOurSample,
};
