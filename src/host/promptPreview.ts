import * as vscode from 'vscode';
import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import type { SecretSource } from '../endpoints/requestHeaders.ts';
import type { Servers } from '../endpoints/servers.ts';
import { countTokens, estimateTokens, type TokenCount } from '../endpoints/tokenCount.ts';
import type { ItemDocuments } from './documents.ts';
import type { Evaluations } from './evaluations.ts';
import { targetItems } from './itemTargets.ts';
import { notify } from './notify.ts';
import { previewText, type PreviewedPrompt } from './promptPreviewText.ts';
import type { Settings } from './settings.ts';

const scheme = 'reasoning-transfer-prompt';

/** What an item would be sent as, to each endpoint, as a read-only document. Nothing is generated. */
export class PromptPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private readonly closed = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly documents: ItemDocuments,
    private readonly evaluations: Pick<Evaluations, 'prompt'>,
    private readonly servers: Pick<Servers, 'check' | 'status'>,
    private readonly secrets: SecretSource,
  ) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.toString()) ??
      vscode.l10n.t('This preview is not in memory any more. Run Preview Prompt on the item again.')
    );
  }

  /** `previewPrompt`: the prompts of the item at the cursor, or of the one an argument names. */
  previewPrompt = async (argument: unknown): Promise<void> => {
    const found = await targetItems(this.documents, argument);
    const item = found.ok ? found.items[0] : undefined;
    if (!found.ok || !item) {
      void notify.warning(found.ok ? vscode.l10n.t('There is no item at the cursor.') : found.message);
      return;
    }
    const name = `${item.benchmark} · ${item.id}`.replaceAll('/', '∕');
    const { file, line, row } = item.location;
    const query = `${file} ${line ?? row ?? ''}`;
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query });
    const { endpoints } = this.settings.endpoints();
    const used = endpoints.length > 0 ? this.settings.inOrder(endpoints) : [nobody()];
    const prompts = used.map((endpoint) => this.preview(item, endpoint));
    const show = (): void => {
      this.texts.set(uri.toString(), previewText(item, prompts, endpoints.length === 0));
      this.changed.fire(uri);
    };
    show();
    await vscode.window.showTextDocument(uri, { preview: true });
    if (endpoints.length === 0) return;
    await Promise.all(
      prompts.map(async (prompt, place) => {
        prompts[place] = { ...prompt, tokens: await this.count(prompt) };
      }),
    );
    if (this.texts.has(uri.toString())) show();
  };

  private preview(item: Item, endpoint: Endpoint): PreviewedPrompt {
    const built = this.evaluations.prompt(item, endpoint);
    const isThere = originOf(endpoint.baseUrl) !== null && endpoint.baseUrl !== nobody().baseUrl;
    return { endpoint, built, tokens: built.ok && !isThere ? estimateTokens(built.prompt) : null };
  }

  private async count({ endpoint, built }: PreviewedPrompt): Promise<TokenCount | null> {
    if (!built.ok) return null;
    const origin = originOf(endpoint.baseUrl);
    const known = this.servers.status().find((server) => server.origin === origin);
    const server = known?.info?.kind ?? (await this.kindOf(endpoint));
    const { signal } = this.closed;
    return countTokens(endpoint, built.prompt, { ...this.secrets, server, signal });
  }

  private async kindOf(endpoint: Endpoint): Promise<TokenCountServer> {
    const identified = await this.servers.check(endpoint, { signal: this.closed.signal, eachModel: false });
    return identified.ok ? identified.server.kind : 'unknown';
  }

  dispose(): void {
    this.closed.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.texts.clear();
  }
}

type TokenCountServer = Parameters<typeof countTokens>[2]['server'];

/** What stands for an endpoint where there is none yet. */
function nobody(): Endpoint {
  return {
    label: 'chat',
    baseUrl: '',
    model: '',
    api: 'chat',
    sampling: { repeats: 1 },
    headers: {},
  };
}
