import * as l10n from '@vscode/l10n';
import type { Domain } from '../../core/domain.ts';
import type { ModelTransfer, TransferIndex } from '../../core/transfer/transfer.ts';
import type { TransferState } from '../../protocol.ts';
import { plain, points, withSpan } from './figures.ts';
import { domainTitle } from './words.ts';

const order: readonly Domain[] = ['math', 'other', 'non'];

/**
 * What a model's gain on math became, in one sentence of its numbers and never stronger than them, without its name:
 * `math +27.4 (+24.1 to +30.5), other reasoning …, non-reasoning …; TI other 60.7 (…), TI non undefined: …`. The
 * index never stands without the gains that it is made of.
 */
export function sentence(model: ModelTransfer): string {
  const [math, other, non] = order.map((domain) => gainWords(model, domain));
  const { ti } = model;
  const sameReason = ti.other.status === 'undefined' && ti.other.reason === ti.non.reason;
  if (sameReason && ti.non.status === 'undefined') {
    return l10n.t(
      'math {0}, other reasoning {1}, non-reasoning {2}; TI other and TI non {3}.',
      math ?? '',
      other ?? '',
      non ?? '',
      indexWords(ti.other),
    );
  }
  return l10n.t(
    'math {0}, other reasoning {1}, non-reasoning {2}; TI other {3}; TI non {4}.',
    math ?? '',
    other ?? '',
    non ?? '',
    indexWords(ti.other),
    indexWords(ti.non),
  );
}

/** `+27.4 (+24.1 to +30.5)`, or that there is none; where no item differs, that in place of an interval. */
function gainWords({ domains, benchmarks }: ModelTransfer, domain: Domain): string {
  const { delta } = domains[domain];
  const own = benchmarks.filter((one) => one.domain === domain);
  const alike = own.length > 0 && own.every(({ detectable }) => detectable?.worstCase === true);
  if (alike && delta.value !== null) return l10n.t('{0} (no item differs)', points(delta.value));
  return withSpan(delta, points) ?? l10n.t('not measured');
}

function indexWords(index: TransferIndex): string {
  if (index.status === 'ok') return withSpan(index, plain) ?? l10n.t('undefined');
  return index.reason === null ? l10n.t('undefined') : l10n.t('undefined: {0}', inSentence(index.reason));
}

/** A reason is a sentence of its own; within another it ends where that ends. */
function inSentence(reason: string): string {
  return reason.replace(/\.$/, '');
}

/** What a reader must know before they believe the sentence, one a line. */
export function caveats(
  model: ModelTransfer,
  { pending, failed }: Pick<TransferState, 'pending' | 'failed'>,
): string[] {
  const said: string[] = [];
  if (pending) said.push(l10n.t('Intervals are being computed.'));
  else if (failed && model.benchmarks.some(({ n }) => n !== null))
    said.push(l10n.t('No interval: it could not be computed.'));
  else if (model.interval === 'none')
    said.push(l10n.t('No interval: the results hold no scores of single items.'));
  for (const domain of order) {
    const { benchmarks, of, reason, shrunk } = model.domains[domain];
    if (benchmarks < of && benchmarks > 0)
      said.push(
        l10n.t('{0} rests on {1} of {2} benchmarks.', domainTitle(domain), String(benchmarks), String(of)),
      );
    if (reason !== null) said.push(l10n.t('{0}: {1}', domainTitle(domain), reason));
    if (shrunk.length > 0)
      said.push(
        l10n.t(
          '{0} is shrunk towards 0: |ΔR| on {1} is below 2 standard errors.',
          domainTitle(domain),
          shrunk.join(', '),
        ),
      );
  }
  if (!pending) said.push(...indexCaveats(model));
  return said;
}

function indexCaveats({ ti, interval }: ModelTransfer): string[] {
  return (['other', 'non'] as const).flatMap((domain) => {
    const { status, reason, nonfinite } = ti[domain];
    const name = domain === 'other' ? l10n.t('TI other') : l10n.t('TI non');
    return [
      // Why an index is undefined stands in the sentence; that nothing has an interval is said once.
      ...(status === 'ok' && reason !== null && interval !== 'none'
        ? [l10n.t('{0}: {1}', name, reason)]
        : []),
      // Where the index is undefined it has no value anyway.
      ...(nonfinite === null || nonfinite === 0 || status === 'undefined'
        ? []
        : [l10n.t('{0} has no value in {1} % of the resamples.', name, plain(nonfinite * 100))]),
    ];
  });
}
