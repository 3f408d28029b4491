import * as vscode from 'vscode';
import * as v from 'valibot';
import { type Domain, domains } from '../core/domain.ts';
import type { ModelRelation } from '../core/endpoint.ts';
import { knownTasks } from '../core/results/knownTasks.ts';
import { domainHeading, domainWords } from './domainWords.ts';
import { notify } from './notify.ts';
import { openFile, reveal } from './openFile.ts';
import { pickText, pickTitle } from './pickText.ts';
import type { ResultsEdits } from './resultsEdits.ts';
import type { ResultsView } from './resultsView.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';

/** As much of a row of the view "Results" as its commands are about. */
const Row = v.looseObject({
  kind: v.string(),
  name: v.string(),
  runs: v.array(
    v.looseObject({
      model: v.string(),
      task: v.string(),
      benchmark: v.nullable(v.string()),
      file: v.string(),
      line: v.nullable(v.number()),
      samplesFile: v.nullable(v.string()),
      samples: v.array(v.looseObject({ file: v.string() })),
    }),
  ),
});
type Row = v.InferOutput<typeof Row>;

/** The commands of the view "Results". Each takes the row that it was called on. */
export class ResultCommands {
  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'search'>,
    private readonly settings: Pick<Settings, 'benchmarks' | 'setBase'>,
    private readonly edits: Pick<ResultsEdits, 'exclude' | 'say'>,
    private readonly view: Pick<ResultsView, 'inferredOf'>,
  ) {}

  /** `openResult`: the file at the line; one that no editor shows is revealed. */
  openResult = async (node: unknown): Promise<void> => {
    const run = rowOf(node)?.runs[0];
    if (!run) return;
    const line = (run.line ?? 1) - 1;
    await openFile(run.file, new vscode.Range(line, 0, line, 0));
  };

  openResultSamples = async (node: unknown): Promise<void> => {
    const run = rowOf(node)?.runs[0];
    if (run && run.samplesFile !== null) await openFile(run.samplesFile);
  };

  revealResult = async (node: unknown): Promise<void> => {
    const file = rowOf(node)?.runs[0]?.file;
    if (file !== undefined) await reveal(file);
  };

  refreshResults = (): Promise<void> => this.tools.search();

  /** `excludeResult`: leaves the run's files out, and offers to take that back. */
  excludeResult = async (node: unknown): Promise<void> => {
    const run = rowOf(node)?.runs[0];
    if (!run) return;
    const files = new Set([run.file, ...run.samples.map(({ file }) => file)]);
    const others = (this.tools.index?.runs ?? []).filter(
      (other) => other.file !== run.file || other.task !== run.task || other.model !== run.model,
    );
    const also = others.filter(({ file, samples }) =>
      [file, ...samples.map((each) => each.file)].some((each) => files.has(each)),
    ).length;
    const undo = await this.edits.exclude([...files].map(globOf));
    if (undo === null) {
      void notify.warning(unsaved());
      return;
    }
    const name = `${run.model}, ${run.benchmark ?? run.task}`;
    const action = vscode.l10n.t('Undo');
    const answer = await notify.info(leftOutWords(name, also), action);
    if (answer === action) await undo();
  };

  /** `giveDomain`: the domain of a task that is not known, or the benchmark it is. */
  giveDomain = async (node: unknown): Promise<void> => {
    const row = rowOf(node);
    if (row?.kind !== 'benchmark') return;
    const isOther = vscode.l10n.t('It is the benchmark…');
    const title = vscode.l10n.t('Domain of {0}', pickTitle(row.name));
    const picks: (vscode.QuickPickItem & { readonly domain: Domain | null })[] = [
      ...domains.map((domain) => ({ label: domainHeading(domain), domain })),
      { label: isOther, detail: vscode.l10n.t('Another name of a benchmark that is known'), domain: null },
    ];
    const pick = await vscode.window.showQuickPick(picks, { title });
    if (!pick) return;
    if (pick.domain !== null) {
      this.said(await this.edits.say('domains', { [row.name]: pick.domain }));
      return;
    }
    const benchmark = await this.pickBenchmark(row.name);
    if (benchmark === undefined) return;
    const tasks = [...new Set(row.runs.map(({ task }) => task))];
    this.said(await this.edits.say('tasks', Object.fromEntries(tasks.map((task) => [task, benchmark]))));
  };

  /** `acceptRelation`: what was inferred of a model is said in the settings. */
  acceptRelation = async (node: unknown): Promise<void> => {
    const row = rowOf(node);
    if (row?.kind === 'model') await this.acceptBase(row.name);
  };

  /** Says in the settings what was inferred of a model, as it is shown. */
  acceptBase = async (shown: string): Promise<void> => {
    const inferred = this.view.inferredOf(shown);
    if (inferred === null) return;
    const { model, base, method, size } = inferred;
    const relation: ModelRelation = {
      model,
      base,
      ...(method === undefined ? {} : { method }),
      ...(size === undefined ? {} : { size }),
    };
    await this.settings.setBase(relation);
  };

  /** For `setBaseModel`: the model that the row stands for, null for all else; and all models that have results. */
  modelsFor(node: unknown): { readonly tuned: string | null; readonly models: readonly string[] } {
    const row = rowOf(node);
    return {
      tuned: row?.kind === 'model' ? row.name : null,
      models: [...new Set(this.tools.index?.runs.map(({ model }) => model))],
    };
  }

  private async pickBenchmark(task: string): Promise<string | undefined> {
    const known = [...this.settings.benchmarks().own, ...benchmarksKnown];
    const picks = known.map(({ name, domain }) => ({
      label: pickText(name),
      description: domainWords(domain),
      name,
    }));
    const title = vscode.l10n.t('Benchmark that {0} is', pickTitle(task));
    return (await vscode.window.showQuickPick(picks, { title, matchOnDescription: true }))?.name;
  }

  private said(saved: boolean): void {
    if (!saved) void notify.warning(unsaved());
  }
}

const benchmarksKnown: readonly { readonly name: string; readonly domain: Domain }[] = knownTasks.map(
  ({ benchmark, domain }) => ({ name: benchmark, domain }),
);

function rowOf(node: unknown): Row | null {
  const row = v.safeParse(Row, node);
  return row.success ? row.output : null;
}

function leftOutWords(name: string, also: number): string {
  const words = vscode.l10n.t('Left out of the results: {0}.', name);
  if (also === 0) return words;
  return also === 1
    ? `${words} ${vscode.l10n.t('With its files goes what they hold of 1 other run.')}`
    : `${words} ${vscode.l10n.t('With its files goes what they hold of {0} other runs.', also)}`;
}

function unsaved(): string {
  return vscode.l10n.t(
    'The setting reasoningTransfer.results is not of its form, so nothing was added to it. Correct it first.',
  );
}

/** A glob of this file alone: from the folder of the workspace on, without the signs that globs are made of. */
function globOf(file: string): string {
  const relative = vscode.workspace.asRelativePath(vscode.Uri.file(file), false);
  return `/${relative.replaceAll('\\', '/').replace(/[*?{}]/g, '?')}`;
}
