import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { withField, withoutEntry } from '../core/jsonList.ts';
import { sanitiseLabel } from '../core/labels.ts';
import type { Scope } from './benchmarkLists.ts';
import { notify } from './notify.ts';
import { pickTitle } from './pickText.ts';
import type { Settings } from './settings.ts';
import type { ListText, SettingsFiles } from './settingsFiles.ts';

const setting = 'reasoningTransfer.endpoints';

/** Changes single endpoints where they are defined; the others and all comments stay as they are. */
export class EndpointEdits {
  constructor(
    private readonly settings: Pick<
      Settings,
      'endpoints' | 'endpointEntry' | 'saveEndpoints' | 'renameModel'
    >,
    private readonly files: Pick<SettingsFiles, 'find' | 'write'>,
  ) {}

  /** `removeEndpoint`, after a question. */
  async remove({ label }: Pick<Endpoint, 'label'>): Promise<void> {
    const sure = await notify.confirm('warning', {
      message: vscode.l10n.t('Remove the endpoint {0} from the settings?', label),
      detail: vscode.l10n.t('Its saved samples stay.'),
      action: vscode.l10n.t('Remove'),
    });
    const found = sure ? this.settings.endpointEntry(label) : null;
    if (!found) return;
    const { entries, place, scope } = found;
    await this.save(scope, entries, entries.toSpliced(place, 1), ({ text, list }) =>
      withoutEntry(text, list, place),
    );
  }

  /** `renameEndpoint`: another label, under which what comes is saved. */
  async rename({ label, model }: Pick<Endpoint, 'label' | 'model'>): Promise<void> {
    const others = this.settings.endpoints().endpoints.filter((endpoint) => endpoint.label !== label);
    const taken = new Set(others.map((endpoint) => folderKey(endpoint.label)));
    const entered = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename {0}', pickTitle(label)),
      prompt: vscode.l10n.t(
        'Samples that are saved stay under the label {0}; new ones are saved under the new one.',
        pickTitle(label),
      ),
      value: label,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === ''
          ? vscode.l10n.t('An endpoint needs a label.')
          : taken.has(folderKey(text.trim()))
            ? vscode.l10n.t('Another endpoint has this label.')
            : undefined,
    });
    const renamed = entered?.trim() ?? '';
    const found = this.settings.endpointEntry(label);
    const entry = found?.entries[found.place];
    if (renamed === '' || renamed === label || !found || typeof entry !== 'object' || entry === null) return;
    const { entries, place, scope } = found;
    const wanted = 'label' in entry ? { ...entry, label: renamed } : { label: renamed, ...entry };
    // What names the model by its id finds it as before. VS Code writes this, and before the text is read.
    if (label !== model) await this.settings.renameModel(label, renamed);
    await this.save(scope, entries, entries.with(place, wanted), ({ text, list }) => {
      const at = list.entries[place];
      return at === undefined ? text : withField(text, at, 'label', renamed);
    });
  }

  /** `editEndpoint`: the settings file with the entry selected; where it cannot be found, the setting. */
  async edit({ label }: Pick<Endpoint, 'label'>): Promise<void> {
    const found = this.settings.endpointEntry(label);
    const file = found && (await this.files.find(setting, found.scope, found.entries));
    const at = file?.list.entries[found?.place ?? -1];
    if (!found || !file || !at) {
      const user = found?.scope !== 'workspace';
      await vscode.commands.executeCommand(
        user ? 'workbench.action.openSettingsJson' : 'workbench.action.openWorkspaceSettingsFile',
        { revealSetting: { key: setting } },
      );
      return;
    }
    const document = await vscode.workspace.openTextDocument(file.uri);
    const selection = new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
    await vscode.window.showTextDocument(document, { selection });
  }

  private async save(
    scope: Scope,
    entries: readonly unknown[],
    wanted: readonly unknown[],
    change: (file: ListText) => string,
  ): Promise<void> {
    const file = await this.files.find(setting, scope, entries);
    if (file && (await this.files.write(file, change(file), setting, wanted))) return;
    await this.settings.saveEndpoints(wanted, scope);
  }
}

/** Labels are names of folders; those are alike on file systems that ignore case. */
function folderKey(label: string): string {
  return sanitiseLabel(label).toLowerCase();
}
