import { addressWords, normaliseBaseUrl } from '../core/baseUrl.ts';
import type { Api, Endpoint, Sampling } from '../core/endpoint.ts';
import { uniqueLabels } from '../core/labels.ts';
import { keyVariable } from './apiKeys.ts';
import { UsageError } from './io.ts';

/** The endpoints that `--endpoint` and `--name` give. Throws a `UsageError` that names the option. */
export function endpointArguments(
  given: readonly string[],
  names: readonly string[],
  api: Api,
  sampling: Sampling,
): readonly Endpoint[] {
  if (given.length === 0) {
    throw new UsageError(
      'Give at least one --endpoint URL#MODEL, such as http://127.0.0.1:8000/v1#my-model.',
    );
  }
  if (names.length > given.length) {
    throw new UsageError('There are more --name than --endpoint; names go to endpoints by position.');
  }
  return uniqueLabels(
    given.map((text, index) => {
      const { baseUrl, model } = addressAndModel('--endpoint', text, index, index);
      const label = names[index] ?? model;
      if (label.trim() === '') {
        throw new UsageError('--name: a label must not be empty.');
      }
      return { label, baseUrl, model, api, sampling, headers: {} };
    }),
  );
}

/**
 * The endpoints that `--judge` gives, asked once and with no sampling but their own.
 *
 * @param before how many endpoints come before them in the order of keys
 */
export function judgeArguments(given: readonly string[], before: number): readonly Endpoint[] {
  return given.map((text, index) => {
    const { baseUrl, model } = addressAndModel('--judge', text, index, before + index);
    return { label: model, baseUrl, model, api: 'chat', sampling: { repeats: 1 }, headers: {} };
  });
}

/** @param place of its key among those of the environment, 0-based */
function addressAndModel(
  option: '--endpoint' | '--judge',
  text: string,
  index: number,
  place: number,
): Pick<Endpoint, 'baseUrl' | 'model'> {
  const hash = text.indexOf('#');
  const base = normaliseBaseUrl(hash === -1 ? text : text.slice(0, hash));
  if (!base.ok) {
    const keyAdvice = `put the key into the environment, as ${keyVariable(place)}`;
    throw new UsageError(`${endpointName(option, index, text)}: ${addressWords(base.problem, keyAdvice)}`);
  }
  const model = hash === -1 ? '' : text.slice(hash + 1);
  if (model === '') {
    throw new UsageError(`${endpointName(option, index, text)}: the model is missing. Write URL#MODEL.`);
  }
  return { baseUrl: base.baseUrl, model };
}

/** An endpoint that is refused, by its position and origin alone: the rest of what was given may hold a password. */
function endpointName(option: string, index: number, given: string): string {
  const url = addressOf(given);
  const origin = url === null || url.host === '' ? '' : ` (${url.protocol}//${url.host})`;
  return `${option} number ${index + 1}${origin}`;
}

function addressOf(given: string): URL | null {
  const address = given.replace(/#.*/s, '').trim();
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
}
