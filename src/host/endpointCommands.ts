import * as v from 'valibot';
import * as vscode from 'vscode';
import { discover } from '../endpoints/discover.ts';
import { identify, type ServerInfo } from '../endpoints/identify.ts';
import { inLanguage } from './inLanguage.ts';
import { type ModelPick, modelPicks, offered, prePicked } from './modelPicks.ts';
import { originOf } from '../core/baseUrl.ts';
import { setBaseModel } from './baseModel.ts';
import type { EndpointEdits } from './endpointEdits.ts';
import type { EndpointsView } from './endpointsView.ts';
import { notify } from './notify.ts';
import type { Secrets } from './secrets.ts';
import { withAdvice } from './serverWords.ts';
import type { Settings } from './settings.ts';

/** The commands that set endpoints up. */
export class EndpointCommands {
  constructor(
    private readonly settings: Settings,
    private readonly secrets: Secrets,
    private readonly view: Pick<EndpointsView, 'refresh'>,
    private readonly edits: Pick<EndpointEdits, 'remove' | 'rename' | 'edit'>,
  ) {}

  discoverEndpoints = (): Promise<void> => discoverEndpoints(this.settings, this.secrets);

  addEndpoint = (): Promise<void> => addEndpoint(this.settings, this.secrets);

  /** @param node the row of the Endpoints view a menu was opened on, if any */
  setApiKey = async (node: unknown): Promise<void> => {
    const row = v.safeParse(v.looseObject({ kind: v.literal('server'), origin: v.string() }), node);
    await setApiKey(this.settings, this.secrets, row.success ? row.output.origin : undefined);
    await this.view.refresh();
  };

  /**
   * @param node the row of the Endpoints view a menu was opened on, if any: the tuned model
   * @param results the tuned model where it is a row of the Results view, and all models that have results
   */
  setBaseModel = async (
    node: unknown,
    results: { readonly tuned: string | null; readonly models: readonly string[] } = noResults,
  ): Promise<void> => {
    await setBaseModel(this.settings, endpointOf(node)?.label ?? results.tuned ?? undefined, results.models);
  };

  /** @param node the row of the Endpoints view that the menu was opened on; so below */
  removeEndpoint = (node: unknown): Promise<void> => this.edited(node, 'remove');

  renameEndpoint = (node: unknown): Promise<void> => this.edited(node, 'rename');

  editEndpoint = (node: unknown): Promise<void> => this.edited(node, 'edit');

  private async edited(node: unknown, how: 'remove' | 'rename' | 'edit'): Promise<void> {
    const endpoint = endpointOf(node);
    if (endpoint) await this.edits[how](endpoint);
  }
}

const noResults = { tuned: null, models: [] };

const EndpointRow = v.looseObject({
  kind: v.literal('endpoint'),
  endpoint: v.looseObject({ label: v.string(), model: v.string() }),
});

function endpointOf(node: unknown): { readonly label: string; readonly model: string } | null {
  const row = v.safeParse(EndpointRow, node);
  return row.success ? row.output.endpoint : null;
}

/** `discoverEndpoints`: asks the loopback ports of known servers, then adds what the user picks. */
async function discoverEndpoints(settings: Settings, secrets: Secrets): Promise<void> {
  const ports = settings.discoveryPorts;
  const found = await withCancel(vscode.l10n.t('Looking for model servers on this machine'), (signal) =>
    discover({ ports, keyFor: secrets.keyFor, signal }),
  );
  if (found === null) return;
  const { endpoints } = settings.endpoints();
  const picks = found.servers.flatMap((server) => modelPicks(server, endpoints));
  const unusable = found.unusable.map(withAdvice);
  const empty = found.servers.filter((server) => offered(server).length === 0).map(emptyWords);
  const others = [...unusable, ...empty].join(' ');
  if (picks.length > 0) {
    if (others !== '') void notify.warning(others);
    await pickAndAdd(settings, picks);
    return;
  }
  const add = vscode.l10n.t('Add Endpoint…');
  const answer = await notify.info(
    others === ''
      ? vscode.l10n.t(
          'No model server answered on the loopback ports {0}. Start one, or add an endpoint by its address.',
          ports.join(', '),
        )
      : others,
    add,
  );
  if (answer === add) await addEndpoint(settings, secrets);
}

/** Shows progress that can be cancelled; null where it was. */
async function withCancel<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const controller = new AbortController();
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      return run(controller.signal);
    },
  );
  return controller.signal.aborted ? null : result;
}

function emptyWords(server: ServerInfo): string {
  return server.models.length === 0
    ? vscode.l10n.t('{0} at {1} has no model yet.', server.kind, server.baseUrl)
    : vscode.l10n.t('{0} at {1} has models for embeddings only.', server.kind, server.baseUrl);
}

/** `addEndpoint`: takes an address, checks it, and says in words what is wrong. */
async function addEndpoint(settings: Settings, secrets: Secrets): Promise<void> {
  let url = 'http://127.0.0.1:8000/v1';
  for (;;) {
    const entered = await vscode.window.showInputBox({
      title: vscode.l10n.t('Add Endpoint'),
      prompt: vscode.l10n.t('OpenAI base URL of the server'),
      value: url,
      ignoreFocusOut: true,
      validateInput: (text) =>
        originOf(text) === null ? vscode.l10n.t('An address such as http://127.0.0.1:8000/v1') : undefined,
    });
    if (entered === undefined) return;
    url = entered.trim();
    const origin = originOf(url);
    if (origin === null) continue;
    const key = await secrets.keyFor(origin);
    const result = await withCancel(vscode.l10n.t('Asking {0} for its models', url), (signal) =>
      identify(url, { eachModel: true, ...(key === undefined ? {} : { key }), signal }),
    );
    if (result === null) return;
    if (result.ok) {
      if (offered(result.server).length > 0) {
        await pickAndAdd(settings, modelPicks(result.server, settings.endpoints().endpoints));
      } else void notify.info(emptyWords(result.server));
      return;
    }
    url = result.suggestion ?? url;
    if (!(await mend(result.kind, result.message, origin, secrets))) return;
  }
}

/** Says what is wrong with an address; true where the user wants to try again. */
async function mend(kind: string, message: string, origin: string, secrets: Secrets): Promise<boolean> {
  const retry = vscode.l10n.t('Change the Address');
  const setKey = vscode.l10n.t('Set API Key…');
  const choices = kind === 'unauthorized' ? [setKey, retry] : [retry];
  const answer = await notify.error(inLanguage(message), ...choices);
  if (answer === setKey) return askKey(secrets, origin);
  return answer === retry;
}

/** `setApiKey`: a key for an origin, or the value of a `${secret:NAME}` in its endpoints' headers. */
async function setApiKey(settings: Settings, secrets: Secrets, origin?: string): Promise<void> {
  const target = origin ?? (await pickOrigin(settings));
  if (target === undefined) return;
  const names = settings.headerSecrets(target);
  if (names.length === 0) {
    await askKey(secrets, target);
    return;
  }
  const keyPick = { label: vscode.l10n.t('API key'), name: null };
  const pick = await vscode.window.showQuickPick(
    [keyPick, ...names.map((name) => ({ label: `\${secret:${name}}`, name }))],
    { title: target },
  );
  if (!pick) return;
  if (pick.name === null) await askKey(secrets, target);
  else {
    const value = await askSecret(vscode.l10n.t('Value of {0} for {1}', pick.label, target));
    if (value !== undefined) await secrets.setHeader(target, pick.name, value);
  }
}

async function pickOrigin(settings: Settings): Promise<string | undefined> {
  const origins = settings.origins();
  if (origins.length === 1) return origins[0];
  if (origins.length > 0) {
    return vscode.window.showQuickPick(origins, { title: vscode.l10n.t('Server the key belongs to') });
  }
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Server the key belongs to'),
    prompt: vscode.l10n.t('Address, such as http://127.0.0.1:8000'),
    validateInput: (text) =>
      originOf(text) === null ? vscode.l10n.t('An address such as http://127.0.0.1:8000') : undefined,
  });
  return url === undefined ? undefined : (originOf(url) ?? undefined);
}

async function askKey(secrets: Secrets, origin: string): Promise<boolean> {
  const key = await askSecret(vscode.l10n.t('API key for {0}', origin));
  if (key === undefined) return false;
  await secrets.setKey(origin, key);
  void vscode.window.setStatusBarMessage(
    key === '' ? vscode.l10n.t('Key of {0} removed', origin) : vscode.l10n.t('Key of {0} saved', origin),
    5000,
  );
  return true;
}

function askSecret(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Kept in the secret storage, for this server only. Empty removes it.'),
    password: true,
    ignoreFocusOut: true,
  });
}

async function pickAndAdd(settings: Settings, picks: readonly ModelPick[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick(prePicked(picks), {
    title: vscode.l10n.t('Models to add as endpoints'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return;
  const added = await settings.addEndpoints(chosen.map(({ url, model }) => ({ url, model })));
  if (!added.hidden) {
    void notify.info(
      added.added === 0
        ? vscode.l10n.t('These endpoints are in the settings already.')
        : vscode.l10n.t('Endpoints added to your user settings: {0}.', added.added),
    );
    return;
  }
  const open = vscode.l10n.t('Open Workspace Settings');
  const answer = await notify.warning(
    vscode.l10n.t(
      'Endpoints added to your user settings: {0}. This workspace has a list of endpoints of its own, so yours do not count here.',
      added.added,
    ),
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand(
      'workbench.action.openWorkspaceSettings',
      'reasoningTransfer.endpoints',
    );
  }
}
