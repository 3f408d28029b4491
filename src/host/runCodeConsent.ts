import * as vscode from 'vscode';
import { isUnanswered, type Unanswered } from '../core/scorers/score.ts';
import type { Guard } from '../workspace/scoring/programs/guard.ts';
import { type GuardHere, type MayRunCode, refusals } from '../workspace/scoring/programs/programHelp.ts';
import { inLanguage } from './inLanguage.ts';
import { notify } from './notify.ts';

/** By this name the workspace remembers that code may run in it without a sandbox. */
const allowed = 'runCodeWithoutSandbox';

/** What a workspace remembers: a `vscode.Memento`. */
interface Memory {
  readonly get: (key: string) => unknown;
  readonly update: (key: string, value: unknown) => Thenable<void>;
}

/**
 * Whether programs that models wrote may run: where the setting says so, in a trusted workspace, and, where nothing
 * keeps them from files and network, once the user was warned and said yes, which the workspace remembers. A no holds
 * until the window or the setting changes.
 */
export class RunCodeConsent {
  private asking: Promise<boolean> | null = null;

  constructor(private readonly state: Memory) {}

  readonly mayRun: MayRunCode = async (guard: GuardHere): Promise<Unanswered | null> => {
    if (vscode.workspace.getConfiguration('reasoningTransfer').get<unknown>('scoring.runCode') !== true) {
      this.asking = null;
      return refusals.off('`reasoningTransfer.scoring.runCode`');
    }
    if (!vscode.workspace.isTrusted) {
      return refusals.untrusted;
    }
    const found = await guard();
    if (isUnanswered(found) || found.isSandbox || this.state.get(allowed) === true) return null;
    // Many samples wait for one answer.
    this.asking ??= this.ask(found);
    return (await this.asking) ? null : refusals.unguarded;
  };

  private async ask({ words }: Guard): Promise<boolean> {
    const yes = await notify.confirm('warning', {
      message: vscode.l10n.t('Run code that models wrote, without a sandbox?'),
      detail: vscode.l10n.t(
        'To score LiveCodeBench, Python programs are run on this computer as you. Here nothing keeps them from all of it ({0}); only time, memory and output are limited.',
        inLanguage(words),
      ),
      action: vscode.l10n.t('Run Code'),
    });
    // What cannot be remembered is asked again in the next window.
    if (yes) await this.state.update(allowed, true).then(undefined, () => undefined);
    return yes;
  }
}
