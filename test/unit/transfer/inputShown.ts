import path from 'node:path';
import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import {
  transferInput,
  type TransferInputOf,
  type TransferInputOptions,
} from '../../../src/core/transfer/inputOf.ts';
import type { Comparison, TransferInput, TransferTask } from '../../../src/core/transfer/transferInput.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { folderWith } from '../results/index/folder.ts';

/** The index of a folder with these files. */
export async function indexWith(
  files: Readonly<Record<string, string>>,
  models: readonly ModelRelation[] = [],
): Promise<ResultsIndex> {
  return new ResultsIndex((await readFolders([folderWith(files)])).data, { ...noNames, models });
}

export async function inputOf(
  files: Readonly<Record<string, string>>,
  models: readonly ModelRelation[] = [],
  options: Partial<TransferInputOptions> = {},
): Promise<TransferInputOf> {
  const index = await indexWith(files, models);
  return transferInput(index, {
    names: { ...noNames, models },
    set: new Map(),
    verdicts: 'stored',
    ...options,
  });
}

const numbers = (column: Float64Array): string =>
  [...column].map((value) => String(Number(value.toFixed(3)))).join(' ');

/** One line for each benchmark, its tasks below. */
export function comparisonShown(
  { left, right, benchmarks, excluded }: Comparison,
  tasks: readonly TransferTask[],
): string[] {
  return [
    `${left} → ${right}`,
    ...benchmarks.flatMap((one) => [
      `  ${one.benchmark} (${one.domain}) ${one.left.toFixed(1)} → ${one.right.toFixed(1)}`,
      ...(one.tasks ?? []).map((task) => {
        const name = tasks[task.task]?.task;
        const of = task.of.every((parts) => parts === 1) ? '' : ` of ${numbers(task.of)}`;
        const verdicts =
          task.verdicts === null
            ? ''
            : ` verdicts ${numbers(task.verdicts.left)} → ${numbers(task.verdicts.right)}`;
        const single = task.single ? ' single' : '';
        return `    [${name}] items ${task.item.join(' ')}: ${numbers(task.left)} → ${numbers(task.right)}${of}${verdicts}${single}`;
      }),
      ...one.differences.map((words) => `    ! ${words}`),
    ]),
    ...excluded.map(({ benchmark, reason }) => `  - ${benchmark}: ${reason}`),
  ];
}

/** Everything of an input as lines, paths of its folder apart. */
export function inputShown({ tasks, models, comparisons, problems }: TransferInput): string[] {
  return [
    ...models.map(
      ({ model, base, method, size, checkpoint, baseFrom }) =>
        `${model} ← ${base} ${method ?? '?'} ${size ?? '?'}${checkpoint === null ? '' : ` ${checkpoint.run}@${checkpoint.step}`}${baseFrom === null ? '' : ` (${withoutFolder(baseFrom)})`}`,
    ),
    ...comparisons.flatMap((one) => comparisonShown(one, tasks)),
    ...problems.map(({ file, message }) => `${path.basename(file)}: ${withoutFolder(message)}`),
  ];
}

export function withoutFolder(text: string): string {
  return text.replaceAll(/[^\s"]*rt-results-\w+[/\\]/g, '');
}
