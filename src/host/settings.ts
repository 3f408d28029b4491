import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint, ModelRelation } from '../core/endpoint.ts';
import { parseEndpoints, parseModels, parseSampling, type SettingProblem } from '../core/endpointSettings.ts';
import { secretNames } from '../core/headerSecrets.ts';
import { originOf } from '../core/baseUrl.ts';
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

  endpoints(): { readonly endpoints: readonly Endpoint[]; readonly problems: readonly SettingProblem[] } {
    const sampling = parseSampling(this.raw('sampling'));
    const { endpoints, problems } = parseEndpoints(this.raw('endpoints'), sampling.sampling);
    return { endpoints, problems: [...sampling.problems, ...problems] };
  }

  models(): { readonly models: readonly ModelRelation[]; readonly problems: readonly SettingProblem[] } {
    return parseModels(this.raw('models'));
  }

  /** Whether a label or model id is somebody's base or was tuned from one. */
  roleOf(label: string, model: string): 'base' | 'tuned' | null {
    return roleOf(label, model, this.models().models);
  }

  /** The endpoints, bases before tuned models, otherwise in the settings' order. */
  baseFirst(endpoints: readonly Endpoint[]): Endpoint[] {
    const rank = ({ label, model }: Endpoint): number => (this.roleOf(label, model) === 'base' ? 0 : 1);
    return [...endpoints].sort((a, b) => rank(a) - rank(b));
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

  /** Adds endpoints to the user settings; returns how many were new. */
  async addEndpoints(entries: readonly { url: string; model: string }[]): Promise<number> {
    const configuration = vscode.workspace.getConfiguration(section);
    const user = configuration.inspect<unknown>('endpoints')?.globalValue;
    const existing: unknown[] = Array.isArray(user) ? user : [];
    const known = new Set(this.endpoints().endpoints.map(({ baseUrl, model }) => `${baseUrl}#${model}`));
    const added = entries.filter(({ url, model }) => !known.has(`${url}#${model}`));
    if (added.length > 0) {
      await configuration.update('endpoints', [...existing, ...added], vscode.ConfigurationTarget.Global);
    }
    return added.length;
  }

  /** Changes one endpoint where it is defined: workspace folder, workspace or user settings. */
  async setApi(label: string, api: 'chat' | 'completions'): Promise<boolean> {
    const configuration = vscode.workspace.getConfiguration(section);
    const found = configuration.inspect<unknown>('endpoints');
    const target =
      found?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
    const raw = found?.workspaceValue ?? found?.globalValue;
    if (!Array.isArray(raw)) return false;
    const { endpoints } = this.endpoints();
    const index = endpoints.findIndex((endpoint) => endpoint.label === label);
    const endpoint = endpoints[index];
    if (!endpoint) return false;
    const changed = raw.map((entry: unknown) =>
      v.is(v.looseObject({ model: v.literal(endpoint.model), url: v.string() }), entry) &&
      (entry.label === label || entry.label === undefined)
        ? { ...entry, api }
        : entry,
    );
    await configuration.update('endpoints', changed, target);
    return true;
  }

  /** Shows the endpoints in the settings editor. */
  async openEndpoints(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.endpoints`);
  }

  async setBase(relation: ModelRelation): Promise<void> {
    const others = this.models().models.filter(({ model }) => model !== relation.model);
    await vscode.workspace
      .getConfiguration(section)
      .update(
        'models',
        [...others, relation],
        vscode.workspace.workspaceFolders
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global,
      );
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
