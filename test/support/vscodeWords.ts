/** As much of the VS Code API as words need, for tests of host modules that need no more. */
export const env = { language: 'en' };

export const l10n = {
  bundle: undefined,
  t: (message: string, ...values: unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** What was shown as messages: the kind, then the arguments. */
export const messages: unknown[][] = [];

const show =
  (kind: string) =>
  (...shown: unknown[]): Promise<undefined> => {
    messages.push([kind, ...shown]);
    return Promise.resolve(undefined);
  };

export const window = {
  showInformationMessage: show('information'),
  showWarningMessage: show('warning'),
  showErrorMessage: show('error'),
};

export class MarkdownString {
  isTrusted: unknown;
  supportHtml = false;

  value: string;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}
