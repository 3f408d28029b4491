import * as vscode from 'vscode';
import * as v from 'valibot';
import { transferCsv } from '../core/transfer/export/transferCsv.ts';
import { transferLatex } from '../core/transfer/export/transferLatex.ts';
import { transferMarkdown } from '../core/transfer/export/transferMarkdown.ts';
import { writeExported } from './exportedFile.ts';
import { notify } from './notify.ts';
import { imageBytes, imageName } from './transferImage.ts';
import type { TransferModel } from './transferModel.ts';
import { recordOf, type TransferMade, type TransferPlace } from './transferRecord.ts';

const formats = ['csv', 'markdown', 'latex', 'json'] as const;
type Format = (typeof formats)[number];

const kinds: Readonly<Record<Format | 'png' | 'svg', readonly [name: string, ending: string]>> = {
  csv: ['CSV', 'csv'],
  markdown: ['Markdown', 'md'],
  latex: ['LaTeX', 'tex'],
  json: ['JSON', 'json'],
  png: ['PNG', 'png'],
  svg: ['SVG', 'svg'],
};

/** What `exportTransfer` can be called with, as by a key of the user's own; what is left open is asked. */
const Wanted = v.object({
  as: v.optional(v.picklist(formats)),
  /** Absolute, or from the first folder on. */
  file: v.optional(v.string()),
  to: v.optional(v.literal('clipboard')),
});
type Wanted = v.InferOutput<typeof Wanted>;

/** Writes the transfer's numbers and pictures to files. */
export class TransferExport {
  constructor(
    private readonly model: Pick<TransferModel, 'whole'>,
    private readonly place: () => TransferPlace,
  ) {}

  /** `exportTransfer`: the numbers in a format, to a file or the clipboard. */
  exportTransfer = async (argument: unknown): Promise<void> => {
    const wanted = v.safeParse(Wanted, argument ?? {});
    await this.numbers(wanted.success ? wanted.output : {});
  };

  async numbers(asked: Wanted): Promise<void> {
    const wanted = asked.as === undefined ? await pick(asked) : asked;
    if (wanted?.as === undefined) return;
    const { as } = wanted;
    const made = await this.made();
    if (made === null) return;
    const text = await this.textOf(as, made);
    if (wanted.to === 'clipboard') {
      await vscode.env.clipboard.writeText(text);
      void vscode.window.setStatusBarMessage(vscode.l10n.t('Transfer copied as {0}', kinds[as][0]), 5000);
      return;
    }
    const uri = wanted.file === undefined ? await ask(`transfer.${kinds[as][1]}`, as) : at(wanted.file);
    if (uri) await writeExported(uri, Buffer.from(text, 'utf8'));
  }

  /** Null, and said why, where there is nothing. */
  private async made(): Promise<TransferMade | null> {
    const options = {
      location: vscode.ProgressLocation.Window,
      title: vscode.l10n.t('Computing the transfer'),
    };
    try {
      const made = await vscode.window.withProgress(options, () => this.model.whole());
      if (made === null) void notify.info(nothing());
      return made;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void notify.error(vscode.l10n.t('The intervals of the transfer could not be computed: {0}', why));
      return null;
    }
  }

  /** A picture that the panel drew. */
  async image(chart: string, as: 'png' | 'svg', data: string): Promise<void> {
    const bytes = imageBytes(as, data);
    if (bytes === null) {
      void notify.warning(vscode.l10n.t('The picture could not be saved: it is not of its form.'));
      return;
    }
    const uri = await ask(imageName(chart, as), as);
    if (uri) await writeExported(uri, bytes);
  }

  private async textOf(as: Format, made: TransferMade): Promise<string> {
    switch (as) {
      case 'csv':
        return transferCsv(made.transfer);
      case 'markdown':
        return transferMarkdown(made.transfer);
      case 'latex':
        return transferLatex(made.transfer);
      case 'json':
        return recordOf(made, this.place());
    }
  }
}

function nothing(): string {
  return vscode.l10n.t('There is no transfer to export: no tuned model and its base have results.');
}

/** Which format, and whether to a file or the clipboard. */
async function pick(asked: Wanted): Promise<Wanted | null> {
  const rows = formats.flatMap((as): (vscode.QuickPickItem & { readonly wanted: Wanted })[] => {
    const [name] = kinds[as];
    return [
      { label: vscode.l10n.t('{0} file…', name), wanted: { ...asked, as } },
      { label: vscode.l10n.t('{0} to the clipboard', name), wanted: { as, to: 'clipboard' } },
    ];
  });
  const ordered = [
    ...rows.filter(({ wanted }) => wanted.to === undefined),
    ...rows.filter(({ wanted }) => wanted.to !== undefined),
  ];
  const title = vscode.l10n.t('Export the transfer as');
  return (await vscode.window.showQuickPick(ordered, { title }))?.wanted ?? null;
}

/** Where a file is saved: where the user says, by default in the first folder. */
async function ask(name: string, kind: keyof typeof kinds): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [words, ending] = kinds[kind];
  return vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    filters: { [words]: [ending] },
    title: vscode.l10n.t('Export'),
  });
}

function at(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isWhole = file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file);
  return folder === undefined || isWhole ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder, file);
}
