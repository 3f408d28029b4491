import { domains } from '../core/domain.ts';
import {
  absentLines,
  domainNames,
  gain,
  headOf,
  index,
  notesOf,
  probability,
} from '../core/transfer/export/figures.ts';
import type { BenchmarkTransfer, ModelTransfer, Transfer } from '../core/transfer/transfer.ts';
import { oneLine } from './oneLine.ts';

/** Cells of the bar on each side of nothing. */
const half = 8;

/** A transfer for a terminal: under what it was computed, then each model with its benchmarks, domains and index. */
export function transferLines(transfer: Transfer): readonly string[] {
  const largest = Math.max(
    ...transfer.models.flatMap(({ benchmarks }) => benchmarks.map(({ delta }) => Math.abs(delta.value))),
  );
  const names = transfer.models.flatMap(({ benchmarks }) => benchmarks.map(({ benchmark }) => benchmark));
  const width = Math.max(15, ...names.map((name) => oneLine(name).length));
  return [
    `${headOf(transfer).join('; ')}.`,
    ...transfer.models.flatMap((model) => ['', ...modelLines(model, transfer, width, largest)]),
    ...absentLines(transfer).flatMap((line) => ['', oneLine(line)]),
  ];
}

function modelLines(model: ModelTransfer, { variant }: Transfer, width: number, largest: number): string[] {
  const facts = [model.method, model.size, model.inCohort ? null : 'not in the cohort']
    .filter((each) => each !== null)
    .map((each) => `, ${each}`);
  return [
    oneLine(`${model.model}, tuned from ${model.base}${facts.join('')}`),
    ...model.benchmarks.map((one) => `  ${benchmarkLine(one, width, largest)}`),
    ...domains.map((domain) => {
      const { delta, di, sigma, benchmarks, of, reason } = model.domains[domain];
      const own = [
        `ΔR ${gain(delta, '-')}`,
        ...(di.value === null ? [] : [`DI ${di.value.toFixed(3)}`]),
        ...(variant === 'v2-per-model' && sigma !== null ? [`σ ${sigma.toFixed(2)}`] : []),
        `${benchmarks} of ${of} benchmarks`,
        ...(di.value === null ? [`DI undefined${reason === null ? '' : `: ${reason}`}`] : []),
      ];
      return oneLine(`  ${domainNames[domain].padEnd(width)}  ${own.join(', ')}`);
    }),
    `  ${'TI in %'.padEnd(width)}  other ${index(model.ti.other, '-')}, non ${index(model.ti.non, '-')}`,
    ...notesOf(model).map((note) => oneLine(`  ! ${note}`)),
  ];
}

function benchmarkLine(one: BenchmarkTransfer, width: number, largest: number): string {
  const { benchmark, domain, base, tuned, delta, n, p, pAdjusted, flips, detectable } = one;
  // Resamples of nothing but zeros know no other value.
  const alike = detectable?.worstCase === true;
  return [
    oneLine(benchmark).padEnd(width),
    domain.padEnd(5),
    `${base.toFixed(1).padStart(5)} → ${tuned.toFixed(1).padStart(5)}`,
    signedBar(delta.value, largest),
    (alike ? `${gain({ ...delta, low: null, high: null }, '-')} (no item differs)` : gain(delta, '-')).padEnd(
      24,
    ),
    [
      ...(n === null ? [] : [`n = ${n}`]),
      ...(p === null ? [] : [probability(p)]),
      ...(pAdjusted === null ? [] : [probability(pAdjusted, 'adjusted').replace(' = ', ' ')]),
      ...(detectable === null ? [] : [`detectable ${detectable.points.toFixed(1)}`]),
      ...(flips === null ? [] : [`learned ${flips.learned}, forgotten ${flips.forgotten}`]),
    ].join(', '),
  ]
    .join('  ')
    .trimEnd();
}

/** A bar from the middle to the right for what was gained, to the left for what was lost. */
export function signedBar(value: number, largest: number): string {
  const length = largest > 0 ? (half * Math.abs(value)) / largest : 0;
  const whole = Math.floor(length + 0.25);
  const part = length - whole >= 0.25;
  const [filled, mark] = ['█'.repeat(whole), value < 0 ? '▐' : '▌'];
  const bar = value < 0 ? `${part ? mark : ''}${filled}` : `${filled}${part ? mark : ''}`;
  return value < 0 ? `${bar.padStart(half)}│${' '.repeat(half)}` : `${' '.repeat(half)}│${bar.padEnd(half)}`;
}
