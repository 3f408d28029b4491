import { say, verbatim } from '../../say.ts';
import { strip } from '../pythonText.ts';
import type { LanguageGuess, Score, Scorer, Unanswered, Undecided } from '../score.ts';
import type { Asks, Check, Checked, LanguageOf } from './checked.ts';
import { instructionsOf, type Asked } from './item.ts';

/** What a text may be beside itself where instructions are read loosely; none twice. */
function looseTexts(text: string): readonly string[] {
  const lines = text.split('\n');
  const shorter = [lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map((some) =>
    strip(some.join('\n')),
  );
  const plain = [text, ...shorter].map((some) => some.replaceAll('*', ''));
  return [...new Set([text, ...shorter, ...plain])];
}

/** What came of one instruction. */
interface Followed {
  readonly strict: Checked;
  readonly loose: boolean;
}

function strictly(check: Check, text: string, languageOf: LanguageOf): Checked | Asks {
  return strip(text) === '' ? { right: false, reason: say`the text is empty` } : check(text, languageOf);
}

function followed(check: Check, texts: readonly string[], languageOf: LanguageOf): Followed | Asks {
  const strict = strictly(check, texts[0] ?? '', languageOf);
  if ('asks' in strict) return strict;
  if (strict.right) return { strict, loose: true };
  for (const text of texts.slice(1)) {
    const other = strictly(check, text, languageOf);
    if ('asks' in other) return other;
    if (other.right) return { strict, loose: true };
  }
  return { strict, loose: false };
}

type Known = ReadonlyMap<string, readonly LanguageGuess[] | Unanswered>;

/** Goes through the instructions from the first that is open, asking for a language where one has to be known. */
function decide(
  asked: readonly Asked[],
  texts: readonly string[],
  done: readonly Followed[],
  known: Known,
): Score | Undecided {
  const sofar = [...done];
  for (const { check } of asked.slice(done.length)) {
    const next = followed(check, texts, (text) => known.get(text));
    if ('asks' in next) {
      return {
        waitsFor: 'language',
        question: { text: next.asks },
        decide: (answer) => decide(asked, texts, sofar, new Map([...known, [next.asks, answer]])),
      };
    }
    sofar.push(next);
  }
  return scoreOf(asked, sofar);
}

function scoreOf(asked: readonly Asked[], done: readonly Followed[]): Score {
  const of = asked.length;
  const right = done.filter(({ strict }) => strict.right).length;
  const loose = done.filter((each) => each.loose).length;
  const broken = asked.filter((_, index) => done[index]?.strict.right !== true).map(({ id }) => id);
  return {
    value: right / of,
    extracted: null,
    range: null,
    rule: 'instructions · strict',
    reason:
      broken.length === 0
        ? say`all ${of} instructions are followed`
        : say`${right} of ${of} instructions are followed; not ${verbatim([...new Set(broken)].join(', '))}`,
    parts: { right, of },
    checks: asked.map(({ id }, index) => {
      const { right: isRight, reason } = done[index]?.strict ?? { right: false, reason: '' };
      return { name: id, right: isRight, reason };
    }),
    measures: {
      prompt_level_strict_acc: right === of ? 1 : 0,
      inst_level_strict_acc: right / of,
      prompt_level_loose_acc: loose === of ? 1 : 0,
      inst_level_loose_acc: loose / of,
    },
  };
}

/**
 * IFEval: the share of an item's instructions that the answer follows, strictly; `parts` counts them, `checks` has
 * each with what was asked and found. Nothing is extracted: the whole answer is judged, so `extracted` and `range`
 * are null. `measures` has the field's four: of prompts (all instructions followed) and of instructions, strict and
 * loose (the answer or one of seven others passes: without its first line, its last or both, each with and without
 * `*`). The language of a text is asked for; without an answer it counts as the one wanted.
 *
 * Source: google-research/google-research, instruction_following_eval (instructions.py, instructions_util.py,
 * evaluation_lib.py), and lm-evaluation-harness, tasks/ifeval, for the names of the measures.
 */
export const ifEvalAnswer: Scorer = {
  name: 'instructions (IFEval)',
  version: 1,
  score: ({ record, answer }) => {
    const asked = instructionsOf(record);
    if ('unusable' in asked) {
      return { value: null, extracted: null, range: null, rule: 'no gold', reason: asked.unusable };
    }
    return decide(asked, looseTexts(answer), [], new Map());
  },
};
