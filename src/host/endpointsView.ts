import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Identified } from '../endpoints/identify.ts';
import type { ServerStatus } from '../endpoints/origin.ts';
import { findModel } from '../endpoints/serverInfo.ts';
import type { Servers } from '../endpoints/servers.ts';
import type { SettingProblem } from '../core/endpointSettings.ts';
import { modelWords } from './modelWords.ts';
import type { Settings } from './settings.ts';

/** A row of the view. */
export type EndpointNode =
  | { readonly kind: 'server'; readonly origin: string; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'problem'; readonly problem: SettingProblem };

/**
 * The view "Endpoints": servers with their state and queue, and the endpoints on them. A server is asked when
 * the view is first seen, when its settings change and on request; nothing is polled.
 */
export class EndpointsView implements vscode.Disposable {
  private readonly checked = new Map<string, Identified>();
  private readonly asking = new Set<string>();
  private readonly subscriptions: { dispose(): void }[];
  private timer: NodeJS.Timeout | null = null;

  /** @param changed tells VS Code to draw the view again */
  constructor(
    private readonly settings: Settings,
    private readonly servers: Servers,
    private readonly changed: () => void,
  ) {
    this.subscriptions = [
      settings.onDidChange(() => this.redraw()),
      servers.onDidChange(() => this.redraw()),
      new vscode.Disposable(() => this.timer && clearTimeout(this.timer)),
    ];
  }

  /** Asks every server again. */
  refresh = async (): Promise<void> => {
    this.checked.clear();
    await this.checkNew();
  };

  getChildren(node?: EndpointNode): EndpointNode[] {
    if (node?.kind === 'server') return node.endpoints.map((endpoint) => ({ kind: 'endpoint', endpoint }));
    if (node) return [];
    // VS Code asks for the rows only while the view is seen.
    void this.checkNew();
    const { endpoints } = this.settings.endpoints();
    const problems = this.settings.problems();
    const byOrigin = Map.groupBy(endpoints, (endpoint) => originOf(endpoint.baseUrl) ?? endpoint.baseUrl);
    return [
      ...[...byOrigin].map(([origin, of]): EndpointNode => ({ kind: 'server', origin, endpoints: of })),
      ...problems.map((problem): EndpointNode => ({ kind: 'problem', problem })),
    ];
  }

  getTreeItem(node: EndpointNode): vscode.TreeItem {
    if (node.kind === 'server') return this.serverItem(node.origin);
    if (node.kind === 'endpoint') return this.endpointItem(node.endpoint);
    const item = new vscode.TreeItem(node.problem.field);
    item.description = node.problem.message;
    item.tooltip = `${node.problem.field}: ${node.problem.message}`;
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.command = { command: 'reasoningTransfer.editEndpoints', title: '' };
    return item;
  }

  private serverItem(origin: string): vscode.TreeItem {
    const result = this.checked.get(origin);
    const status = this.servers.status().find((server) => server.origin === origin);
    const item = new vscode.TreeItem(origin, vscode.TreeItemCollapsibleState.Expanded);
    item.contextValue = 'server';
    item.description = [serverWords(result), ...queueWords(status)].join(' · ');
    item.tooltip = [
      ...(result && !result.ok ? [result.message] : []),
      vscode.l10n.t('Reached from {0}, where the extension runs.', vscode.env.remoteName ?? hostname()),
    ].join('\n');
    item.iconPath = !result
      ? new vscode.ThemeIcon('server')
      : result.ok
        ? new vscode.ThemeIcon('server', new vscode.ThemeColor('testing.iconPassed'))
        : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    return item;
  }

  private endpointItem(endpoint: Endpoint): vscode.TreeItem {
    const item = new vscode.TreeItem(endpoint.label);
    const role = this.settings.roleOf(endpoint.label, endpoint.model);
    const result = this.checked.get(originOf(endpoint.baseUrl) ?? '');
    const model = result?.ok ? findModel(result.server, endpoint.model) : undefined;
    const missing = result?.ok === true && model === undefined;
    item.contextValue = 'endpoint';
    item.description = [
      ...(role === null ? [] : [role]),
      ...(endpoint.model === endpoint.label ? [] : [endpoint.model]),
      ...(endpoint.api === 'completions' ? [vscode.l10n.t('completions')] : []),
      ...(missing ? [vscode.l10n.t('not on this server')] : modelWords(model)),
    ].join(' · ');
    item.iconPath = missing
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('symbol-misc');
    return item;
  }

  /** Asks the servers that were not asked yet, all at the same time. */
  private async checkNew(): Promise<void> {
    const bases = new Map(
      this.settings.endpoints().endpoints.map(({ baseUrl }) => [originOf(baseUrl) ?? baseUrl, baseUrl]),
    );
    await Promise.all(
      [...bases]
        .filter(([origin]) => !this.checked.has(origin) && !this.asking.has(origin))
        .map(async ([origin, baseUrl]) => {
          this.asking.add(origin);
          this.checked.set(origin, await this.servers.check(baseUrl));
          this.asking.delete(origin);
          this.redraw();
        }),
    );
  }

  /** Queues change often; the tree is drawn at most four times a second. */
  private redraw(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.changed();
    }, 250);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function serverWords(result: Identified | undefined): string {
  if (!result) return vscode.l10n.t('not asked yet');
  if (result.ok) {
    const { kind, version } = result.server;
    return version === undefined ? kind : `${kind} ${version}`;
  }
  switch (result.kind) {
    case 'refused':
    case 'ipv6-only':
      return vscode.l10n.t('not running');
    case 'unauthorized':
      return vscode.l10n.t('no access without a valid API key');
    case 'timeout':
      return vscode.l10n.t('does not answer');
    case 'loading':
      return vscode.l10n.t('loading');
    case 'bad-address':
    case 'not-openai':
    case 'server-error':
    case 'cancelled':
      return vscode.l10n.t('not usable');
  }
}

function queueWords(status: ServerStatus | undefined): string[] {
  if (!status) return [];
  return [
    ...(status.running > 0 ? [vscode.l10n.t('{0} running', status.running)] : []),
    ...(status.queued > 0 ? [vscode.l10n.t('{0} queued', status.queued)] : []),
    ...(status.retrying > 0 ? [vscode.l10n.t('{0} waiting to retry', status.retrying)] : []),
  ];
}
