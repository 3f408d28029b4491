/** A place in a training run, by the name of a folder or model. */
export interface Checkpoint {
  /** What names the run: parts of a path, the last one its name; empty where nothing does. */
  readonly run: readonly string[];
  /** As the name says it, such as `checkpoint-500`. */
  readonly mark: string;
  readonly step: number;
}

const kind = 'checkpoint|ckpt|global_?step|step|iter(?:ation)?|epoch';
/** `checkpoint-500` (Transformers), `global_step_200` (verl, DeepSpeed), `iter_0001000` (Megatron), `epoch_3`. */
const whole = new RegExp(`^(?:${kind})[-_=]?0*(\\d+)$`, 'i');
/** The same behind a name: `math-rl-step-600`, `qwen_checkpoint-500`. */
const behind = new RegExp(`^(.*?[^-_])[-_]{1,2}((?:${kind})[-_=]?0*(\\d+))$`, 'i');
/** A bare `step3` is a model's name. */
const bare = /^step\d+$/i;

/** Folders within a checkpoint that hold its weights (verl: `global_step_200/actor/huggingface`). */
const inner: ReadonlySet<string> = new Set([
  'actor',
  'huggingface',
  'hf',
  'hf_model',
  'hf_ckpt',
  'merged',
  'merged_model',
  'policy',
  'model',
  'adapter',
  'lora',
  'weights',
  'safetensors',
]);
/** Folders that name no run, but hold several. */
const shelves: ReadonlySet<string> = new Set([
  'checkpoints',
  'ckpts',
  'checkpoint',
  'ckpt',
  'outputs',
  'output',
  'models',
]);

/**
 * Reads the parts of a path, or of a name such as `math-rl/checkpoint-500`, as a place in a training run; null where
 * they are none. An epoch counts as a step.
 */
export function checkpointStep(parts: readonly string[]): Checkpoint | null {
  const own = withoutInner(parts);
  const mark = own.at(-1) ?? '';
  const above = own.slice(0, -1);
  const found = whole.exec(mark);
  if (found !== null && (own.length > 1 || !bare.test(mark))) {
    return stepOf(found[1], withoutShelves(above), mark);
  }
  const [, name = '', written = '', step] = behind.exec(mark) ?? [];
  return name === '' ? null : stepOf(step, [...above, name], written);
}

/** The parts without the folders at the end that a model's weights are in, if anything is left then. */
export function withoutInner(parts: readonly string[]): readonly string[] {
  let end = parts.length;
  while (end > 1 && inner.has(parts[end - 1]?.toLowerCase() ?? '')) end -= 1;
  return end === 1 && inner.has(parts[0]?.toLowerCase() ?? '') ? parts : parts.slice(0, end);
}

/** The step of a revision of a model (`step143000`, `stage1-step1000-tokens5B`); null where it says none. */
export function stepOfRevision(revision: string): number | null {
  const found = /(?:^|[-_])(?:step|iter|checkpoint|ckpt|epoch)[-_]?0*(\d+)(?=$|[-_])/i.exec(revision);
  return safe(found?.[1]);
}

function withoutShelves(parts: readonly string[]): readonly string[] {
  let end = parts.length;
  while (end > 1 && shelves.has(parts[end - 1]?.toLowerCase() ?? '')) end -= 1;
  return end === 1 && shelves.has(parts[0]?.toLowerCase() ?? '') ? [] : parts.slice(0, end);
}

function stepOf(digits: string | undefined, run: readonly string[], mark: string): Checkpoint | null {
  const step = safe(digits);
  return step === null ? null : { run, mark, step };
}

function safe(digits: string | undefined): number | null {
  const step = digits === undefined ? Number.NaN : Number(digits);
  return Number.isSafeInteger(step) ? step : null;
}
