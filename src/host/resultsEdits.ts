import * as vscode from 'vscode';
import * as v from 'valibot';

const Fields = v.record(v.string(), v.unknown());
const Lists = v.array(v.unknown());

/** Takes a change back. */
export type Undo = () => Promise<void>;

/**
 * Changes to the setting `reasoningTransfer.results`, where it counts: with the workspace, unless that is not
 * trusted. What else the setting says stays as it is.
 */
export class ResultsEdits {
  /** @param inherited the globs of all scopes together: a list of the workspace stands in place of the user's */
  constructor(private readonly inherited: () => readonly string[]) {}

  /** Leaves files out by their globs; null, and nothing done, where the setting is not of its form. */
  async exclude(globs: readonly string[]): Promise<Undo | null> {
    const before = fieldsNow();
    if (before === null) return null;
    const wanted = [...new Set([...this.inherited(), ...globs])];
    await update({ ...before, exclude: wanted });
    return async () => {
      const now = fieldsNow();
      const list = v.safeParse(Lists, now?.exclude);
      if (now === null || !list.success) return;
      const isAsItWas = JSON.stringify(list.output) === JSON.stringify(wanted);
      const left = list.output.filter((glob) => !globs.some((added) => added === glob));
      await update({ ...now, exclude: isAsItWas ? before.exclude : left });
    };
  }

  /** Says the domain of a benchmark or task, or which benchmarks tasks are; false where it could not be saved. */
  async say(field: 'domains' | 'tasks', entries: Readonly<Record<string, string>>): Promise<boolean> {
    const before = fieldsNow();
    if (before === null) return false;
    const known = v.safeParse(Fields, before[field] ?? {});
    if (!known.success) return false;
    await update({ ...before, [field]: { ...known.output, ...entries } });
    return true;
  }
}

function target(): vscode.ConfigurationTarget {
  return vscode.workspace.isTrusted
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
}

/** What the scope that is written to says; null where that is no object. */
function fieldsNow(): Readonly<Record<string, unknown>> | null {
  const found = vscode.workspace.getConfiguration('reasoningTransfer').inspect<unknown>('results');
  const value =
    target() === vscode.ConfigurationTarget.Workspace ? found?.workspaceValue : found?.globalValue;
  const fields = v.safeParse(Fields, value ?? {});
  return fields.success && !Array.isArray(value) ? fields.output : null;
}

async function update(fields: Readonly<Record<string, unknown>>): Promise<void> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  await vscode.workspace
    .getConfiguration('reasoningTransfer')
    .update('results', said.length === 0 ? undefined : Object.fromEntries(said), target());
}
