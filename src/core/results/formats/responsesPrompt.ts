/** A chat template: what stands before a turn of the user, and what ends it. */
interface Template {
  readonly user: RegExp;
  readonly end: RegExp;
}

const templates: readonly Template[] = [
  // ChatML: Qwen and many others.
  { user: /<\|im_start\|>user\s*\n/g, end: /<\|im_end\|>|<\|im_start\|>/ },
  // Llama 3.
  { user: /<\|start_header_id\|>user<\|end_header_id\|>\s*/g, end: /<\|eot_id\|>|<\|start_header_id\|>/ },
  // Gemma.
  { user: /<start_of_turn>user\s*\n/g, end: /<end_of_turn>|<start_of_turn>/ },
  // Mistral and Llama 2, whose system text stands in the first turn.
  { user: /\[INST\]\s*(?:<<SYS>>[^]*?<<\/SYS>>\s*)?/g, end: /\[\/INST\]/ },
  // DeepSeek.
  { user: /<｜User｜>/g, end: /<｜Assistant｜>|<｜end▁of▁sentence｜>/ },
  // Phi and Zephyr.
  { user: /<\|user\|>\s*\n?/g, end: /<\|end\|>|<\/s>|<\|assistant\|>|<\|system\|>/ },
];

/** Whether a text was sent with the marks of a chat template: it was asked of a model. */
export function hasChatMarks(input: string): boolean {
  return templates.some(({ user }) => input.search(user) >= 0);
}

/**
 * What the user said last in a prompt that was saved with its chat template; the whole of one saved without. The
 * instructions around the question stay: only the item itself tells them apart from it.
 */
export function askedText(input: string): string {
  for (const { user, end } of templates) {
    const last = [...input.matchAll(user)].at(-1);
    if (last === undefined) continue;
    const text = input.slice(last.index + last[0].length);
    const stop = text.search(end);
    return (stop < 0 ? text : text.slice(0, stop)).trim();
  }
  return input.trim();
}
