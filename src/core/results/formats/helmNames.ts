/** What the folder of a HELM run says: it bears the run's name, `<scenario>:<argument>=<value>,…,model=<model>`. */
export interface HelmFolder {
  /** Joins the files of the run: each is read on its own. */
  readonly run: string;
  /** Null where the name holds none. */
  readonly model: string | null;
  /** The run's name without the model. */
  readonly task: string;
}

export function helmFolder(path: string): HelmFolder {
  const slash = path.lastIndexOf('/');
  const run = path.slice(0, Math.max(slash, 0));
  return { run, ...helmName(run.slice(run.lastIndexOf('/') + 1)) };
}

/** The same of a run's name. HELM writes a model's `/` as `_`; its models are all `organisation/name`. */
export function helmName(name: string): Pick<HelmFolder, 'model' | 'task'> {
  const [, model = null] = /[:,]model=([^,]+)/.exec(name) ?? [];
  const bare = name.replace(/([:,])(?:model|model_deployment)=[^,]*/g, '');
  // The first argument stands behind a colon, also where that was the model.
  const task = bare.includes(':') ? bare : bare.replace(',', ':');
  return { model: model?.includes('/') === false ? model.replace('_', '/') : model, task };
}

/** What HELM counts beside the scores: lengths, times, settings, calibration. */
const bookkeeping =
  /^(?:num_|inference_|training_|estimated_|batch_size|finish_reason_|prompt_truncated|logprob|perplexity|bits_per_byte|max_prob$|none_prob$|predicted_index$|ece_|platt_|selective_)/;

export function isHelmScore(metric: string): boolean {
  return !bookkeeping.test(metric);
}

/** Of the splits that are there, the one that counts: HELM evaluates on `test`, and on `valid` where there is none. */
export function chosenSplit(splits: Iterable<string | null | undefined>): string | null {
  const all = new Set(splits);
  return ['test', 'valid'].find((split) => all.has(split)) ?? null;
}
