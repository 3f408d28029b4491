import { pathParts } from './storedResponse.ts';

/** A task of lighteval, `<suite>|<task>|<shots>`, with one more `|0` in versions of 2024, without suite since 2025. */
export interface LightevalTask {
  /** The part that names it, subset included: `mmlu:anatomy`. */
  readonly task: string;
  /** With its suite, where it has one: two suites may have tasks of one name. */
  readonly fullName: string;
  readonly shots: number | null;
}

/** What the path of a file says. */
export interface LightevalName {
  readonly kind: 'results' | 'details';
  /** The folder of the model below `results` or `details`; null where the path has neither. */
  readonly model: string | null;
  /** What is above those, with the model and the time: what results and details of a run have in common. */
  readonly run: string;
  /** Of the timestamp, taken as UTC since it has no zone. */
  readonly date: number | null;
  /** Of details, as in `results`' keys. */
  readonly key: string | null;
}

const stamp = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?`;
const resultsName = new RegExp(`^results_(?<time>${stamp})\\.json$`);
const detailsName = new RegExp(`^details_(?<key>.+)_(?<time>${stamp})\\.parquet$`);

/** Null where the name is not in the tool's pattern. */
export function lightevalName(path: string): LightevalName | null {
  const { folders, name } = pathParts(path);
  const found = (resultsName.exec(name) ?? detailsName.exec(name))?.groups;
  if (found === undefined) return null;
  const { time = '', key } = found;
  const kind = key === undefined ? 'results' : 'details';
  const at = folders.lastIndexOf(kind);
  // Details stand in a folder of their time below the model's.
  const own = folders.at(-1) === time ? folders.slice(0, -1) : folders;
  const model = at < 0 || at >= own.length - 1 ? null : own.slice(at + 1).join('/');
  const root = at < 0 ? own : folders.slice(0, at);
  return {
    kind,
    model,
    run: [...root, model ?? '', time].join('/'),
    date: dateOf(time),
    key: key ?? null,
  };
}

/** The task of a key; null for rows that are means over tasks. */
export function lightevalTask(key: string): LightevalTask | null {
  const parts = key.split('|');
  const numbers: string[] = [];
  while (parts.length > 1 && /^\d+$/.test(parts.at(-1) ?? '')) numbers.unshift(parts.pop() ?? '');
  const task = parts.at(-1) ?? '';
  if (key === 'all' || task === '' || task.endsWith(':_average')) return null;
  return { task, fullName: parts.join('|'), shots: numbers[0] === undefined ? null : Number(numbers[0]) };
}

/** `<run>` and task as one: keys with and without the last `|0` are the same. */
export function lightevalRun({ run }: LightevalName, { fullName, shots }: LightevalTask): string {
  return `${run}/${fullName}|${shots ?? ''}`;
}

function dateOf(time: string): number | null {
  const [day = '', clock = ''] = time.split('T');
  const date = Date.parse(`${day}T${clock.replaceAll('-', ':').slice(0, 12)}Z`);
  return Number.isNaN(date) ? null : date;
}
