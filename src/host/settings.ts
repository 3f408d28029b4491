import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint, ModelRelation } from '../core/endpoint.ts';
import { parseEndpoints, parseModels, parseSampling, type SettingProblem } from '../core/endpointSettings.ts';
import { secretNames } from '../core/headerSecrets.ts';
import { originOf } from '../core/baseUrl.ts';
import { findBenchmark } from '../core/items/benchmarks.ts';
import { roleOf } from '../core/results/itemTable.ts';

const section = 'reasoningTransfer';

/** A change to a benchmark's prompt, from the setting `benchmarks`. */
const BenchmarkPrompt = v.object({
  name: v.string(),
  prompt: v.optional(v.string()),
  system: v.optional(v.string()),
  stop: v.optional(v.array(v.string())),
  fewShot: v.optional(v.array(v.object({ prompt: v.string(), answer: v.string() }))),
});
export type BenchmarkPrompt = v.InferOutput<typeof BenchmarkPrompt>;

/** Every setting as one typed value. Values are read when asked for, so that a change needs no restart. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) this.changed.fire();
    });
  }

  /**
   * The endpoints that can be used. Where the default sampling is not of its form there are none: samples
   * would be saved under another sampling than the user asked for.
   */
  endpoints(): { readonly endpoints: readonly Endpoint[]; readonly problems: readonly SettingProblem[] } {
    const { sampling, problems: wrong } = parseSampling(this.raw('sampling'));
    const { endpoints, problems } = parseEndpoints(this.raw('endpoints'), sampling);
    return { endpoints: wrong.length > 0 ? [] : endpoints, problems: [...wrong, ...problems] };
  }

  /** Everything that is wrong with the settings. */
  problems(): readonly SettingProblem[] {
    const names = v.safeParse(v.array(v.looseObject({ name: v.string() })), this.raw('benchmarks'));
    const unknown = (names.success ? names.output : []).flatMap(({ name }, index) =>
      findBenchmark(name) === null
        ? [
            {
              field: `${section}.benchmarks[${index}].name`,
              message: vscode.l10n.t('There is no benchmark "{0}".', name),
            },
          ]
        : [],
    );
    return [...this.endpoints().problems, ...this.models().problems, ...unknown];
  }

  models(): { readonly models: readonly ModelRelation[]; readonly problems: readonly SettingProblem[] } {
    return parseModels(this.raw('models'));
  }

  /** Whether a label or model id is somebody's base or was tuned from one. */
  roleOf(label: string, model: string): 'base' | 'tuned' | null {
    return roleOf(label, model, this.models().models);
  }

  /**
   * Endpoints or what came of them in the order they are always shown: bases first, then as the settings list
   * them, then what is not in the settings any more.
   */
  inOrder<T extends { readonly label: string; readonly model: string }>(of: readonly T[]): T[] {
    const labels = this.endpoints().endpoints.map(({ label }) => label);
    const rank = ({ label, model }: T): number => {
      const place = labels.indexOf(label);
      const listed = place < 0 ? labels.length : place;
      return listed - (this.roleOf(label, model) === 'base' ? labels.length + 1 : 0);
    };
    return [...of].sort((a, b) => rank(a) - rank(b));
  }

  /** The user's changes to a benchmark's prompt; an entry that is not of the form is a problem. */
  benchmark(name: string): { readonly prompt: BenchmarkPrompt | null; readonly problem: string | null } {
    const raw = this.raw('benchmarks');
    if (!Array.isArray(raw)) return { prompt: null, problem: null };
    for (const [index, entry] of raw.entries()) {
      if (!v.is(v.object({ name: v.literal(name) }), entry)) continue;
      const result = v.safeParse(BenchmarkPrompt, entry);
      if (result.success) return { prompt: result.output, problem: null };
      const issue = result.issues[0];
      return {
        prompt: null,
        problem: `${section}.benchmarks[${index}].${v.getDotPath(issue) ?? ''}: ${issue.message}`,
      };
    }
    return { prompt: null, problem: null };
  }

  /** What tells a benchmark's prompts under these settings from those under others; '' for its own convention. */
  convention(benchmark: string): string {
    const { prompt } = this.benchmark(benchmark);
    if (prompt === null) return '';
    const { name, ...changes } = prompt;
    return Object.keys(changes).length === 0
      ? ''
      : JSON.stringify(changes, Object.keys(BenchmarkPrompt.entries).concat('prompt', 'answer').sort());
  }

  get discoveryPorts(): readonly number[] {
    const result = v.safeParse(v.array(v.pipe(v.number(), v.integer())), this.raw('discovery.ports'));
    return result.success ? result.output : [];
  }

  /** Seconds; see the settings' descriptions. */
  limits = (): { firstTokenSeconds: number; idleSeconds: number; retrySeconds: number } => ({
    firstTokenSeconds: this.seconds('limits.firstTokenSeconds', 600),
    idleSeconds: this.seconds('limits.idleSeconds', 120),
    retrySeconds: this.seconds('limits.retrySeconds', 600),
  });

  /** Origins of the configured endpoints, each once. */
  origins(): string[] {
    return [
      ...new Set(
        this.endpoints()
          .endpoints.map((endpoint) => originOf(endpoint.baseUrl))
          .filter((origin) => origin !== null),
      ),
    ];
  }

  /** Names in `${secret:NAME}` of the headers sent to an origin. */
  headerSecrets(origin: string): string[] {
    const values = this.endpoints()
      .endpoints.filter((endpoint) => originOf(endpoint.baseUrl) === origin)
      .flatMap((endpoint) => Object.values(endpoint.headers));
    return [...new Set(values.flatMap(secretNames))];
  }

  /**
   * Adds endpoints to the user settings; `added` is how many were new. `hidden`: the workspace has endpoints of
   * its own, so that those of the user do not count in it.
   */
  async addEndpoints(
    entries: readonly { url: string; model: string }[],
  ): Promise<{ readonly added: number; readonly hidden: boolean }> {
    const { scope, values } = this.inspect('endpoints');
    const parsed = parseEndpoints(values.user, { repeats: 1 }).endpoints;
    const known = new Set(parsed.map(({ baseUrl, model }) => `${baseUrl}#${model}`));
    const added = entries.filter(({ url, model }) => !known.has(`${url}#${model}`));
    if (added.length > 0) await this.update('endpoints', [...values.user, ...added], 'user');
    return { added: added.length, hidden: scope === 'workspace' };
  }

  /** Changes one endpoint where it is defined; false where it is not there any more. */
  async setApi(label: string, api: 'chat' | 'completions'): Promise<boolean> {
    const { scope, values } = this.inspect('endpoints');
    const { endpoints, places } = parseEndpoints(values[scope], { repeats: 1 });
    const place = places[endpoints.findIndex((endpoint) => endpoint.label === label)];
    const entry = place === undefined ? undefined : values[scope][place];
    if (place === undefined || typeof entry !== 'object' || entry === null) return false;
    await this.update('endpoints', values[scope].with(place, { ...entry, api }), scope);
    return true;
  }

  /** Shows the endpoints in the settings editor. */
  async openEndpoints(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.endpoints`);
  }

  /** Sets a model's base where the relations are defined; entries that are not of the form stay as they are. */
  async setBase(relation: ModelRelation): Promise<void> {
    const { scope, values } = this.inspect('models');
    const place = values[scope].findIndex((entry) =>
      v.is(v.looseObject({ model: v.literal(relation.model) }), entry),
    );
    await this.update(
      'models',
      place < 0 ? [...values[scope], relation] : values[scope].with(place, relation),
      scope,
    );
  }

  /** A list setting as it stands in each scope, and the scope that counts. */
  private inspect(name: string): {
    readonly scope: 'user' | 'workspace';
    readonly values: Readonly<Record<'user' | 'workspace', readonly unknown[]>>;
  } {
    const found = vscode.workspace.getConfiguration(section).inspect<unknown>(name);
    const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
    return {
      scope: found?.workspaceValue === undefined ? 'user' : 'workspace',
      values: { user: list(found?.globalValue), workspace: list(found?.workspaceValue) },
    };
  }

  private async update(name: string, value: readonly unknown[], scope: 'user' | 'workspace'): Promise<void> {
    const target =
      scope === 'user' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration(section).update(name, value, target);
  }

  private raw(name: string): unknown {
    return vscode.workspace.getConfiguration(section).get<unknown>(name);
  }

  private seconds(name: string, fallback: number): number {
    const value = this.raw(name);
    return typeof value === 'number' && value >= 0 ? value : fallback;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
