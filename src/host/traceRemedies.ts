import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { Remedy } from '../protocol.ts';
import type { ItemFile } from '../workspace/itemFile.ts';
import type { ItemDocuments } from './documents.ts';
import type { Evaluations } from './evaluations.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';
import type { TracesModel } from './tracesModel.ts';

/** What helps where a trace failed: to ask again, and what to set before. */
export class TraceRemedies {
  constructor(
    private readonly settings: Pick<Settings, 'endpoints' | 'openEndpoints' | 'setApi'>,
    private readonly documents: Pick<ItemDocuments, 'at'>,
    private readonly evaluations: Pick<Evaluations, 'run'>,
  ) {}

  async remedy(model: TracesModel, key: string, remedy: Remedy): Promise<void> {
    switch (remedy) {
      case 'set-key':
        await vscode.commands.executeCommand('reasoningTransfer.setApiKey');
        break;
      case 'edit-endpoints':
        await this.settings.openEndpoints();
        break;
      case 'use-completions': {
        const label = model.currentColumn(key)?.label;
        if (label !== undefined && (await this.settings.setApi(label, 'completions')))
          await this.evaluateAgain(model, key);
        break;
      }
    }
  }

  /** The item in view once more, on one column's endpoint or on all that are still in the settings. */
  async evaluateAgain(model: TracesModel, key: string | null): Promise<void> {
    const { item } = model;
    if (!item) return;
    const shown = model.currentSamples().filter(({ start }) => key === null || start.column.key === key);
    const labels = new Set(shown.map(({ start }) => start.column.label));
    const [only] = key === null ? [] : shown;
    const endpoints = this.settings.endpoints().endpoints.filter(({ label }) => labels.has(label));
    if (endpoints.length === 0) {
      void notify.warning(
        vscode.l10n.t('{0} is not among the endpoints in the settings.', [...labels].join(', ')),
      );
      return;
    }
    const uri = vscode.Uri.file(item.location.file);
    const file = await this.documents.at(uri);
    // As it stands now: the question or its gold answer may have been put right meanwhile.
    const now = await itemNow(file, item);
    if (!now) {
      void notify.warning(vscode.l10n.t('The item {0} is not in {1} any more.', item.id, item.location.file));
      return;
    }
    await this.evaluations.run([now], endpoints, {
      resume: false,
      model,
      itemsByBenchmark: await file.countByBenchmark(),
      ...(only === undefined ? {} : { repeats: [only.start.repeat[0] - 1] }),
    });
  }
}

/** The item of the same id, where it was or elsewhere in its file. */
async function itemNow(file: ItemFile, { id, task, location: { line } }: Item): Promise<Item | null> {
  const there = line === null ? null : await file.at(line);
  if (there?.item?.id === id && there.item.task === task) return there.item;
  return (await file.byId(id, task))?.item ?? null;
}
