import type { JsonObject } from '../../json.ts';
import { say } from '../../say.ts';
import type { ReportedMetric } from './format.ts';

/** Metrics that its evaluators write in percent; of the others the scale is not known, and they are left out. */
const inPercent =
  /^(?:[^"]*accuracy|acc|score|exact_match|em|f1|auc_score|matthews_correlation|extract_rate|rouge.*|.*pass@\d+(?:_[\d.]+)?)(?: \(\d+ runs average\))?$/i;

/** What a file of results says of its run, as fractions, in its order. */
export function reportedMetrics(json: JsonObject): {
  readonly metrics: readonly ReportedMetric[];
  readonly faults: readonly { readonly field: string; readonly message: string }[];
} {
  const metrics: ReportedMetric[] = [];
  const faults: { field: string; message: string }[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (!inPercent.test(name)) continue;
    const least = /^matthews/i.test(name) ? -100 : 0;
    if (typeof value === 'number' && value >= least && value <= 100 + 1e-9) {
      metrics.push({ name, value: value / 100, stderr: null });
    } else {
      faults.push({
        field: name,
        message: say`"${name}" must be a number from ${least} to 100, in percent: it is left out.`,
      });
    }
  }
  return { metrics, faults };
}

/** The metric that the verdicts of the details are: the tool's accuracy under its own name, else one of ours. */
export function accuracyName(metrics: readonly ReportedMetric[]): string {
  return metrics.find(({ name }) => /^accuracy\b/i.test(name))?.name ?? 'correct';
}
