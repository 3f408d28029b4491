import { modelFolder, pathParts } from './storedResponse.ts';

/** What the path of a file of the Qwen2.5-Math evaluator says. */
export interface QwenName {
  /** Equal for the samples and the metrics of one run. */
  readonly run: string;
  readonly model: string | null;
  readonly task: string;
  /** Null where the name is not in the tool's own pattern. */
  readonly asked: {
    readonly prompt: string;
    readonly seed: number;
    readonly temperature: number;
    /** Whether a limit or a range of items was asked for. */
    readonly partial: boolean;
  } | null;
}

/** `<split>_<prompt>_<limit>_seed<seed>_t<temperature>_s<start>_e<end>`; the metrics' name ends in the prompt again. */
const pattern =
  /^[^_]+_(?<prompt>.+?)_(?<limit>-?\d+)_seed(?<seed>\d+)_t(?<temperature>\d+(?:\.\d+)?)(?:_s(?<start>\d+)_e(?<end>-?\d+))?(?<again>_.+)?$/;

/** Folders of outputs that are no model's: the tool's own scripts write to `<model>/math_eval/<task>/`. */
const anyOutput = /^(?:math[-_]?eval|eval(?:uation)?s?|results?|outputs?|eval[-_]results?)$/i;

/** The file's name without its endings. */
export function qwenStem(name: string): string {
  return name.replace(/\.(?:gz|zst)$/i, '').replace(/(?:\.jsonl|_metrics\.json)$/, '');
}

/** Reads a path: `<task>/test_<prompt>_….jsonl` as the tool writes it, and `<model>/<task>.jsonl`. */
export function qwenName(path: string): QwenName {
  const { folders, name } = pathParts(path);
  const whole = qwenStem(name);
  const found = pattern.exec(whole)?.groups;
  const folder = folders.join('/');
  if (found === undefined) {
    const model = modelFolder(folders, (each) => each === whole || anyOutput.test(each));
    return { run: `${folder}/${whole}`, model, task: whole, asked: null };
  }
  const { prompt = '', limit, seed, temperature, start = '0', end = '-1', again } = found;
  const stem = again === `_${prompt}` ? whole.slice(0, -again.length) : whole;
  const task = folders.at(-1) ?? stem;
  return {
    run: `${folder}/${stem}`,
    model: modelFolder(folders.slice(0, -1), (each) => each === task || anyOutput.test(each)),
    task,
    asked: {
      prompt,
      seed: Number(seed),
      temperature: Number(temperature),
      partial: Number(limit) > 0 || start !== '0' || end !== '-1',
    },
  };
}
