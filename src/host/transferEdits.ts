import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Membership } from '../core/transfer/transferSettings.ts';

const section = 'reasoningTransfer';
const Fields = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
type Fields = v.InferOutput<typeof Fields>;
const { Global, Workspace } = vscode.ConfigurationTarget;

/**
 * Says in the setting `reasoningTransfer.transfer` where a benchmark counts: with the workspace where a folder is open,
 * else with the user. What else the setting says stays as it is. False, and nothing saved, where it is not of its
 * form.
 */
export async function setMembership(benchmark: string, where: Membership): Promise<boolean> {
  const isOpen = (vscode.workspace.workspaceFolders ?? []).length > 0;
  const target = isOpen ? Workspace : Global;
  const before = said(target);
  const known = before && benchmarksOf(before);
  if (!before || !known) return false;
  await update({ ...before, benchmarks: { ...known, [benchmark]: where } }, target);
  return true;
}

/**
 * Takes back where benchmarks count, with the user as well: what both say is joined, so that what one of them says
 * would still hold. False where either is not of its form; that one is left as it is.
 */
export async function resetMembership(): Promise<boolean> {
  let done = true;
  for (const target of [Workspace, Global]) {
    const before = said(target);
    if (before === null) done = false;
    else if ('benchmarks' in before) {
      const { benchmarks: _taken, ...others } = before;
      await update(others, target);
    }
  }
  return done;
}

/** What one scope says; null where that is no object. */
function said(target: vscode.ConfigurationTarget): Fields | null {
  const found = vscode.workspace.getConfiguration(section).inspect<unknown>('transfer');
  const fields = v.safeParse(
    Fields,
    (target === Workspace ? found?.workspaceValue : found?.globalValue) ?? {},
  );
  return fields.success ? fields.output : null;
}

function benchmarksOf(fields: Fields): Fields | null {
  const known = v.safeParse(Fields, fields.benchmarks ?? {});
  return known.success ? known.output : null;
}

async function update(fields: Fields, target: vscode.ConfigurationTarget): Promise<void> {
  const value = Object.keys(fields).length === 0 ? undefined : fields;
  await vscode.workspace.getConfiguration(section).update('transfer', value, target);
}
