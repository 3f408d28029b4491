import type { JsonObject } from '../../json.ts';
import { taskBenchmark } from '../taskBenchmark.ts';
import type { InspectMessage, InspectSample } from './inspectSchema.ts';
import { messageText } from './inspectText.ts';

/**
 * A sample of Inspect holds an item in fields of its own (`input`, `choices`, `target`, `metadata`), whatever those of
 * the data set were. These are put back under the names of the benchmark's published layout, where the task says
 * which, so that the item is found again by its text; else they are called `question` and `choices`.
 */
export function inspectRecord(task: string, sample: InspectSample): JsonObject {
  const metadata = sample.metadata ?? {};
  const id = String(sample.id);
  const question = inspectQuestion(sample);
  const target = inspectTarget(sample);
  const options = sample.choices ?? [];
  switch (taskBenchmark(task)?.benchmark ?? lookOf(id)) {
    case 'MATH-500':
      return { ...metadata, problem: bare(question), answer: target, unique_id: id };
    case 'AIME24':
    case 'AIME25':
      return { ...metadata, problem: bare(question), answer: target, ...(/^\d{4}-I/.test(id) ? { id } : {}) };
    case 'OlympiadBench':
      return { ...metadata, question: bare(question), final_answer: [target], id };
    case 'IFEval':
      return { ...metadata, prompt: question, key: id };
    case 'GPQA-Diamond':
      return options.length === 4
        ? gpqa(metadata, id, question, target, options)
        : generic(metadata, question, options);
    case 'ACPBench':
      return acp(metadata, id, { question, target, options, group: taskBenchmark(task)?.task ?? task });
    case 'HeadQA':
      return {
        ...metadata,
        qtext: question,
        answers: [...options],
        qid: id,
        ra: String(1 + placeOf(target)),
      };
    default:
      return generic(metadata, question, options);
  }
}

/** What the user asks, other roles left out. */
export function inspectQuestion({ input }: InspectSample): string {
  if (typeof input === 'string') return input;
  return input.filter(isAsked).map(messageText).join('\n\n');
}

/** The gold answer; several right ones with a comma between; of choices, the letter with the option's text. */
export function inspectGold(sample: InspectSample): string | null {
  const target = inspectTarget(sample).trim();
  if (target === '') return null;
  const option = sample.choices?.[placeOf(target)];
  return option === undefined ? target : `${target}. ${option}`;
}

function inspectTarget({ target }: InspectSample): string {
  if (target === null || target === undefined) return '';
  return Array.isArray(target) ? target.map(String).join(', ') : String(target);
}

function isAsked({ role }: InspectMessage): boolean {
  return role === 'user';
}

/** MATH's ids (`test/algebra/2584.json`) are nobody else's. */
function lookOf(id: string): string {
  return /^test\/[a-z_]+\/\d+\.json$/.test(id) ? 'MATH-500' : '';
}

function generic(metadata: JsonObject, question: string, options: readonly string[]): JsonObject {
  return { ...metadata, question, ...(options.length > 0 ? { choices: [...options] } : {}) };
}

function gpqa(
  metadata: JsonObject,
  id: string,
  question: string,
  target: string,
  options: readonly string[],
): JsonObject {
  const right = options[placeOf(target)];
  if (right === undefined) return generic(metadata, question, options);
  const wrong = options.filter((_, place) => place !== placeOf(target));
  const answers = wrong.map((option, i) => [`Incorrect Answer ${i + 1}`, option] as const);
  return {
    ...metadata,
    Question: question,
    'Correct Answer': right,
    ...Object.fromEntries(answers),
    'Record ID': id,
  };
}

/** Published with the context apart from the question, and the options within it ("A. … B. …"). */
function acp(
  metadata: JsonObject,
  id: string,
  item: { question: string; target: string; options: readonly string[]; group: string },
): JsonObject {
  const { question, target, options, group } = item;
  const base = { ...metadata, id, group, context: '', answer: target };
  if (options.length === 0) return { ...base, question };
  const label = options.map((_, i) => String.fromCharCode(65 + i));
  const list = options.map((option, i) => `${label[i] ?? ''}. ${option}`).join(' ');
  const listed = options.every((option) => question.includes(option));
  return {
    ...base,
    question: listed ? question : `${question} ${list}`,
    choices: { text: [...options], label },
  };
}

/** 0-based, of an option's letter; -1 for anything else. */
function placeOf(target: string): number {
  return /^[A-Z]$/.test(target.trim()) ? target.trim().charCodeAt(0) - 65 : -1;
}

/** A problem without a last line that only says how to write the answer, which tasks put behind the published text. */
function bare(question: string): string {
  return question.replace(
    /\n[^\n]*\b(?:put|give|write|place|return|enclose|provide|present|box)\b[^\n]*\\boxed[^\n]*\s*$/i,
    '',
  );
}
