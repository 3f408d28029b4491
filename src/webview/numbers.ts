import * as l10n from '@vscode/l10n';
import { roundedPercent } from '../core/sharePercent.ts';
import { language } from './language.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

/** A whole number as it is written in the reader's language, such as `15,000`. */
export function count(value: number): string {
  return whole.format(value);
}

/** `67 %` of a share; `< 1 %` and `> 99 %` of one that is not quite nothing or all. */
export function percent(share: number): string {
  const { sign, percent: shown } = roundedPercent(share);
  return l10n.t('{0} %', `${sign}${whole.format(shown)}`);
}
