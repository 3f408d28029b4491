import * as vscode from 'vscode';
import { promptText } from '../core/prompts/build.ts';
import type { Problem } from '../core/problem.ts';
import type { EvaluationEvent } from '../workspace/evaluation.ts';
import type { Job } from '../workspace/job.ts';
import { inLanguage } from './inLanguage.ts';
import { problemWords } from './itemTargets.ts';
import { sampleKey } from './tracesColumn.ts';
import type { TracesModel } from './tracesModel.ts';
import type { TracesPanel } from './tracesPanel.ts';

/** Puts what happens in one evaluation into the traces panel. */
export class EvaluationFeed {
  /**
   * @param run tells the evaluation's samples from those of another that asks the same at the same time
   * @param kept whether samples are saved
   * @param onNoTemplate called for a job whose model has no chat template
   */
  constructor(
    private readonly model: TracesModel,
    private readonly panel: Pick<TracesPanel, 'schedule'>,
    private readonly run: string,
    private readonly kept: boolean,
    private readonly onNoTemplate: (job: Job) => void,
  ) {}

  receive(event: EvaluationEvent): void {
    const { model } = this;
    const { item } = event.job;
    const key = sampleKey(event.job.endpoint, event.job.repeat, this.run);
    switch (event.type) {
      case 'queued':
        model.setPrompt(item, key, promptText(event.prompt));
        break;
      case 'generate':
        model.generate(item, key, event.event);
        if (event.event.type === 'sent') model.follow(item);
        this.panel.schedule();
        break;
      case 'ended':
        model.end(item, key, {
          trace: event.sample.trace,
          score: event.sample.score,
          choices: event.sample.prompt.choices,
          saved: event.saved,
          ...this.noteOf(event.problem),
        });
        if (event.sample.trace.error?.kind === 'no-chat-template') this.onNoTemplate(event.job);
        break;
      case 'skipped':
        model.skip(item, key, event.saved);
        break;
      case 'refused':
        model.refuse(item, key, inLanguage(event.why));
        break;
    }
  }

  /** What a column must say beside its trace: that it was not saved, or what was wrong with the file. */
  private noteOf(problem: Problem | null): { note?: string } {
    if (problem !== null) return { note: problemWords(problem) };
    return this.kept ? {} : { note: vscode.l10n.t('Not saved: no folder is open.') };
  }
}
