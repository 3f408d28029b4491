import { mathSpans } from '../traces/mathSpans.ts';
import {
  closing,
  equals,
  functions,
  isBalanced,
  lettersIn,
  opening,
  operators,
  relations,
  relationsIn,
  textOf,
  textRanges,
  trimmed,
} from './claimTokens.ts';
import { caseWords, emptyWords, nearCaseWords, otherAnswerWords } from './claimWords.ts';
import { type StrictToken, strictTokens } from './strictTokens.ts';

/** What a step says that something is: the sides of a chain such as `x = 2 + 3 = 5`. */
export interface Claim {
  /** What it is said of, with the last relation and the case it is said for: `x`, `f ( 2 )`, `area = ` behind `if a = 3`. */
  readonly subject: string;
  /** What stands behind each relation, as it is written; the last is what is said, the others are the way there. */
  readonly members: readonly string[];
  /** The last is about so much. */
  readonly approximate: boolean;
  /** The letters in the last member. */
  readonly letters: string;
  /** The word behind the last member, such as a unit; may be empty. */
  readonly unit: string;
}

const separators: ReadonlySet<string> = new Set([',', ';', '\\\\', '⇒', '⇔', '→', '⟶', ':', '.', '?', '!']);
const sentenceEnds: ReadonlySet<string> = new Set(['.', '?', '!']);
const unsaid: ReadonlySet<string> = new Set(['×', '{', '}', '\\boxed']);
/** Longer sides are no subjects, and steps with more claims are not looked through further. */
const LONGEST_SUBJECT = 60;
const MOST_CLAIMS = 5_000;
const MOST_MEMBERS = 16;
/** UTF-16 units by which cases are told apart. */
const LONGEST_CASE = 200;

/**
 * What a step says that something is. The left side of a chain of equations is what it is said of, its last member what
 * is said; a line that begins with a relation goes on with the chain before it. Where words stand before the relation
 * they are the subject (`the area = 5`). `answer is` and `Answer:` are a relation too.
 *
 * No claims: relations in brackets and subscripts, questions, and the bounds of a case ("if", "when", "for x = 3"). What
 * is said for a case is said of another thing than without it: up to the end of the sentence, or of the step where a
 * colon stands behind the case. Linear in the step.
 */
export function claimsOf(step: string): Claim[] {
  const reader = new ClaimReader(step);
  return reader.read();
}

class ClaimReader {
  readonly #step: string;
  readonly #found: Claim[] = [];
  /** The words of the clause so far, and its tokens. */
  #lead: string[] = [];
  #clause: string[] = [];
  #run: StrictToken[] = [];
  #depth = 0;
  #sentence = 0;
  #case = '';
  #caseOfStep = '';
  #hasCaseWord = false;
  #isCaseClause = false;
  #wasCase = false;
  #awaitsAnswer = false;

  constructor(step: string) {
    this.#step = step;
  }

  read(): Claim[] {
    const step = this.#step;
    const edges = mathSpans(step).flatMap(({ start, end, display }) => [
      { at: start, display },
      { at: end, display },
    ]);
    const words = textRanges(step);
    let [edge, word, last] = [0, 0, 0];
    let isName = false;
    for (const token of strictTokens(step)) {
      if (this.#found.length >= MOST_CLAIMS) break;
      const { key, start, end } = token;
      let crossed = false;
      let display = false;
      for (let next = edges[edge]; next !== undefined && next.at <= start; next = edges[++edge]) {
        crossed = true;
        display ||= next.display;
      }
      const between = step.slice(last, start);
      if (display || (!token.math && between.includes('\n')) || /\\q?quad/.test(between))
        this.#endClause('\n');
      else if (crossed && !token.math && !relations.has(key)) this.#endRun(/^\p{L}/u.test(key) ? key : '');
      last = end;
      while ((words[word]?.[1] ?? Infinity) <= start) word += 1;
      const inText = (words[word]?.[0] ?? Infinity) <= start;
      if (isName) {
        isName = false;
        if (this.#run.length > 0) this.#run.push(token);
      } else if (key === '\\begin' || key === '\\end') {
        isName = true;
        if (/^\s*\{(?:[bpvBV]?matrix|cases|array)/.test(step.slice(end, end + 12))) {
          this.#depth = Math.max(0, this.#depth + (key === '\\begin' ? 1 : -1));
          this.#run.push(token);
        } else this.#endClause('\n');
      } else this.#take(token, inText);
    }
    this.#endClause('.');
    return this.#found;
  }

  #take(token: StrictToken, inText: boolean): void {
    const { key, start, end, math } = token;
    if (opening.includes(key)) this.#depth += 1;
    else if (closing.includes(key)) this.#depth = Math.max(0, this.#depth - 1);
    if (key === '&' && this.#depth === 0) return;
    const isEnd = key !== '.' || math || /^(?:\s|[*"')]|$)/.test(this.#step.slice(end, end + 1));
    const isSplit = (this.#depth === 0 && separators.has(key)) || (!math && (key === '|' || key === '?'));
    if (isSplit && isEnd) {
      if (key === ':' && this.#lead.slice(-LONGEST_SUBJECT).includes('answer')) this.#expectAnswer();
      else this.#endClause(key);
      return;
    }
    if (!this.#isWord(token, inText)) {
      this.#run.push(token);
      return;
    }
    const word = this.#step.slice(start, end).toLowerCase();
    this.#endRun(word);
    this.#lead.push(word);
    this.#hasCaseWord ||= caseWords.has(word);
    this.#clause.push(word);
    if (/^(?:is|are|be)$/.test(word) && /^answers?$/.test(this.#lead.at(-2) ?? '')) this.#expectAnswer();
  }

  #expectAnswer(): void {
    this.#endRun('');
    this.#awaitsAnswer = !this.#lead.slice(-LONGEST_SUBJECT).some((word) => otherAnswerWords.has(word));
  }

  #isWord({ key, start, end, math }: StrictToken, inText: boolean): boolean {
    const source = this.#step.slice(start, end);
    if (/^\\?[bp]?mod$/.test(source)) return true;
    if (!/^\p{L}[\p{L}\p{M}'’]*$/u.test(source) || functions.has(key)) return false;
    if (math) return inText && (source.length > 1 || /^\p{Ll}$/u.test(source));
    if (source.length === 1)
      return (source === 'a' || source === 'I') && /^ \p{L}{2}/u.test(this.#step.slice(end, end + 3));
    if (/^\p{Lu}{2,4}$/u.test(source)) return false;
    const last = this.#run.at(-1)?.key ?? '';
    if ((last === '(' || operators.has(last)) && source.length === 2 && !emptyWords.has(source)) return false;
    if (source.length < 5 && /[\p{Nd})^]/u.test(this.#step[start - 1] ?? '')) return false;
    const around = `${this.#step[start - 1] ?? ''}${this.#step[end] ?? ''}`;
    return source.length > 2 || !/[\p{Nd}^+*/=_]/u.test(around);
  }

  /** Between words stands what may be a chain, or a part of one. */
  #endRun(next: string): void {
    const tokens = trimmed(this.#run);
    const isCut = operators.has(this.#run.at(-1)?.key ?? '') || !isBalanced(tokens);
    this.#run = [];
    this.#depth = 0;
    if (tokens.length === 0) return;
    const at = relationsIn(tokens);
    if (isCut) this.#awaitsAnswer = false;
    else if (at.length > 0) this.#chain(tokens, at, next);
    else if (this.#awaitsAnswer) this.#add('answer', '=', [tokens], false, next);
    this.#awaitsAnswer = false;
    for (const { key } of tokens) this.#clause.push(key);
  }

  #chain(tokens: StrictToken[], at: readonly number[], next: string): void {
    const [first = 0] = at;
    const members = at.map((from, i) => tokens.slice(from + 1, at[i + 1] ?? tokens.length));
    if (members.some(({ length }) => length === 0)) return;
    const signs = at.map((place) => tokens[place]?.key ?? '');
    const last = signs.at(-1) ?? '';
    const own = tokens.slice(0, first);
    const isPart = own[0]?.key === '_' || own[0]?.key === '^';
    const before =
      own.length === 0 || isPart
        ? this.#clause.slice(-LONGEST_SUBJECT).filter((word) => !emptyWords.has(word))
        : [];
    const subject = [...before, ...own.map(({ key }) => key)].filter((key) => !unsaid.has(key)).join(' ');
    if (this.#hasCaseWord || nearCaseWords.has(this.#lead.at(-1) ?? '') || this.#wasCase) {
      this.#isCaseClause = true;
      this.#case = (this.#case + ` ${tokens.map(({ key }) => key).join(' ')}`).slice(0, LONGEST_CASE);
      return;
    }
    const isEquation = signs.every((sign) => equals.has(sign));
    if (!isEquation && (signs.length > 1 || !'<>≤≥'.includes(last))) return;
    if (subject === '') {
      if (this.#clause.length === 0) this.#goOn(members, last, next);
      return;
    }
    if ((own.length === 1 && /^\d/.test(subject)) || subject.length > LONGEST_SUBJECT) return;
    // A sum that is said to be another one is an equation to be solved.
    const isSum = own.some(({ key }, place) => place > 0 && (key === '+' || key === '-'));
    if (isSum && lettersIn(members.at(-1) ?? []) !== '') return;
    this.#add(subject, isEquation ? '=' : last, members, last === '≈', next);
  }

  /** A chain that goes on in its next line. */
  #goOn(members: readonly StrictToken[][], sign: string, next: string): void {
    const last = this.#found.pop();
    if (last === undefined) return;
    if (!equals.has(sign)) {
      this.#found.push(last);
      return;
    }
    const claim = this.#claim(last.subject, members, sign === '≈', next);
    this.#found.push(
      claim === null
        ? last
        : {
            ...claim,
            members: [...last.members.slice(-MOST_MEMBERS), ...claim.members.slice(-MOST_MEMBERS)],
          },
    );
  }

  #add(
    subject: string,
    sign: string,
    members: readonly StrictToken[][],
    approximate: boolean,
    next: string,
  ): void {
    const key = JSON.stringify([subject, sign, this.#case, this.#caseOfStep]);
    const claim = this.#claim(key, members, approximate, next);
    if (claim !== null) this.#found.push(claim);
  }

  #claim(
    subject: string,
    members: readonly StrictToken[][],
    approximate: boolean,
    unit: string,
  ): Claim | null {
    const written = members.map((member) => textOf(this.#step, trimmed(member)));
    const last = members.at(-1) ?? [];
    if (written.at(-1) === '' || last.some(({ key }) => key === '…')) return null;
    return {
      subject,
      members: written,
      approximate,
      letters: lettersIn(last),
      unit: emptyWords.has(unit) ? '' : unit,
    };
  }

  #endClause(sign: string): void {
    this.#endRun('');
    const isSentence = sentenceEnds.has(sign) || sign === '\n';
    const isBare = this.#clause.length === 0;
    if (!isBare || sign !== '\n') {
      this.#wasCase = sign === ':' && !this.#isCaseClause && this.#hasCaseWord;
      if (this.#isCaseClause && sign === ':') this.#caseOfStep = this.#case;
    }
    if (sign === '?') this.#found.length = Math.min(this.#found.length, this.#sentence);
    if (isSentence && !isBare) {
      this.#case = '';
      this.#sentence = this.#found.length;
    }
    this.#lead = [];
    this.#hasCaseWord = false;
    this.#clause = [];
    this.#depth = 0;
    this.#isCaseClause = false;
    this.#awaitsAnswer &&= sign === '\n';
  }
}
