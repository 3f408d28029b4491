import * as v from 'valibot';
import type * as vscode from 'vscode';
import { variants } from '../core/transfer/transfer.ts';
import type { TransferSettings } from '../core/transfer/transferSettings.ts';
import type { TransferChoice } from '../protocol.ts';
import type { Settings } from './settings.ts';

type Defaults = Pick<TransferSettings, 'variant' | 'level' | 'verdicts'>;

/** A choice of the reader, with what the settings said when it was made. */
const Kept = v.object({
  variant: v.picklist(variants),
  level: v.pipe(v.number(), v.minValue(50), v.maxValue(99.9)),
  cohort: v.nullable(v.array(v.string())),
  verdicts: v.picklist(['stored', 'rescored']),
  settings: v.object({ variant: v.string(), level: v.number(), verdicts: v.string() }),
});

const key = 'transfer.choice';

/** What the reader chose in the panel, kept with the workspace. */
export class TransferChoices {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly settings: Pick<Settings, 'transfer'>,
  ) {}

  /** What was chosen; where nothing was, or where the settings were changed since, what these say. */
  get(): TransferChoice {
    return choiceOf(this.memory.get(key), this.settings.transfer().transfer);
  }

  set(choice: TransferChoice): void {
    const { variant, level, verdicts } = this.settings.transfer().transfer;
    void this.memory.update(key, { ...choice, settings: { variant, level, verdicts } });
  }

  /** Takes what a view kept, where nothing is kept here. */
  restore(choice: TransferChoice): void {
    if (this.memory.get(key) === undefined) this.set(choice);
  }
}

function choiceOf(kept: unknown, settings: Defaults): TransferChoice {
  const parsed = v.safeParse(Kept, kept);
  const { variant, level, verdicts } = settings;
  if (!parsed.success) return { variant, level, verdicts, cohort: null };
  const { settings: then, ...choice } = parsed.output;
  return {
    cohort: choice.cohort,
    variant: then.variant === variant ? choice.variant : variant,
    level: then.level === level ? choice.level : level,
    verdicts: then.verdicts === verdicts ? choice.verdicts : verdicts,
  };
}
