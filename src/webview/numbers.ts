import * as l10n from '@vscode/l10n';
import { language } from './language.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

/** A whole number as it is written in the reader's language, such as `15,000`. */
export function count(value: number): string {
  return whole.format(value);
}

/** `67 %` of a share. */
export function percent(share: number): string {
  return l10n.t('{0} %', whole.format(share * 100));
}
