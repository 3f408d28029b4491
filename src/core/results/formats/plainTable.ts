import { resultsRelations } from '../modelRelations.ts';
import { nameSays } from '../../items/fieldNames.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { FileReading, ResultsFormat } from './format.ts';
import { readJsonFile, textOf } from './jsonFile.ts';
import { say } from '../../say.ts';
import { scoreCell } from './plainTableCell.ts';
import { csvGrid, firstElement, jsonGrid, type Grid } from './plainTableGrid.ts';
import {
  isAboutModel,
  isBenchmarkColumn,
  isBenchmarkName,
  isModelColumn,
  tableScores,
} from './plainTableScores.ts';
import type { ResultSource } from './source.ts';

/** What a table of one model's results, or of single answers, calls its columns. */
const notModel =
  /^(?:values?|scores?|metrics?|std(?:err|dev)?|n|counts?|versions?|filters?|ids?|index|idx|.*_id|acc(?:uracy)?|f1|em|exact_match|correct|splits?|.*shots?|domains?|subsets?|size)$/i;
/** No table of scores is larger. */
const largestTable = 16 * 1024 * 1024;
/** Keys under which other tools keep all they report: what stands there names no model. */
const toolKeys =
  /^(?:results?|scores?|metrics?|summary|all|overall|total|average|config|configs|versions|groups|data)$/i;

/**
 * Tables of model × benchmark: CSV, TSV, or JSON. The header has `model`, and optionally `base`, `size`, `method`;
 * every other column with numbers is a benchmark. Or each row is a benchmark and each column a model. JSON is a list
 * of such rows, or `{model: {benchmark: score}}`, or that the other way round. The contract is this project's own
 * (design: the command line's tables); there is no specification.
 */
export const plainTable: ResultsFormat = {
  name: 'table',
  claims: ({ path, size, head }) => {
    if (size > largestTable) return false;
    const name = bareName(path);
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8');
    if (isDelimited(name)) return isScoreGrid(csvGrid(path, wholeLines(text, size > head.length)).grid);
    if (!name.endsWith('.json') || !/^\uFEFF?\s*[[{]/.test(text)) return false;
    return isScoreJson(firstElement(text.replace(/^\uFEFF/, '')));
  },
  read: async (source, context) => {
    const scale = context.tableScale ?? 'auto';
    const { grid, problems } = await gridOf(source);
    if (grid === null) return { parts: [], samples: [], problems };
    const { parts, relations, problems: found } = tableScores(source.path, grid, scale);
    return {
      parts,
      samples: [],
      problems: [...problems, ...found],
      relations: resultsRelations(source.path, relations),
    };
  },
  sample: () => Promise.resolve(null),
};

async function gridOf(
  source: ResultSource,
): Promise<{ grid: Grid | null; problems: FileReading['problems'] }> {
  const file = source.path;
  if (isDelimited(bareName(file))) {
    const text = textOf(await source.read(0, source.size));
    if (text !== null) return csvGrid(file, text);
    return {
      grid: null,
      problems: [{ file, message: say`These bytes are not UTF-8; save the file as UTF-8.` }],
    };
  }
  const json = await readJsonFile(source);
  if (!json.ok) return { grid: null, problems: [json.problem] };
  const text = textOf(await source.read(0, source.size)) ?? '';
  const outer = isJsonObject(json.value) ? Object.keys(json.value) : [];
  const grid = jsonGrid(
    text,
    json.value,
    outer.length > 0 && mostly(outer, isBenchmarkName) ? 'benchmark' : 'model',
  );
  if (grid !== null) return { grid, problems: [] };
  return {
    grid: null,
    problems: [
      {
        file,
        message: say`Not every row of this table is an object: write {"model": …, "<benchmark>": …} for each.`,
      },
    ],
  };
}

function bareName(path: string): string {
  return path.toLowerCase().replace(/\.(?:gz|zst|bz2|xz)$/, '');
}

function isDelimited(name: string): boolean {
  return /\.(?:csv|tsv|tab)$/.test(name);
}

/** A beginning of a text without its last line, which may be cut. */
function wholeLines(text: string, cut: boolean): string {
  const end = cut ? text.lastIndexOf('\n') : -1;
  return end > 0 ? text.slice(0, end) : text;
}

/** Whether a table is one of scores: a data set has columns of models too, but none named like a benchmark. */
function isScoreGrid(grid: Grid | null): boolean {
  if (grid === null || grid.rows.length === 0) return false;
  const { columns, rows } = grid;
  if (columns.some((column) => nameSays('question', column) >= 0.8)) return false;
  const numbers = (column: number): boolean =>
    rows.some(({ cells }) => scoreCell(cells[column] ?? '').kind === 'number');
  if (columns.some(isModelColumn)) {
    return columns.some((name, column) => !isAboutModel(name) && isBenchmarkName(name) && numbers(column));
  }
  const [first = '', ...models] = columns;
  const names = rows.map(({ cells }) => (cells[0] ?? '').trim());
  // A log of single answers names its benchmark on every line, and has columns for what it says of them.
  if (new Set(names).size < names.length || models.some((name) => notModel.test(name))) return false;
  return (
    isBenchmarkColumn(first) &&
    mostly(names, isBenchmarkName) &&
    models.some((_, column) => numbers(column + 1))
  );
}

/** The same of JSON, by its first row. */
function isScoreJson(first: JsonValue | null): boolean {
  if (Array.isArray(first)) return isJsonObject(first[0]) && isScoreRow(first[0], true);
  if (!isJsonObject(first)) return false;
  const [entry] = Object.entries(first);
  if (entry === undefined) return false;
  const [name, row] = entry;
  if (toolKeys.test(name) || !isJsonObject(row)) return false;
  return isBenchmarkName(name) ? isFlat(row) && Object.values(row).some(isScore) : isScoreRow(row, false);
}

function isScoreRow(row: JsonObject, named: boolean): boolean {
  const keys = Object.keys(row);
  if (!isFlat(row) || keys.some((key) => nameSays('question', key) >= 0.8)) return false;
  if (named && !keys.some(isModelColumn)) {
    const [first = ''] = keys;
    const name = row[first];
    return isBenchmarkColumn(first) && typeof name === 'string' && isBenchmarkName(name) && keys.length > 1;
  }
  return Object.entries(row).some(([key, value]) => isBenchmarkName(key) && isScore(value));
}

function isFlat(row: JsonObject): boolean {
  return Object.values(row).every((value) => typeof value !== 'object' || value === null);
}

function isScore(value: JsonValue): boolean {
  return typeof value === 'number' || (typeof value === 'string' && scoreCell(value).kind === 'number');
}

function mostly(names: readonly string[], is: (name: string) => boolean): boolean {
  return names.filter(is).length * 2 >= names.length;
}
