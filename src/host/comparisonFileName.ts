import * as vscode from 'vscode';
import type { ComparisonRecord } from '../core/compare/export/comparisonRecord.ts';

/** In UTF-8, with the ending: file systems allow 255 of a name, and Windows 260 characters of a whole path. */
const mostBytes = 119;
/** Of a part, in UTF-16 units: what is beyond is cut in any case. */
const longestPart = 2 * mostBytes;

/** Names that Windows keeps for devices, whatever follows the first dot (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The file name that is offered for a comparison: benchmark, item and whose traces they are, or how many where they are
 * more than two; such as `MATH-500_legs-2_base_tuned.html`. Any file system takes it.
 *
 * @param ending without the dot
 */
export function comparisonFileName(
  { item, traces }: Pick<ComparisonRecord, 'item' | 'traces'>,
  ending: string,
): string {
  const whose =
    traces.length > 2 ? [vscode.l10n.t('{0} models', traces.length)] : traces.map(({ label }) => label);
  const parts = [item.benchmark, item.id, ...whose].map(cleaned).filter((part) => part !== '');
  const room = mostBytes - bytesOf(`_.${ending}`);
  while (bytesOf(parts.join('_')) > room) {
    const longest = parts.reduce((most, part) => (bytesOf(part) > bytesOf(most) ? part : most));
    parts.splice(parts.indexOf(longest), 1, shorter(longest));
  }
  const name = parts.map(cleaned).join('_').replace(device, '_$&');
  return `${name === '' ? 'comparison' : name}.${ending}`;
}

/** Letters, digits and what stands between them in names, without dots and dashes around. */
function cleaned(part: string): string {
  return part
    .slice(0, longestPart)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
}

/** Without its last character as readers see it, so that no letter loses its accents. */
function shorter(text: string): string {
  const last = [...graphemes.segment(text)].at(-1);
  return last === undefined ? '' : text.slice(0, last.index);
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
