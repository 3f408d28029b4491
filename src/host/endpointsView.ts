import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { serverRelations, type RelationSource } from '../core/results/modelRelations.ts';
import type { Identified } from '../endpoints/identify.ts';
import type { ServerStatus } from '../endpoints/origin.ts';
import type { ServerInfo } from '../endpoints/serverInfo.ts';
import type { Servers } from '../endpoints/servers.ts';
import type { SettingProblem } from '../core/endpointSettings.ts';
import { endpointRow } from './endpointRow.ts';
import { inLanguage } from './inLanguage.ts';
import { ServerChecks } from './serverChecks.ts';
import { serverAdvice, serverWords } from './serverWords.ts';
import type { Settings } from './settings.ts';

/** A row of the view. */
export type EndpointNode =
  | {
      readonly kind: 'server';
      readonly origin: string;
      readonly baseUrl: string;
      readonly endpoints: readonly Endpoint[];
    }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'problem'; readonly problem: SettingProblem };

/**
 * The view "Endpoints": servers with their state and queue, and the endpoints on them. A server is asked when
 * the view is first seen, when its endpoints change and on request; nothing is polled.
 */
export class EndpointsView implements vscode.Disposable {
  private readonly checks: ServerChecks;
  private readonly subscriptions: { dispose(): void }[];
  private timer: NodeJS.Timeout | null = null;

  /** @param changed tells VS Code to draw the view again */
  constructor(
    private readonly settings: Settings,
    private readonly servers: Servers,
    private readonly changed: () => void,
  ) {
    this.checks = new ServerChecks(servers, () => this.redraw());
    this.subscriptions = [
      settings.onDidChange(() => {
        this.checks.settle(settings.endpoints().endpoints);
        this.redraw();
      }),
      servers.onDidChange(() => this.redraw()),
    ];
  }

  /** Asks every server again. */
  refresh = async (): Promise<void> => {
    this.checks.clear();
    await this.checks.ask(this.settings.endpoints().endpoints);
  };

  /** What an endpoint's server last said; undefined where it was not asked. */
  said = (endpoint: Endpoint): Identified | undefined => this.checks.of(endpoint);

  /** What servers said their models were tuned from. */
  relations(): readonly RelationSource[] {
    const servers = new Map<string, ServerInfo>();
    for (const endpoint of this.settings.endpoints().endpoints) {
      const said = this.said(endpoint);
      if (said?.ok) servers.set(said.server.baseUrl, said.server);
    }
    return [...servers.values()].flatMap(({ origin, models }) => serverRelations(origin, models));
  }

  getChildren(node?: EndpointNode): EndpointNode[] {
    if (node?.kind === 'server') return node.endpoints.map((endpoint) => ({ kind: 'endpoint', endpoint }));
    if (node) return [];
    const { endpoints } = this.settings.endpoints();
    // VS Code asks for the rows only while the view is seen.
    void this.checks.ask(endpoints);
    const problems = this.settings.problems();
    const byServer = Map.groupBy(endpoints, ({ baseUrl }) => baseUrl);
    return [
      ...[...byServer].map(([baseUrl, of]): EndpointNode => {
        return { kind: 'server', origin: originOf(baseUrl) ?? baseUrl, baseUrl, endpoints: of };
      }),
      ...problems.map((problem): EndpointNode => ({ kind: 'problem', problem })),
    ];
  }

  getTreeItem(node: EndpointNode): vscode.TreeItem {
    if (node.kind === 'server') return this.serverItem(node);
    if (node.kind === 'endpoint') return this.endpointItem(node.endpoint);
    const item = new vscode.TreeItem(node.problem.field);
    const message = inLanguage(node.problem.message);
    item.description = message;
    item.tooltip = `${node.problem.field}: ${message}`;
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.command = { command: 'reasoningTransfer.editEndpoints', title: '' };
    return item;
  }

  private serverItem({ origin, baseUrl, endpoints }: EndpointNode & { kind: 'server' }): vscode.TreeItem {
    const results = endpoints.map((endpoint) => this.checks.of(endpoint));
    // One of them may lack a key that another has; its own row says so.
    const result = results.find((one) => one?.ok) ?? results[0];
    const status = this.servers.status().find((server) => server.baseUrl === baseUrl);
    const name = baseUrl === `${origin}/v1` ? origin : baseUrl;
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
    item.contextValue = 'server';
    item.description = [serverWords(result), ...queueWords(status)].join(' · ');
    item.tooltip = [
      serverAdvice(result) ?? [],
      vscode.l10n.t('Reached from {0}, where the extension runs.', vscode.env.remoteName ?? hostname()),
    ]
      .flat()
      .join('\n');
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
    const { description, tooltip, warns } = endpointRow(endpoint, role, this.checks.of(endpoint));
    item.contextValue = 'endpoint';
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = warns
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('symbol-misc');
    return item;
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
    if (this.timer) clearTimeout(this.timer);
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
