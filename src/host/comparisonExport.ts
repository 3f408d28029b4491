import * as vscode from 'vscode';
import { htmlPieces } from '../core/compare/export/comparisonHtml.ts';
import { markdownPieces } from '../core/compare/export/comparisonMarkdown.ts';
import type { ComparisonRecord } from '../core/compare/export/comparisonRecord.ts';
import { unpacked } from '../core/compare/packedAlignment.ts';
import type { Item } from '../core/items/item.ts';
import type { Align, comparisonExports } from '../protocol.ts';
import { shownOnceRead } from './comparedRead.ts';
import { comparisonFileName } from './comparisonFileName.ts';
import { writeExported } from './exportedFile.ts';
import { notify } from './notify.ts';
import type { AlignTraces } from './tracesAlignment.ts';
import { recordedOf } from './tracesCompared.ts';
import type { TracesModel } from './tracesModel.ts';

export type ComparisonFormat = (typeof comparisonExports)[number];

/** Longest work at a time, in milliseconds. */
const turnMs = 15;

const endings: Readonly<Record<Exclude<ComparisonFormat, 'copy-markdown'>, readonly [string, string]>> = {
  'save-markdown': ['Markdown', 'md'],
  'save-html': ['HTML', 'html'],
};

/** Writes a comparison of the columns of the traces panel as a page to send to others. */
export class ComparisonExport {
  constructor(private readonly alignTraces: AlignTraces) {}

  async export(model: TracesModel, align: Align, as: ComparisonFormat): Promise<void> {
    const { item } = model;
    if (item === null) return;
    const record = await this.recordOf(model, item, align);
    if (record === null) return;
    const text = await joined(as === 'save-html' ? htmlPieces(record) : markdownPieces(record));
    if (as === 'copy-markdown') {
      await vscode.env.clipboard.writeText(text);
      void vscode.window.setStatusBarMessage(vscode.l10n.t('Comparison copied as Markdown'), 5000);
      return;
    }
    const [name, ending] = endings[as];
    const home = vscode.workspace.workspaceFolders?.[0]?.uri ?? besideItem(item);
    const uri = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(home, comparisonFileName(record, ending)),
      filters: { [name]: [ending] },
      title: vscode.l10n.t('Save the comparison'),
    });
    if (uri) await writeExported(uri, Buffer.from(text, 'utf8'));
  }

  /** The columns as they are once they are read; null, and said why, where they cannot be aligned. */
  private async recordOf(model: TracesModel, item: Item, align: Align): Promise<ComparisonRecord | null> {
    const shown = await shownOnceRead(model, align.columns);
    if (shown === null) return null;
    const reference = shown.findIndex(({ column }) => column.key === align.reference);
    if (shown.length < 2) {
      void notify.info(
        vscode.l10n.t('Fewer than two of these columns are shown: there is nothing to compare.'),
      );
      return null;
    }
    const traces = recordedOf(shown, align.part);
    const options = {
      location: vscode.ProgressLocation.Window,
      title: vscode.l10n.t('Comparing traces'),
    };
    try {
      const aligned = await vscode.window.withProgress(options, () =>
        this.alignTraces(
          shown.map(({ column: { reasoning, answer }, finalAnswer }) => ({ reasoning, answer, finalAnswer })),
          Math.max(0, reference),
          align.part,
        ),
      );
      if (aligned === null) return null;
      const { benchmark, id, question, gold } = item;
      return {
        item: { benchmark, id, question, gold },
        part: align.part,
        traces,
        aligned: unpacked(aligned),
        at: new Date().toISOString(),
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void notify.warning(vscode.l10n.t('The traces could not be aligned: {0}', why));
      return null;
    }
  }
}

/** Text that is made piece by piece, with turns for the editor between them. */
async function joined(pieces: Iterable<string>): Promise<string> {
  const parts: string[] = [];
  let began = performance.now();
  for (const piece of pieces) {
    parts.push(piece);
    if (performance.now() - began < turnMs) continue;
    await new Promise(setImmediate);
    began = performance.now();
  }
  return parts.join('');
}

function besideItem({ location: { file } }: Item): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(file), '..');
}
