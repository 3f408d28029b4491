import * as vscode from 'vscode';
import type { ServerStatus } from '../endpoints/origin.ts';
import type { Evaluations } from './evaluations.ts';
import { countWords } from './language.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import { pickText } from './pickText.ts';
import { progressOf, type RunningEvaluation } from './runningEvaluation.ts';

/** Samples of a resumed evaluation may end by the thousand in a moment. */
const redrawMs = 100;

type Row = vscode.QuickPickItem & { readonly evaluation: RunningEvaluation };

/** While evaluations run, how far they are, in the status bar; a click shows and cancels them. */
export class RunsStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: { dispose(): void }[];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly evaluations: Pick<Evaluations, 'list' | 'onDidChange'>,
    private readonly servers: {
      status(): ServerStatus[];
      onDidChange(listener: () => void): { dispose(): void };
    },
  ) {
    this.item = vscode.window.createStatusBarItem(
      'reasoningTransfer.running',
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.item.name = vscode.l10n.t('Running Evaluations');
    this.item.command = 'reasoningTransfer.showRunning';
    this.subscriptions = [
      this.item,
      evaluations.onDidChange(() => this.redraw()),
      servers.onDidChange(() => this.redraw()),
    ];
  }

  /** `showRunning`: what runs, to be cancelled or looked at. */
  showRunning = (): void => {
    const pick = vscode.window.createQuickPick<Row>();
    const cancel: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('debug-stop'),
      tooltip: vscode.l10n.t('Cancel'),
    };
    const traces: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('split-horizontal'),
      tooltip: vscode.l10n.t('Show Traces'),
    };
    pick.title = vscode.l10n.t('Running Evaluations');
    pick.placeholder = vscode.l10n.t('Choose one to show its traces; the square cancels it');
    const fill = (): void => {
      const running = this.evaluations.list();
      if (running.length === 0) {
        pick.hide();
        return;
      }
      const active = pick.activeItems[0]?.evaluation;
      pick.items = running.map((evaluation) => ({
        label: pickText(evaluation.title, 80),
        description: vscode.l10n.t('{0} of {1} done', countWords(evaluation.done), countWords(evaluation.of)),
        detail: pickText(evaluation.labels.join(', ')),
        buttons: [traces, cancel],
        evaluation,
      }));
      const same = pick.items.filter(({ evaluation }) => evaluation === active);
      if (same.length > 0) pick.activeItems = same;
    };
    let timer: NodeJS.Timeout | null = null;
    const changes = this.evaluations.onDidChange(() => {
      timer ??= setTimeout(() => {
        timer = null;
        fill();
      }, redrawMs);
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      if (button === cancel) item.evaluation.cancel();
      else {
        pick.hide();
        item.evaluation.show();
      }
    });
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      pick.hide();
      row?.evaluation.show();
    });
    pick.onDidHide(() => {
      if (timer) clearTimeout(timer);
      changes.dispose();
      pick.dispose();
    });
    fill();
    if (this.evaluations.list().length > 0) pick.show();
  };

  private redraw(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.draw();
    }, redrawMs);
  }

  private draw(): void {
    const running = this.evaluations.list();
    if (running.length === 0) {
      this.item.hide();
      return;
    }
    const { text, spoken } = statusWords(running);
    this.item.text = text;
    this.item.accessibilityInformation = { label: spoken, role: 'button' };
    this.item.tooltip = new vscode.MarkdownString(tooltipWords(running, this.servers.status()), true);
    this.item.show();
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** How far all of them are together, as it is shown and as it is spoken. */
export function statusWords(running: readonly Pick<RunningEvaluation, 'done' | 'of'>[]): {
  readonly text: string;
  readonly spoken: string;
} {
  const all = progressOf(running);
  const [done, of] = [countWords(all.done), countWords(all.of)];
  return {
    text: `$(beaker) ${done}/${of}`,
    spoken: vscode.l10n.t('Reasoning Transfer: {0} of {1} samples done. Show what runs.', done, of),
  };
}

/** Each evaluation and each server with its queue, as markdown. */
export function tooltipWords(
  running: readonly RunningEvaluation[],
  servers: readonly Pick<ServerStatus, 'origin' | 'running' | 'queued' | 'retrying'>[],
): string {
  const evaluations = running.map(
    ({ title, labels, done, of }) =>
      `**${escapeMarkdown(shorten(title, 80))}** · ${escapeMarkdown(labels.join(', '))} · ${vscode.l10n.t('{0} of {1} done', countWords(done), countWords(of))}`,
  );
  const busy = servers.filter((server) => server.running + server.queued + server.retrying > 0);
  const queues = busy.map((server) =>
    [
      escapeMarkdown(server.origin),
      vscode.l10n.t('{0} running', countWords(server.running)),
      vscode.l10n.t('{0} queued', countWords(server.queued)),
      ...(server.retrying > 0 ? [vscode.l10n.t('{0} waiting to retry', countWords(server.retrying))] : []),
    ].join(' · '),
  );
  return [...evaluations, ...queues].join('\n\n');
}
