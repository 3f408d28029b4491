import type { ModelRelation } from '../../endpoint.ts';
import { findBenchmark } from '../../items/benchmarks.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { taskBenchmark } from '../taskBenchmark.ts';
import type { RunPart } from './format.ts';
import { scoreCell, type TableScale } from './plainTableCell.ts';
import type { Grid } from './plainTableGrid.ts';

/** Columns that say something of the model and hold no score. */
const aboutModel = /^(?:models?|model[_ ]?name|base|size|method)$/i;
const modelColumn = /^(?:model|model[_ ]?name)$/i;
const benchmarkColumn = /^(?:benchmarks?|tasks?|datasets?|evals?|evaluation|)$/i;
/** A score of exactly this or more is no fraction; larger ones are percent. */
const largestFraction = 1;

/** Whether a name is that of a benchmark, as published or as a tool calls it. */
export function isBenchmarkName(name: string): boolean {
  const text = name.trim();
  return text !== '' && (findBenchmark(text) !== null || taskBenchmark(text) !== null);
}

/** Whether a column holds the names of models. */
export function isModelColumn(name: string): boolean {
  return modelColumn.test(name.trim());
}

/** Whether a column says nothing of scores, whatever stands in it. */
export function isAboutModel(name: string): boolean {
  return aboutModel.test(name.trim());
}

/** Whether a table with this first column may have a benchmark in each row. */
export function isBenchmarkColumn(name: string): boolean {
  return benchmarkColumn.test(name.trim());
}

/** A score as it stands in a table. */
interface Score {
  readonly model: string;
  readonly task: string;
  readonly line: number;
  readonly field: string;
  readonly value: number;
  readonly signed: boolean;
  readonly relation?: ModelRelation;
}

export interface TableScores {
  readonly parts: readonly RunPart[];
  readonly relations: readonly ModelRelation[];
  readonly problems: readonly Problem[];
}

/** The scores of a table, each a run of its own, as fractions by the scale that the whole table shows. */
export function tableScores(file: string, grid: Grid, scale: TableScale | 'auto'): TableScores {
  const problems: Problem[] = [];
  const { scores, relations } = grid.columns.some(isModelColumn)
    ? byModel(file, grid, problems)
    : byBenchmark(file, grid, problems);
  const chosen = scale === 'auto' ? scaleOf(file, scores, problems) : scale;
  const parts = scores.flatMap((score, place): RunPart[] => {
    const percent = chosen === 'percent' || score.signed;
    // As a person divides: 71.2 % is 0.712, not the double next to it.
    const value = percent ? Number((score.value / 100).toPrecision(15)) : score.value;
    if (value >= 0 && value <= 1) return [partOf(file, place, score, value)];
    const { line, field } = score;
    const message = percent
      ? say`${score.value} is no score in percent, which is from 0 to 100: this cell is left out.`
      : say`${score.value} is no fraction, which is from 0 to 1: this cell is left out. If the table is in percent, set "tableScale" in reasoningTransfer.results to "percent".`;
    problems.push({ file, line, field, message });
    return [];
  });
  return { parts, relations, problems };
}

/** @param place of the score among those of its file: rows of JSON may share a line */
function partOf(file: string, place: number, score: Score, value: number): RunPart {
  const { model, task, line, relation } = score;
  return {
    run: JSON.stringify([file, place]),
    model,
    task,
    metrics: [{ name: 'score', value, stderr: null }],
    n: null,
    repeats: null,
    partial: null,
    date: null,
    asked: {},
    ...(relation === undefined ? {} : { relation }),
    line,
  };
}

/** The scale of all cells without a sign of their own; what leaves a doubt is a problem. */
function scaleOf(file: string, scores: readonly Score[], problems: Problem[]): TableScale {
  const values = scores.flatMap(({ signed, value }) => (signed || value === 0 ? [] : [value]));
  const over = values.filter((value) => value > largestFraction).length;
  if (values.length === 0) return 'percent';
  if (over === 0) {
    const message = say`Every score of this table is at most 1, so they are taken as fractions. If they are percent, set "tableScale" in reasoningTransfer.results to "percent".`;
    problems.push({ file, message });
    return 'fraction';
  }
  if (over * 2 <= values.length) {
    const message = say`Only ${over} of ${values.length} scores of this table are over 1, but for them all are taken as percent. If they are fractions, set "tableScale" in reasoningTransfer.results to "fraction", and mend those.`;
    problems.push({ file, message });
  }
  return 'percent';
}

interface Scores {
  readonly scores: readonly Score[];
  readonly relations: readonly ModelRelation[];
}

function byModel(file: string, { columns, rows }: Grid, problems: Problem[]): Scores {
  const place = (name: string): number => columns.findIndex((column) => column.trim().toLowerCase() === name);
  const [model, base, method, size] = [
    columns.findIndex(isModelColumn),
    place('base'),
    place('method'),
    place('size'),
  ];
  const tasks = scoreColumns(file, { columns, rows }, problems, (name) => !isAboutModel(name));
  const relations: ModelRelation[] = [];
  const scores: Score[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const name = cells[model]?.trim() ?? '';
    const filled = tasks.some((task) => scoreCell(cells[task] ?? '').kind === 'number');
    if (name === '') {
      const field = columns[model] ?? 'model';
      if (filled)
        problems.push({
          file,
          line,
          field,
          message: say`This row has scores but names no model: it is left out.`,
        });
      continue;
    }
    const earlier = seen.get(name);
    if (earlier !== undefined && filled) {
      problems.push({
        file,
        line,
        message: say`"${name}" has a row already, on line ${earlier}: both are listed.`,
      });
    }
    seen.set(name, earlier ?? line);
    const said = (column: number): string => cells[column]?.trim() ?? '';
    const relation = relationOf(name, said(base), said(method), said(size));
    if (relation !== null) relations.push(relation);
    for (const task of tasks) {
      const cell = { model: name, task: columns[task]?.trim() ?? '', line, field: columns[task] ?? '' };
      const score = readScore(file, cells[task] ?? '', cell, problems);
      if (score !== null) scores.push({ ...score, ...(relation === null ? {} : { relation }) });
    }
  }
  return { scores, relations };
}

function byBenchmark(file: string, { columns, rows }: Grid, problems: Problem[]): Scores {
  const models = scoreColumns(file, { columns, rows }, problems, (_, column) => column > 0);
  const scores = rows.flatMap(({ line, cells }) => {
    const task = cells[0]?.trim() ?? '';
    if (task === '') return [];
    return models.flatMap((column) => {
      const model = columns[column]?.trim() ?? '';
      return readScore(file, cells[column] ?? '', { model, task, line, field: model }, problems) ?? [];
    });
  });
  return { scores, relations: [] };
}

/** The columns with numbers that may be scores; of two of one name the first. */
function scoreColumns(
  file: string,
  { columns, rows }: Grid,
  problems: Problem[],
  may: (name: string, column: number) => boolean,
): readonly number[] {
  const names = columns.map((name) => name.trim());
  return names.flatMap((name, column): number[] => {
    if (name === '' || !may(name, column)) return [];
    const cells = rows.map(({ cells: row }) => scoreCell(row[column] ?? ''));
    const numbers = cells.flatMap((cell) => (cell.kind === 'number' ? [cell.value] : []));
    if (numbers.length === 0 && !isBenchmarkName(name)) return [];
    if (names.indexOf(name) < column) {
      problems.push({ file, field: name, message: say`Two columns have this name; the first is read.` });
      return [];
    }
    const outside = numbers.filter((value) => value < 0 || value > 100).length;
    if (outside * 2 <= numbers.length || isBenchmarkName(name)) return [column];
    problems.push({
      file,
      field: name,
      message: say`This column holds numbers that are no scores, which are from 0 to 100: it is left out.`,
    });
    return [];
  });
}

function readScore(
  file: string,
  text: string,
  cell: Pick<Score, 'model' | 'task' | 'line' | 'field'>,
  problems: Problem[],
): Score | null {
  const { line, field } = cell;
  const read = scoreCell(text);
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') {
    problems.push({ file, line, field, message: read.message });
    return null;
  }
  if (read.value >= 0 && read.value <= 100) return { ...cell, value: read.value, signed: read.signed };
  problems.push({
    file,
    line,
    field,
    message: say`${read.value} is no score, which is from 0 to 100: this cell is left out.`,
  });
  return null;
}

function relationOf(model: string, base: string, method: string, size: string): ModelRelation | null {
  if (base === '' && method === '' && size === '') return null;
  const known = method.toLowerCase();
  return {
    model,
    ...(base === '' ? {} : { base }),
    ...(method === '' ? {} : { method: known === 'rl' || known === 'sft' ? known : ('other' as const) }),
    ...(size === '' ? {} : { size }),
  };
}
