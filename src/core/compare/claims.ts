import { mathSpans } from '../traces/mathSpans.ts';
import { type Claim, claimOf, continued, type Members } from './claim.ts';
import { ClaimCases } from './claimCases.ts';
import {
  closing,
  equals,
  isBalanced,
  isWord,
  lettersIn,
  opening,
  operators,
  relations,
  relationsIn,
  textRanges,
  trimmed,
} from './claimTokens.ts';
import { emptyWords, otherAnswerWords } from './claimWords.ts';
import { type StrictToken, strictTokens } from './strictTokens.ts';

const separators: ReadonlySet<string> = new Set([',', ';', '\\\\', '⇒', '⇔', '→', '⟶', ':', '.', '?', '!']);
const saidAnswers: ReadonlySet<string> = new Set(['yes', 'no', 'true', 'false', 'none', 'zero']);
const sentenceEnds: ReadonlySet<string> = new Set(['.', '?', '!']);
const unsaid: ReadonlySet<string> = new Set(['×', '{', '}', '\\boxed']);
/** Longer sides are no subjects, and steps with more claims are not looked through further. */
const LONGEST_SUBJECT = 60;
const MOST_CLAIMS = 5_000;

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
  readonly #cases = new ClaimCases();
  /** The words of the clause so far, and its tokens. */
  #lead: string[] = [];
  #clause: string[] = [];
  #run: StrictToken[] = [];
  #depth = 0;
  #sentence = 0;
  #awaitsAnswer = false;

  constructor(step: string) {
    this.#step = step;
  }

  read(): Claim[] {
    const step = this.#step;
    const formulas = mathSpans(step);
    const edges = formulas.flatMap(({ start, end, display }) => [
      { at: start, display },
      { at: end, display },
    ]);
    const words = textRanges(step);
    let [edge, word, last] = [0, 0, 0];
    let isName = false;
    for (const token of strictTokens(step, formulas)) {
      if (this.#found.length >= MOST_CLAIMS) break;
      const { key, start, end } = token;
      let crossed = false;
      let display = false;
      for (let next = edges[edge]; next !== undefined && next.at <= start; next = edges[++edge]) {
        crossed = true;
        display ||= next.display;
      }
      const between = start - last > 1 || step.charCodeAt(last) < 32 ? step.slice(last, start) : '';
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
    if (!isWord(this.#step, token, this.#run.at(-1)?.key ?? '', inText)) {
      this.#run.push(token);
      return;
    }
    const word = this.#step.slice(start, end).toLowerCase();
    if (this.#awaitsAnswer && this.#run.length === 0 && saidAnswers.has(word)) {
      this.#awaitsAnswer = false;
      this.#answer([token], '');
    }
    this.#endRun(word);
    this.#lead.push(word);
    this.#cases.word(word);
    this.#clause.push(word);
    if (/^(?:is|are|be)$/.test(word) && /^answers?$/.test(this.#lead.at(-2) ?? '')) this.#expectAnswer();
  }

  #expectAnswer(): void {
    this.#endRun('');
    this.#awaitsAnswer = !this.#lead.slice(-LONGEST_SUBJECT).some((word) => otherAnswerWords.has(word));
  }

  /** Between words stands what may be a chain, or a part of one. */
  #endRun(next: string): void {
    if (this.#run.length === 0) return;
    const tokens = trimmed(this.#run);
    const isCut = operators.has(this.#run.at(-1)?.key ?? '') || !isBalanced(tokens);
    this.#run = [];
    this.#depth = 0;
    if (tokens.length === 0) return;
    const at = relationsIn(tokens);
    if (isCut) this.#awaitsAnswer = false;
    else if (at.length > 0) this.#chain(tokens, at, next);
    else if (this.#awaitsAnswer) this.#answer(tokens, next);
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
    if (this.#cases.takes(tokens, this.#lead.at(-1))) return;
    const said = { tokens: members, approximate: last === '≈', next };
    const isEquation = signs.every((sign) => equals.has(sign));
    if (!isEquation && (signs.length > 1 || !'<>≤≥'.includes(last))) return;
    if (subject === '') {
      const begun = this.#found.at(-1);
      if (this.#clause.length === 0 && begun !== undefined && equals.has(last))
        this.#found[this.#found.length - 1] = continued(this.#step, begun, said);
      return;
    }
    if ((own.length === 1 && /^\d/.test(subject)) || subject.length > LONGEST_SUBJECT) return;
    // A sum that is said to be another one is an equation to be solved.
    const isSum = own.some(({ key }, place) => place > 0 && (key === '+' || key === '-'));
    if (isSum && lettersIn(members.at(-1) ?? []) !== '') return;
    this.#add(subject, isEquation ? '=' : last, said);
  }

  #answer(tokens: readonly StrictToken[], next: string): void {
    this.#add('answer', '=', { tokens: [tokens], approximate: false, next }, true);
  }

  #add(subject: string, sign: string, members: Members, isAnswer = false): void {
    const key = `${subject}\n${sign}\n${this.#cases.key}`;
    const claim = claimOf(this.#step, { subject: key, isAnswer }, members);
    if (claim !== null) this.#found.push(claim);
  }

  #endClause(sign: string): void {
    this.#endRun('');
    const isSentence = sentenceEnds.has(sign) || sign === '\n';
    const isBare = this.#clause.length === 0;
    this.#cases.endClause(sign, isBare, isSentence);
    if (sign === '?') this.#found.length = Math.min(this.#found.length, this.#sentence);
    if (isSentence && !isBare) this.#sentence = this.#found.length;
    this.#lead = [];
    this.#clause = [];
    this.#depth = 0;
    this.#awaitsAnswer &&= sign === '\n';
  }
}
