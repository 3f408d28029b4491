import { escapeHidden } from '../../hiddenText.ts';
import { domains } from '../../domain.ts';
import type { Interval, ModelTransfer, Transfer } from '../transfer.ts';
import { headOf } from './figures.ts';

/** A table for a paper: mean gains by domain beside the index. It needs the package booktabs. Ends with a line end. */
export function transferLatex(transfer: Transfer): string {
  const rows = transfer.models.map((model) => [
    escapeLatex(model.model),
    ...domains.map((domain) => interval(model.domains[domain].delta, true)),
    indexCell(model.ti.other),
    indexCell(model.ti.non),
  ]);
  const head = ['Model', ...['math', 'other', 'non'].map((name) => `$\\Delta R_{\\mathrm{${name}}}$`)];
  const indexes = ['other', 'non'].map((name) => `$\\mathrm{TI}_{\\mathrm{${name}}}$ (\\%)`);
  return [
    `% Needs \\usepackage{booktabs}. ${escapeComment(headOf(transfer).join('; '))}.`,
    '\\begin{table}',
    '\\centering',
    '\\begin{tabular}{lrrrrr}',
    '\\toprule',
    `${[...head, ...indexes].join(' & ')} \\\\`,
    '\\midrule',
    ...rows.map((cells) => `${cells.join(' & ')} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    `\\caption{Transfer: ${escapeLatex(headOf(transfer).join('; '))}.}`,
    '\\end{table}',
    '',
  ].join('\n');
}

function indexCell(ti: ModelTransfer['ti']['other']): string {
  return ti.status === 'undefined' ? 'undefined' : interval(ti, false);
}

function interval({ value, low, high }: Interval, sign: boolean): string {
  if (value === null) return '--';
  const number = (each: number): string => {
    const text = Math.abs(each).toFixed(1);
    const mark = Number(text) === 0 ? '' : each < 0 ? '-' : sign ? '+' : '';
    return `$${mark}${text}$`;
  };
  return low === null || high === null
    ? number(value)
    : `${number(value)} (${number(low)} to ${number(high)})`;
}

const marks: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ['"', "''"],
  ['σ', '$\\sigma$'],
]);

/** Text in which nothing is a command, nor an argument (`[`) or a star of the `\\` that ends the row before it. */
function escapeLatex(text: string): string {
  const shown = escapeHidden(text.replace(/\s+/g, ' '));
  const escaped = shown.replace(/[\\~^<>|"σ#$%&_{}]/g, (sign) => marks.get(sign) ?? `\\${sign}`);
  return /^\s*[[*]/.test(shown) ? `{}${escaped}` : escaped;
}

function escapeComment(text: string): string {
  return escapeHidden(text.replace(/\s+/g, ' '));
}
