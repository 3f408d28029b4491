import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint } from '../core/endpoint.ts';
import type { Identified } from '../endpoints/identify.ts';
import type { SettingProblem } from '../core/endpointSettings.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';
import { repeatsWords } from './requestWords.ts';
import { roleWords } from './roleWords.ts';
import { endpointState } from './serverWords.ts';
import type { Settings } from './settings.ts';
import { samplingWords } from './traceWords.ts';

const lastLabels = 'evaluate.labels';

/** Asks which of the endpoints in the settings to evaluate on. */
export class EndpointPick {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly settings: Settings,
    /** What an endpoint's server last said; undefined where it was not asked. */
    private readonly said: (endpoint: Endpoint) => Identified | undefined,
  ) {}

  /**
   * All endpoints where there is one; else those the user picks, the last ones picked before but for those that are
   * known to be down.
   *
   * @param count items that are to be evaluated
   * @param wanted labels or models that are picked beforehand, where there are endpoints of them
   */
  async pick(count: number, wanted: readonly string[] = []): Promise<readonly Endpoint[] | null> {
    const { endpoints } = this.settings.endpoints();
    const problems = this.settings.problems();
    if (endpoints.length === 0 && problems.length === 0) {
      await offerEndpoints();
      // What was just added is what the user wants to ask, so nothing is picked twice.
      const added = this.settings.endpoints().endpoints;
      return added.length > 0 ? added : null;
    }
    if (problems.length > 0) void this.offerSettings(problems);
    if (endpoints.length === 0) return null;
    if (endpoints.length === 1) return endpoints;
    const last = v.safeParse(v.array(v.string()), this.memory.get(lastLabels));
    const named = endpoints.filter(({ label, model }) => wanted.includes(label) || wanted.includes(model));
    const before = last.success ? last.output : [];
    const known = new Set(named.length > 0 ? named.map(({ label }) => label) : before);
    const anyKnown = endpoints.some(({ label }) => known.has(label));
    const items = this.settings.inOrder(endpoints).map((endpoint) =>
      endpointPickItem(endpoint, {
        role: this.settings.roleOf(endpoint.label, endpoint.model),
        said: this.said(endpoint),
        wanted: anyKnown ? known.has(endpoint.label) : true,
      }),
    );
    // What was known of the servers may be old: to pick none of them would be no help.
    const none = !items.some(({ picked }) => picked);
    const picks = await vscode.window.showQuickPick(
      none ? items.map((item) => ({ ...item, picked: true })) : items,
      {
        title:
          count === 1
            ? vscode.l10n.t('Evaluate 1 item on')
            : vscode.l10n.t('Evaluate {0} items on', countWords(count)),
        canPickMany: true,
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    if (!picks || picks.length === 0) return null;
    await this.memory.update(
      lastLabels,
      picks.map(({ endpoint }) => endpoint.label),
    );
    return picks.map(({ endpoint }) => endpoint);
  }

  /** Says what is wrong with the settings; the endpoints that are right can be used meanwhile. */
  private async offerSettings(problems: readonly SettingProblem[]): Promise<void> {
    const open = vscode.l10n.t('Open Settings');
    const answer = await notify.warning(
      problems.map(({ field, message }) => `${field}: ${inLanguage(message)}`).join(' '),
      open,
    );
    if (answer === open) await this.settings.openEndpoints();
  }
}

/** An endpoint to pick; one that is known to be down is not picked beforehand. */
export function endpointPickItem(
  endpoint: Endpoint,
  {
    role,
    said,
    wanted,
  }: {
    readonly role: 'base' | 'tuned' | null;
    readonly said: Identified | undefined;
    readonly wanted: boolean;
  },
): vscode.QuickPickItem & { readonly endpoint: Endpoint } {
  const state = endpointState(endpoint, said);
  return {
    label: pickText(endpoint.label),
    description: [
      role && roleWords(role),
      endpoint.model === endpoint.label ? null : endpoint.model,
      state?.words ?? null,
    ]
      .filter((part) => part !== null)
      .map((part) => pickText(part))
      .join(' · '),
    detail: pickText(
      [samplingWords(endpoint.sampling), repeatsWords(endpoint.sampling.repeats), endpoint.baseUrl].join(
        ' · ',
      ),
    ),
    picked: wanted && state?.down !== true,
    endpoint,
  };
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
