import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { countWords } from './language.ts';

/** How many samples of each item an endpoint is asked for. */
export function repeatsWords(repeats: number): string {
  return repeats === 1 ? vscode.l10n.t('1 repeat') : vscode.l10n.t('{0} repeats', countWords(repeats));
}

/**
 * How many requests an evaluation comes to at most: `6 items × 6 endpoints × 4 repeats = at most 144 requests.`;
 * where the endpoints differ in their repeats there is no such product, and the sum stands alone.
 */
export function requestWords(items: number, endpoints: readonly Pick<Endpoint, 'sampling'>[]): string {
  const repeats = endpoints.map(({ sampling }) => sampling.repeats);
  const sum = items * repeats.reduce((all, each) => all + each, 0);
  const [each, ...others] = new Set(repeats);
  if (each === undefined || others.length > 0) return vscode.l10n.t('At most {0} requests.', countWords(sum));
  const factors = [
    items === 1 ? vscode.l10n.t('1 item') : vscode.l10n.t('{0} items', countWords(items)),
    endpoints.length === 1
      ? vscode.l10n.t('1 endpoint')
      : vscode.l10n.t('{0} endpoints', countWords(endpoints.length)),
    repeatsWords(each),
  ].join(' × ');
  return sum === 1
    ? vscode.l10n.t('{0} = at most 1 request.', factors)
    : vscode.l10n.t('{0} = at most {1} requests.', factors, countWords(sum));
}
