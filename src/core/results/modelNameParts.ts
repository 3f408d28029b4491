import { checkpointStep, stepOfRevision, withoutInner } from './checkpointStep.ts';

/** What one name of a model says, before it is told from others. */
export interface ModelParts {
  /** What is shown: the last part, or a run and its checkpoint. */
  readonly name: string;
  /** Whose it is on a hub; null where the name does not say. */
  readonly org: string | null;
  /** The folders above, nearest last, where it is a path; empty else. */
  readonly folders: readonly string[];
  readonly revision: string | null;
  /** The training run it is of, and how far it had come; both null where it is no checkpoint. */
  readonly run: string | null;
  readonly step: number | null;
}

/** Servers and libraries that Inspect, promptfoo and LiteLLM put before the model: none of them made it. */
const providers =
  'vllm|hf|sglang|ollama|ollama_chat|lmstudio|lm_studio|llama-cpp-python|transformer_lens|nnterp|openai-api/[^/]+|openai|azureai|azure|anthropic|mistral|grok|deepseek|groq|together|together_ai|fireworks|fireworks_ai|openrouter|bedrock|sagemaker|vertex|vertex_ai|cf|cloudflare|perplexity|sambanova|goodfire|hosted_vllm|litellm|local|local-completions|local-chat-completions';
/** `openai/gpt-oss-20b` is the hub's own name; `vllm/Qwen/Qwen3-14B` is not. */
const providerPath = new RegExp(`^(?:${providers})/(?!gpt-oss)(?=.)`, 'i');
/** promptfoo: `openai:chat:NAME`, `huggingface:text-generation:NAME`; but `qwen3:14b` is Ollama's. */
const providerColon =
  /^(?:openai|azureopenai|azure|anthropic|ollama|vllm|huggingface|localai|litellm|openrouter|together(?:ai)?|groq|fireworks|bedrock|vertex|google|google-ai-studio|replicate|deepseek|xai|mistral(?=:[a-z]{3,}tral|:open)|llama\.cpp|lmstudio)(?::(?:chat|completions?|messages|responses|text-generation|conversational|text|model))?:(?=.)/i;

/** Folders that are no organisation. */
const shelf =
  /^(?:ckpts?|checkpoints?|models?|outputs?|out|runs?|data|weights|results|exps?|experiments)[\\/]/i;

/** Last parts of paths that say nothing of what they hold; the folder above is shown with them. */
const vague =
  /^(?:final|final_model|best|last|latest|merged|output|outputs|model|models|hf|huggingface|actor|export|sft|rl|dpo|grpo|ppo|adapter|lora|ckpt|checkpoint|checkpoints|weights|main|base|snapshot)$/i;

/** Reads a model's name as any tool writes it; see `modelNames`. */
export function modelNameParts(raw: string): ModelParts {
  const { name: given, revision: asked } = fromArguments(raw.trim().replace(/^(["'])(.*)\1$/s, '$2'));
  const plain = withoutProviders(
    given.replace(/^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//i, '').replace(/^hf\.co\//i, ''),
  );
  if (/^\w+:\/\//.test(plain) && !plain.startsWith('file:')) return alone(plain.replace(/\/+$/, ''));
  const unsanitised = fromSanitised(plain.replace(/^file:\/+/, '/'));
  const isPath = looksLikePath(unsanitised);
  const parts = unsanitised
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && part !== '~');
  const cached = fromHubCache(parts);
  if (cached !== null) return cached;
  const last = parts.at(-1);
  if (last === undefined) return alone(raw.trim() || raw);
  const { name, revision } = splitRevision(last);
  const named = [...parts.slice(0, -1), tidy(name)];
  const checkpoint = checkpointStep(named);
  const ownRevision = asked ?? revision;
  if (checkpoint !== null) {
    const run = checkpoint.run.at(-1) ?? null;
    // A mark behind a name is shown as it is written: `math-rl-step-600`.
    const isFolder = withoutInner(named).at(-1) === checkpoint.mark;
    const shown =
      isFolder && run !== null ? `${run}/${checkpoint.mark}` : (withoutInner(named).at(-1) ?? name);
    return {
      ...alone(shown),
      ...above(checkpoint.run.slice(0, -1), isPath),
      revision: ownRevision,
      run,
      step: checkpoint.step,
    };
  }
  const own = withoutInner(named);
  const shown = own.length > 1 && vague.test(own.at(-1) ?? '') ? own.slice(-2) : own.slice(-1);
  const step = ownRevision === null ? null : stepOfRevision(ownRevision);
  const text = shown.join('/');
  return {
    ...alone(text),
    ...above(own.slice(0, -shown.length), isPath),
    revision: ownRevision,
    ...(step === null ? {} : { run: text, step }),
  };
}

function alone(name: string): ModelParts {
  return { name, org: null, folders: [], revision: null, run: null, step: null };
}

/** One folder of a name that is no path is an organisation. */
function above(parts: readonly string[], isPath: boolean): Pick<ModelParts, 'org' | 'folders'> {
  const [org] = parts;
  return !isPath && parts.length === 1 && org !== undefined
    ? { org, folders: [] }
    : { org: null, folders: parts };
}

/** `pretrained=NAME,revision=REV,…`, also within `hf (…)`; and as v0.4.2 wrote it in names of files. */
function fromArguments(text: string): { readonly name: string; readonly revision: string | null } {
  const inside = /^[\w-]+ \((.*=.*)\)$/s.exec(text)?.[1] ?? text;
  if (inside.startsWith('pretrained__')) {
    return { name: inside.slice('pretrained__'.length).split(',')[0] ?? inside, revision: null };
  }
  if (!/^\w+=/.test(inside)) return { name: text, revision: null };
  const pairs = new Map(
    inside.split(',').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
  // The order of lm-evaluation-harness; `model_name` is lighteval's.
  const name = ['peft', 'delta', 'pretrained', 'model', 'model_name', 'path', 'engine']
    .map((key) => pairs.get(key) ?? '')
    .find((value) => value !== '');
  const revision = pairs.get('revision') ?? '';
  return { name: name ?? text, revision: revision === '' || revision === 'main' ? null : revision };
}

function withoutProviders(name: string): string {
  const shorter = name.replace(providerColon, '').replace(providerPath, '');
  return shorter === name ? name : withoutProviders(shorter);
}

/** lm-evaluation-harness' names of folders: `/` and other signs as `__`. */
function fromSanitised(name: string): string {
  if (/[\\/]/.test(name) || !name.includes('__')) return name;
  const tagged = /^([\w.-]+?)__(\d+(?:\.\d+)?[bm](?:-[\w.-]+)?|latest)$/i.exec(name);
  if (tagged !== null && !(tagged[1] ?? '').includes('__')) return `${tagged[1] ?? ''}:${tagged[2] ?? ''}`;
  return /^[a-z]__/i.test(name) ? name.replace('__', ':/').replaceAll('__', '/') : name.replaceAll('__', '/');
}

function looksLikePath(name: string): boolean {
  if (/^(?:[\\/~.]|[a-z]:[\\/])/i.test(name) || shelf.test(name) || /[\\/]$/.test(name)) return true;
  return name.split(/[\\/]+/).filter((part) => part !== '').length > 2 || name.includes('\\');
}

/** `…/models--org--name/snapshots/<hash>`, as huggingface_hub keeps what it has loaded. */
function fromHubCache(parts: readonly string[]): ModelParts | null {
  const place = parts.findLastIndex((part) => part.startsWith('models--'));
  const [, org, name] = /^models--(.+?)--(.+)$/.exec(parts[place] ?? '') ?? [];
  if (org === undefined || name === undefined) return null;
  const revision = parts[place + 1] === 'snapshots' ? (parts[place + 2] ?? null) : null;
  return { ...alone(name.replaceAll('--', '/')), org, revision };
}

/** `name@revision`; `main` is no revision of its own. */
function splitRevision(name: string): { readonly name: string; readonly revision: string | null } {
  const at = name.lastIndexOf('@');
  if (at < 1 || at === name.length - 1) return { name, revision: null };
  const revision = name.slice(at + 1);
  return { name: name.slice(0, at), revision: revision === 'main' ? null : revision };
}

/** Without what says nothing of the model: Ollama's `:latest`, the ending of a file, the number of its piece. */
function tidy(name: string): string {
  return name
    .replace(/:latest$/i, '')
    .replace(/\.(?:gguf|safetensors|pt|pth|bin)$/i, '')
    .replace(/-\d{5}-of-\d{5}$/, '');
}
