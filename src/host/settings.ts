import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint, ModelRelation } from '../core/endpoint.ts';
import { parseEndpoints, parseModels, parseSampling, type SettingProblem } from '../core/endpointSettings.ts';
import { secretNames } from '../core/headerSecrets.ts';
import { originOf } from '../core/baseUrl.ts';
import { type BenchmarkPrompt, conventionKey } from '../core/items/benchmarkSettings.ts';
import { roleOf } from '../core/results/itemTable.ts';
import { parseResults, type ResultsSettings } from '../core/results/resultsSettings.ts';
import { parseTransfer, type TransferSettings } from '../core/transfer/transferSettings.ts';
import { withEntry } from './benchmarkEntries.ts';
import {
  type BenchmarkLists,
  problemOfBenchmark,
  problemsOfJudges,
  readBenchmarkLists,
  type Scope,
} from './benchmarkLists.ts';
import { inLanguage } from './inLanguage.ts';
import { withRenamed } from './modelEntries.ts';
import { ParsedOnce } from './parsedOnce.ts';

const section = 'reasoningTransfer';

/** Every setting as one typed value. Values are read when asked for, so that a change needs no restart. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private readonly parsedBenchmarks = new ParsedOnce(readBenchmarkLists);
  private readonly parsedModels = new ParsedOnce(parseModels);
  private readonly parsedResults = new ParsedOnce(parseResults);
  private readonly parsedTransfer = new ParsedOnce(parseTransfer);
  private readonly parsedEndpoints = new ParsedOnce((raw: { sampling: unknown; endpoints: unknown }) => {
    const { sampling, problems: wrong } = parseSampling(raw.sampling);
    const { endpoints, problems } = parseEndpoints(raw.endpoints, sampling);
    return { endpoints: wrong.length > 0 ? [] : endpoints, problems: [...wrong, ...problems] };
  });

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
    return this.parsedEndpoints.of({ sampling: this.raw('sampling'), endpoints: this.raw('endpoints') });
  }

  /** Everything that is wrong with the settings. */
  problems(): readonly SettingProblem[] {
    const labels = this.endpoints().endpoints.map(({ label }) => label);
    return [
      ...[this.endpoints(), this.models(), this.benchmarks(), this.results(), this.transfer()].flatMap(
        ({ problems }) => problems,
      ),
      ...problemsOfJudges(this.benchmarks(), labels),
    ];
  }

  /** Benchmarks of the user's own, and changes to how benchmarks are asked. */
  benchmarks(): BenchmarkLists {
    return this.parsedBenchmarks.of(this.inspect('benchmarks').raw);
  }

  models(): { readonly models: readonly ModelRelation[]; readonly problems: readonly SettingProblem[] } {
    return this.parsedModels.of(this.raw('models'));
  }

  /** Which files are results, and what is to be made of them. */
  results(): { readonly results: ResultsSettings; readonly problems: readonly SettingProblem[] } {
    return this.parsedResults.of(this.raw('results') ?? {});
  }

  /** How the transfer is computed where the reader chooses nothing else, and where benchmarks count. */
  transfer(): { readonly transfer: TransferSettings; readonly problems: readonly SettingProblem[] } {
    return this.parsedTransfer.of(this.raw('transfer') ?? {});
  }

  /** Settings as they are, whatever their form; those that are not there are left out. */
  asTheyAre(names: readonly string[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = this.raw(name);
        return value === undefined ? [] : [[`${section}.${name}`, value]];
      }),
    );
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
    const { models } = this.models();
    const rank = ({ label, model }: T): number => {
      const place = labels.indexOf(label);
      const listed = place < 0 ? labels.length : place;
      return listed - (roleOf(label, model, models) === 'base' ? labels.length + 1 : 0);
    };
    return of
      .map((each) => ({ each, rank: rank(each) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ each }) => each);
  }

  /**
   * The user's changes to how a benchmark is asked. Where its entry is not of the form that is a problem, since
   * without it something else would be sent than the user wants.
   */
  benchmark(name: string): {
    readonly prompt: BenchmarkPrompt | undefined;
    readonly problem: string | null;
  } {
    const lists = this.benchmarks();
    const problem = problemOfBenchmark(lists, name);
    return {
      prompt: lists.prompts.get(name),
      problem: problem === null ? null : `${problem.field}: ${inLanguage(problem.message)}`,
    };
  }

  /** The entries of `benchmarks` that count, whatever their form. */
  benchmarkEntries(): readonly unknown[] {
    return this.benchmarks().entries.map(({ entry }) => entry);
  }

  /**
   * Where a benchmark of this file is saved: with the workspace it is of, unless that is not trusted, where it would
   * not count.
   */
  scopeOfBenchmark(file: vscode.Uri): Scope {
    return vscode.workspace.getWorkspaceFolder(file) !== undefined && vscode.workspace.isTrusted
      ? 'workspace'
      : 'user';
  }

  /**
   * Adds a benchmark of the user's own, or replaces the one of its name; `isTaken` says beforehand whether that is
   * another's, `mergedEntry` keeps what the old one says. False, and nothing saved, where what stands there is no
   * list.
   */
  async addBenchmark(
    entry: Readonly<Record<string, unknown>> & { readonly name: string },
    scope: Scope,
  ): Promise<boolean> {
    const { raw, values } = this.inspect('benchmarks');
    if (raw[scope] !== undefined && !Array.isArray(raw[scope])) return false;
    await this.update('benchmarks', withEntry(values[scope], entry), scope);
    return true;
  }

  /** What tells a benchmark's prompts under these settings from those under others; '' for its own convention. */
  convention(benchmark: string): string {
    return conventionKey(this.benchmarks().prompts.get(benchmark));
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

  /** Where an endpoint is defined: its place in the list that counts; null where it is not there any more. */
  endpointEntry(
    label: string,
  ): { readonly scope: Scope; readonly entries: readonly unknown[]; readonly place: number } | null {
    const { scope, values } = this.inspect('endpoints');
    const { endpoints, places } = parseEndpoints(values[scope], { repeats: 1 });
    const place = places[endpoints.findIndex((endpoint) => endpoint.label === label)];
    return place === undefined ? null : { scope, entries: values[scope], place };
  }

  async saveEndpoints(entries: readonly unknown[], scope: Scope): Promise<void> {
    await this.update('endpoints', entries, scope);
  }

  /** Changes one endpoint where it is defined; false where it is not there any more. */
  async setApi(label: string, api: 'chat' | 'completions'): Promise<boolean> {
    const found = this.endpointEntry(label);
    const entry = found?.entries[found.place];
    if (!found || typeof entry !== 'object' || entry === null) return false;
    await this.saveEndpoints(found.entries.with(found.place, { ...entry, api }), found.scope);
    return true;
  }

  /** Shows the endpoints in the settings editor. */
  async openEndpoints(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.endpoints`);
  }

  /**
   * Sets a model's base where the relations are defined; what else its entry says, and entries that are not of the
   * form, stay as they are.
   */
  async setBase(relation: ModelRelation): Promise<void> {
    const { scope, values } = this.inspect('models');
    const place = values[scope].findIndex((entry) =>
      v.is(v.looseObject({ model: v.literal(relation.model) }), entry),
    );
    await this.update(
      'models',
      place < 0
        ? [...values[scope], relation]
        : values[scope].with(place, Object.assign({}, values[scope][place], relation)),
      scope,
    );
  }

  /** Lets what is said of a label, which model was tuned from which, be said of its new one. */
  async renameModel(label: string, renamed: string): Promise<void> {
    const { scope, values } = this.inspect('models');
    const models = withRenamed(values[scope], label, renamed);
    if (JSON.stringify(models) !== JSON.stringify(values[scope])) await this.update('models', models, scope);
  }

  /** A list setting as it stands in each scope, and the scope that counts. */
  private inspect(name: string): {
    readonly scope: Scope;
    readonly values: Readonly<Record<Scope, readonly unknown[]>>;
    /** As they are, lists or not. */
    readonly raw: Readonly<Record<Scope, unknown>>;
  } {
    const found = vscode.workspace.getConfiguration(section).inspect<unknown>(name);
    const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
    return {
      scope: found?.workspaceValue === undefined ? 'user' : 'workspace',
      values: { user: list(found?.globalValue), workspace: list(found?.workspaceValue) },
      raw: { user: found?.globalValue, workspace: found?.workspaceValue },
    };
  }

  private async update(name: string, value: readonly unknown[], scope: Scope): Promise<void> {
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
