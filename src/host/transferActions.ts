import * as vscode from 'vscode';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { isSampleOf } from '../core/results/toolSamples.ts';
import type { CompareCommands } from './compareCommands.ts';
import type { EndpointCommands } from './endpointCommands.ts';
import type { EvaluateCommands } from './evaluateCommands.ts';
import { evaluateGroups } from './matrixCommands.ts';
import type { MatrixPanel } from './matrixPanel.ts';
import { notify } from './notify.ts';
import { openFile } from './openFile.ts';
import type { RescoreCommands } from './rescoreCommands.ts';
import type { ResultCommands } from './resultCommands.ts';
import type { ResultItems } from './resultItems.ts';
import type { ToolResults } from './toolResults.ts';
import type { TraceCommands } from './traceCommands.ts';
import { resetMembership, setMembership } from './transferEdits.ts';
import type { TransferExport } from './transferExport.ts';
import type { TransferModel } from './transferModel.ts';
import type { TransferActions } from './transferPanel.ts';

/** Who does what the panel asks for. */
export interface TransferOthers {
  readonly tools: Pick<ToolResults, 'index'>;
  readonly items: Pick<ResultItems, 'item' | 'published'>;
  readonly traces: Pick<TraceCommands, 'showPair'>;
  readonly compare: Pick<CompareCommands, 'comparePair'>;
  readonly evaluate: Pick<EvaluateCommands, 'evaluateBenchmark' | 'evaluateItems'>;
  readonly matrix: Pick<MatrixPanel, 'show'>;
  readonly endpoints: Pick<EndpointCommands, 'setBaseModel'>;
  readonly results: Pick<ResultCommands, 'acceptBase' | 'modelsFor'>;
  readonly rescore: Pick<RescoreCommands, 'rescore'>;
  readonly model: Pick<TransferModel, 'names' | 'verdicts'>;
  readonly exports: Pick<TransferExport, 'image' | 'numbers'>;
}

/** Does what is asked for in the panel. */
export function transferActions(others: TransferOthers): (action: TransferActions) => Promise<void> {
  let saving: Promise<unknown> = Promise.resolve();
  // Each reads a setting and writes it: two at once would take each other's change away.
  const inTurn = (save: () => Promise<void>): Promise<void> => {
    const saved = saving.then(save);
    saving = saved.catch(() => undefined);
    return saved;
  };
  return async (action) => {
    switch (action.type) {
      case 'open-item':
        await openItem(others, action.group, action.left, action.right);
        break;
      case 'compare-item':
        await compareItem(others, action.group, action.left, action.right);
        break;
      case 'evaluate-items': {
        const names = [action.left, action.right].flatMap((model) => namesOf(others, model));
        await evaluateGroups(others.items, others.evaluate, action.groups, names);
        break;
      }
      case 'open-matrix':
        others.matrix.show({ benchmark: action.benchmark });
        break;
      case 'open-file':
        if (others.model.names(action.file)) await openFile(action.file);
        break;
      case 'set-domain':
        await inTurn(() => setDomain(action.benchmark, action.domain));
        break;
      case 'set-base': {
        const { models } = others.results.modelsFor(undefined);
        await others.endpoints.setBaseModel(undefined, { tuned: action.model, models });
        break;
      }
      case 'accept-base':
        await inTurn(() => others.results.acceptBase(action.model));
        break;
      case 'rescore':
        await others.rescore.rescore(undefined);
        break;
      case 'evaluate':
        await others.evaluate.evaluateBenchmark(undefined);
        break;
      case 'export':
        await others.exports.numbers({ as: action.as });
        break;
      case 'export-image':
        await others.exports.image(action.chart, action.as, action.data);
        break;
    }
  };
}

/** The traces of an item, these two models' beside each other. */
async function openItem(
  { tools, items, traces }: TransferOthers,
  group: number,
  left: string,
  right: string,
): Promise<void> {
  const item = await items.item(group);
  if (item !== null) await traces.showPair(item, sampleOf(tools, left), sampleOf(tools, right));
}

/** The same two in VS Code's own editor of differences. */
async function compareItem(
  { tools, items, compare, model }: TransferOthers,
  group: number,
  left: string,
  right: string,
): Promise<void> {
  const item = await items.item(group);
  if (item === null) return;
  // Of the verdicts that the list of what was learned and forgotten is made of.
  await compare.comparePair(item, sampleOf(tools, left), sampleOf(tools, right), model.verdicts);
}

function sampleOf(tools: TransferOthers['tools'], model: string): (saved: SavedSample) => boolean {
  return (saved) => runsOf(tools, model).some((run) => isSampleOf(saved, run));
}

function runsOf({ index }: Pick<ToolResults, 'index'>, model: string): readonly ResultRun[] {
  return (index?.runs ?? []).filter((run) => run.model === model && !run.superseded);
}

/** The names that a model has in results, as endpoints may have them. */
function namesOf({ tools }: TransferOthers, model: string): readonly string[] {
  return [...new Set([model, ...runsOf(tools, model).map(({ modelRaw }) => modelRaw)])];
}

async function setDomain(
  benchmark: string | null,
  domain: Parameters<typeof setMembership>[1],
): Promise<void> {
  const saved = benchmark === null ? await resetMembership() : await setMembership(benchmark, domain);
  if (saved) return;
  void notify.warning(
    vscode.l10n.t(
      'The setting reasoningTransfer.transfer is not of its form, so nothing was changed in it. Correct it first.',
    ),
  );
}
