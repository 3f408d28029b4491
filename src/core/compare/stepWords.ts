/**
 * The words by which a step is labelled, and why. English. Each sentence of a step is looked at by itself, without
 * Markdown in front of it, in lower case and with straight apostrophes (`stepLabels.ts`).
 *
 * The kinds follow work on what reasoning models do: verification and backtracking of Gandhi et al. 2025 (arXiv
 * 2503.01307), whose examples are "Let me check my answer" and "Let's try a different approach"; problem setup, active
 * computation, self checking and final answer of Bogdan et al. 2025 (arXiv 2506.19143). Those label with a model; lists
 * of words are used for checks as well ("check", "verify", "wait": VisualThinker-R1-Zero, GitHub issue 12). Which words,
 * and what they must not stand beside, was read off the responses of two models to the 500 items of MATH-500. Of 30 of
 * their steps with each label, drawn at random and read, 27 backtrack, 28 check, 28 set up, 28 compute and 39 of 40
 * conclude. More than half of all steps have no label: most are a formula, or a sentence that none of these words is in.
 */
export interface WordRule {
  readonly is: RegExp;
  /** A sentence with this in it says something else. */
  readonly unless?: RegExp;
}

/** Doubt, or a condition: nothing is taken back yet. */
const unsure =
  /\b(?:maybe|perhaps|possibly|unless|if|whether|did|could|might|may|either|or|suppose|assume|sure|ensure|not|never|don't|didn't|doesn't|any|often|common|avoid)\b[^,;]*\b(?:mistakes?|errors?|wrong|incorrect|mis\w+|forg\w+|overlook\w*|miss\w*|mess\w*|work|hold)\b/;

/** Retracts what was said, or leaves the way for another one. Never a question whether there is a mistake. */
export const backtrackingRules: readonly WordRule[] = [
  {
    is: /\bwait,? no\b|\bno,? wait\b|\bscratch that\b|\bstrike that\b|\bnever ?mind\b|^oops\b|\bon second thought/,
  },
  {
    is: /\bi(?:'ve| have| must have| think i| may have)? (?:made|am making|must be making) (?:a|an|some|another|the same|the) (?:\w+ )?(?:mistake|error)/,
    unless: unsure,
  },
  {
    is: /\b(?:that|this|it) (?:was|is) my (?:mistake|error)\b|\bmy (?:mistake|bad|error)[,.!:]?$|\bmy (?:\w+ )?(?:mistake|error) (?:was|is) (?!to\b)|\bsee my (?:mistake|error)/,
  },
  {
    is: /\bi (?:(?:must )?have |'ve )?(?:misread|misinterpreted|misunderstood|misapplied|mislabeled|misremembered|miscalculated|miscounted|messed up|mixed up|overlooked)\b/,
    unless: unsure,
  },
  {
    is: /(?:^|[,;] |\b(?:so|but|no|wait|hmm|oh|ah|and|then) )(?:that|this|it)(?:'s| is| was| can't be| cannot be| must be| seems| looks)(?: (?:still|clearly|also|obviously|definitely))? (?:not (?:right|correct|true|quite right|it\b)|wrong|incorrect)/,
    unless: unsure,
  },
  {
    is: /\bmy (?:\w+ )?(?:assumption|approach|calculation|reasoning|interpretation|method|formula|answer|result|conclusion|guess|thought|equation)s? (?:was|were|is|are|must be|must have been) (?:wrong|incorrect|flawed|mistaken|not (?:right|correct))/,
    unless: unsure,
  },
  {
    is: /\b(?:let's|let me|i'll|i need to|i should|we need to|must) (?:correct|fix) (?:that|this|it|my|the (?:mistake|error|assumption))/,
  },
  {
    is: /^(?:correct|correcting|fix|fixing) (?:the|my|our|this) (?:\w+ )?(?:mistake|error|assumption|approach)/,
  },
  {
    is: /\b(?:that|this|which|it|approach|method|assumption|idea)(?: (?:still|also|clearly))? (?:does not|doesn't|did not|didn't|won't|will not|cannot|can't) (?:work|hold|make (?:any )?sense|seem (?:right|correct|possible|helpful)|look right|add up)/,
    unless: /\b(?:if|whether|unless|why)\b/,
  },
  {
    is: /\b(?:let me|let's|i'll|we'll|i should|we should|i could|i can|need to|going to|have to|must|should)(?: \w+)? (?:try|use|take|find|consider|look for|think of|attempt)(?: \w+)? (?:a(?:n entirely| completely)? different|another|a new|an alternative) (?:approach|method|way|strategy|route|angle|idea|path)/,
    unless: /\b(?:check|verify|confirm|ensure|make sure|sure|validate|cross|thorough)/,
  },
  { is: /^try(?:ing)? (?:a different|another|an alternative|a new) (?:approach|method|way|strategy)/ },
  {
    is: /\b(?:let me|let's|i'll|i need to|i should|we need to) (?:try (?:this |that |it )?(?:again|differently)|start (?:over|again|afresh)|restart|go back to|backtrack|think differently)/,
  },
  { is: /\bactually\b.*\binstead\b/ },
];

const verb = '(?:(?:double|cross|re)[- ]?)?(?:check|verify|validate|confirm)';

/** Looks at something that was said, or at the task, once more: whether it holds. */
export const checkingRules: readonly WordRule[] = [
  {
    is: /(?:^|[,;–—] ?|\b(?:but|oh|hmm|so|and|ah|okay|ok|no|hold on)[,.]? )wait\b(?! (?:for|until|till|on|in|at|times?|lists?|staff|\d|(?:a few|an?|one|two|three|\w+) (?:hours?|days?|weeks?|years?)))/,
  },
  { is: /^hold on\b|\bhold on[,.!]?$/ },
  {
    is: new RegExp(
      String.raw`\b(?:let me|let's|let us|i'll|we'll|i will|we will|i should|we should|i need to|we need to|i must|we must|i can|we can|i want to|going to|need to|have to|try to|just to|to)(?: (?:also|just|quickly|first|now|again|still|further|then|simply|carefully|at least))* ${verb}(?:\b|ed\b)`,
    ),
    unless: /\b(?:bank|cashier|paycheck|write a check|pay)\b/,
  },
  {
    is: new RegExp(
      String.raw`^(?:now |final |alternative |quick )?(?:${verb}(?:ing)?|verification|confirmation|validation|sanity check|check|proof[- ]?check)\b`,
    ),
  },
  { is: /\b(?:double|cross|sanity|re)[- ]?(?:check|verif)\w*/ },
  {
    is: /\b(?:everything|it|that|this|all|which|answer|solution|result)(?: \w+)? checks? out\b|^(?:this|that|which|so that|so this)(?: \w+)? (?:confirms|verifies)\b/,
  },
  {
    is: /\b(?:did|have) i (?:ma[dk]e|do|done|miss|get|misread|misinterpret|forget|forgotten|compute|calculate|use|apply|choose|overlook)\w*\b.*\?|\b(?:is|was|isn't) (?:that|this|it) (?:correct|right|true|possible|valid)\?|\bdoes (?:that|this|it) (?:make sense|work|hold|seem right)\?/,
  },
  {
    is: /\b(?:maybe|perhaps|possibly|think) (?:i|i've|i have|there's|there is|my)(?: \w+)? (?:made|making|a|an|misread|misinterpreted|misunderstood|miscalculated|miscounted|messed up|missed|missing|forgot|overlooked|did)\b.*\b(?:mistake|error|wrong|mis\w+|messed|forgot|overlooked)/,
  },
  {
    is: /\b(?:make|making|be) (?:absolutely |completely |very )?sure\b|\bto be (?:sure|safe|certain|thorough|extra careful)\b|\bensure (?:i|that i|we|that we|no|there)\b/,
  },
  {
    is: /\b(?:let me|let's|i'll|i should|i need to|we should) (?:re-?(?:compute|calculate|examine|evaluate|read|count|consider|visit|assess|state|trace|do)\b|look (?:at|over) .*\bagain|go (?:over|through) .*\bagain|compute .*\bagain|calculate .*\bagain|think (?:about (?:this|that|it) )?again|rethink|go back (?:and|through|over)|see if (?:that|this) (?:is|makes|works|holds))/,
  },
  {
    is: /^re-?(?:calculating|computing|examining|evaluating|checking|reading|counting|visiting|considering|assessing)\b/,
  },
  { is: /\blooking back at\b|\bgoing back to the (?:original )?problem\b/ },
];

/** States the result of the whole. A question after the answer, and what others answer, is none. */
export const concludingRules: readonly WordRule[] = [
  {
    is: /\\(?:boxed|fbox)\s*\{(?!\s*(?:\}|your|\\text\s*\{\s*your|answer\}|\.\.\.|\\ldots))/,
    unless: /\?\W*$|\b(?:format|instruction|should i)\b/,
  },
  {
    is: /^(?:the |my |our )?(?:final|correct) answers?(?: is| are| should be| must be|\W*$|\s*:)/,
    unless: /\?\W*$|\b(?:format|instruction)/,
  },
  {
    is: /\b(?:therefore|thus|hence|so|consequently|accordingly|then|indeed|finally|overall)\b.*\b(?:the|my|our|its|final|correct) (?:\w+ )?answers?\b[^,;]*?\b(?:is|are|should be|must be|would be|will be)\b/,
    unless: /\?\W*$|\b(?:format|instruction|maybe|perhaps|if|reference answer|expected answer|why)\b/,
  },
  {
    is: /^(?:the |my |our )?(?:final |correct )?answer(?: is| should be| must be|\s*:)(?! (?:not|wrong|different|incorrect))/,
    unless: /\?\W*$/,
  },
  {
    is: /^(?:in conclusion|to conclude|in summary|to sum up|to summarize|(?:final )?conclusion\b|final (?:result|solution)\b)/,
  },
  {
    is: /^after (?:thorough|careful|carefully|extensive|considering|reviewing|verifying|multiple|all)/,
    unless: /\?\W*$/,
  },
];

/** Says what is given or sought, or gives names. Only in the first sentences of a step. */
export const setupRules: readonly WordRule[] = [
  {
    is: /^(?:okay|ok|alright|all right|first|so|well|here|to start|let's see|to begin)?[,.]? ?(?:so |first,? )?(?:we|i)(?:'re| are| am|'m)? (?:need|want|asked|trying|have|supposed|required|going) to (?:find|determine|compute|calculate|solve|figure|prove|show|express|simplify|evaluate|count|convert|factor|maximize|minimize|write|understand)\b/,
    unless: /\b(?:again|now)\b/,
  },
  {
    is: /^(?:now,? |so,? |first,? |then,? |and )*let (?:\$|\\\(|[a-z]\b|the\b|\\).*\b(?:be|denote|represent|stand for)\b/,
  },
  {
    is: /\b(?:let's|let me|let us|i'll|we'll|we|i|we can|i can)(?: \w+)? (?:denote|define|call|label)\b/,
    unless: /\b(?:again|mistake)\b/,
  },
  {
    is: /^(?:we are|we're|i am|i'm|you are) (?:also )?(?:given|told|asked)\b|^given(?:\W*$|:| that\b(?! ?,)| (?:the|a|an|two|three) (?:equation|function|system|problem|expression|points?|polynomial|matrix|triangle|vectors?|information|data|sequence|following)\b)/,
  },
  {
    is: /^(?:okay|ok|alright|all right|hmm|so|first|well|now)?[,.]? ?(?:so )?(?:the )?(?:problem|question|task) (?:says|asks|states|gives|wants|is asking|is to|here is|is about|requires|provides)\b/,
  },
  {
    is: /^(?:okay|ok|alright|all right|assistant\W+alright)[,.]? (?:so )?(?:i have|i've got|i need|we have|we need|let's (?:see|try|tackle|break|start)|let me (?:see|try|start|think))\b/,
  },
  {
    is: /^(?:understand(?:ing)?|restat(?:e|ing)|defin(?:e|ing)|defini(?:tion|tions)|set(?:ting)? up|problem statement|analyz(?:e|ing) the (?:problem|question|given)|identify(?:ing)? (?:the )?(?:given|known|variables?))\b/,
  },
  {
    is: /^to (?:solve|find|determine|compute|calculate|evaluate|convert|simplify|factor|express)\b.*\b(?:(?:we|i) (?:are|need|want|begin|start|proceed|first|will|apply|use|follow|must|have)|you|follow)\b/,
    unless: /\b(?:check|verify|confirm)\b/,
  },
  { is: /^we (?:begin|start) by\b/ },
];

/** Says that it reckons; a computation without words is known by its equation (`stepLabels.ts`). */
export const computingWords =
  /\b(?:multipl(?:y|ying)|divid(?:e|ing)|subtract(?:ing)?|add(?:ing)?|simplif(?:y|ying|ies)|expand(?:ing)?|substitut(?:e|ing)|plug(?:ging)?|factor(?:ing)?|combin(?:e|ing)|comput(?:e|ing)|calculat(?:e|ing)|rearrang(?:e|ing)|distribut(?:e|ing)|differentiat(?:e|ing)|integrat(?:e|ing)|squar(?:e|ing)|becomes?|isolat(?:e|ing)|rationaliz(?:e|ing)|cancel(?:s|ling|ing)?)\b/;
