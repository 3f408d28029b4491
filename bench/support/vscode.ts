/** As much of VS Code as what a benchmark measures needs; the rest of it costs VS Code's time, not ours. */
export const env = { language: 'en' };

export const l10n = {
  bundle: undefined,
  t: (message: string, ...values: unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export class MarkdownString {
  value: string;
  isTrusted: unknown;
  supportHtml = false;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export const window = {};
export const workspace = {};
