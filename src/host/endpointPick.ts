import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint } from '../core/endpoint.ts';
import type { SettingProblem } from '../core/endpointSettings.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';

const lastLabels = 'evaluate.labels';

/** Asks which of the endpoints in the settings to evaluate on. */
export class EndpointPick {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly settings: Settings,
  ) {}

  /** All endpoints where there is one; else those the user picks, the last ones picked before. */
  async pick(): Promise<readonly Endpoint[] | null> {
    const { endpoints } = this.settings.endpoints();
    const problems = this.settings.problems();
    if (endpoints.length === 0 && problems.length === 0) {
      await offerEndpoints();
      return null;
    }
    if (problems.length > 0) void this.offerSettings(problems);
    if (endpoints.length === 0) return null;
    if (endpoints.length === 1) return endpoints;
    const last = v.safeParse(v.array(v.string()), this.memory.get(lastLabels));
    const known = new Set(last.success ? last.output : []);
    const anyKnown = endpoints.some(({ label }) => known.has(label));
    const picks = await vscode.window.showQuickPick(
      this.settings.inOrder(endpoints).map((endpoint) => ({
        label: endpoint.label,
        description: [
          this.settings.roleOf(endpoint.label, endpoint.model),
          endpoint.model === endpoint.label ? null : endpoint.model,
        ]
          .filter((part) => part !== null)
          .join(' · '),
        detail: endpoint.baseUrl,
        picked: anyKnown ? known.has(endpoint.label) : true,
        endpoint,
      })),
      {
        title: vscode.l10n.t('Evaluate on'),
        canPickMany: true,
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    if (!picks || picks.length === 0) return null;
    await this.memory.update(
      lastLabels,
      picks.map(({ label }) => label),
    );
    return picks.map(({ endpoint }) => endpoint);
  }

  /** Says what is wrong with the settings; the endpoints that are right can be used meanwhile. */
  private async offerSettings(problems: readonly SettingProblem[]): Promise<void> {
    const open = vscode.l10n.t('Open Settings');
    const answer = await notify.warning(
      problems.map(({ field, message }) => `${field}: ${message}`).join(' '),
      open,
    );
    if (answer === open) await this.settings.openEndpoints();
  }
}

async function offerEndpoints(): Promise<void> {
  const discover = vscode.l10n.t('Discover Endpoints');
  const add = vscode.l10n.t('Add Endpoint…');
  const answer = await notify.info(
    vscode.l10n.t('There is no endpoint yet. An endpoint is one model on one OpenAI-compatible server.'),
    discover,
    add,
  );
  if (answer === discover) await vscode.commands.executeCommand('reasoningTransfer.discoverEndpoints');
  if (answer === add) await vscode.commands.executeCommand('reasoningTransfer.addEndpoint');
}
