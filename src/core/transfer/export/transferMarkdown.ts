import { domains } from '../../domain.ts';
import { escapeText } from '../../markdownText.ts';
import type { Transfer } from '../transfer.ts';
import { absentLines, benchmarkNames, domainNames, gain, headOf, index, notesOf } from './figures.ts';

/**
 * Two tables: the mean gains of the domains beside the index, and the gains of single benchmarks; then what is to be
 * said of single models. Names from files are escaped. Ends with a line end.
 */
export function transferMarkdown(transfer: Transfer): string {
  const { models } = transfer;
  const named = ({ model }: Transfer['models'][number]): string => escapeText(model);
  const benchmarks = benchmarkNames(transfer);
  const gains = models.map((model) => [
    named(model),
    escapeText(model.base),
    escapeText([model.method, model.size].filter((each) => each !== null).join(', ')),
    ...domains.map((domain) => gain(model.domains[domain].delta)),
    index(model.ti.other),
    index(model.ti.non),
  ]);
  const single = models.map((model) => [
    named(model),
    ...benchmarks.map((name) => {
      const found = model.benchmarks.find(({ benchmark }) => benchmark === name);
      return found === undefined ? '–' : gain(found.delta);
    }),
  ]);
  const notes = [
    ...models.flatMap((model) => notesOf(model).map((note) => `- ${named(model)}: ${escapeText(note)}`)),
    ...absentLines(transfer).map((line) => `- ${escapeText(line)}`),
  ];
  return [
    `Transfer: ${headOf(transfer).join('; ')}. ΔR is the mean gain in points, TI the index in percent.`,
    '',
    ...table(
      3,
      [
        'Model',
        'Base',
        'Method, size',
        ...domains.map((domain) => `ΔR ${domainNames[domain]}`),
        'TI other',
        'TI non',
      ],
      gains,
    ),
    '',
    ...table(1, ['ΔR in points', ...benchmarks.map(escapeText)], single),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
  ].join('\n');
}

/** @param texts columns at the left that are no numbers */
function table(texts: number, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, place) => (place < texts ? '---' : '---:'))), ...rows.map(line)];
}
