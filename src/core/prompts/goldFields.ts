/**
 * Published fields that say the right answer, or how one comes to it, under the names that the copies of a benchmark
 * give them. A field that is shown as part of the question is none, such as the `answer` that HaluEval has judged.
 */
const goldFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['MATH-500', ['answer', 'solution']],
  ['AIME24', ['answer', 'expected_answer', 'Answer', 'solution', 'Solution']],
  ['AIME25', ['answer', 'expected_answer', 'Answer', 'solution', 'Solution']],
  ['OlympiadBench', ['final_answer', 'answer', 'solution']],
  ['LiveCodeBench', ['private_test_cases']],
  ['GPQA-Diamond', ['Correct Answer', 'Explanation', 'answer']],
  ['ACPBench', ['answer']],
  ['HeadQA', ['ra']],
  ['CoQA', ['answers', 'additional_answers']],
  [
    'HaluEval',
    [
      'hallucination',
      'label',
      'right_answer',
      'hallucinated_answer',
      'right_response',
      'hallucinated_response',
      'right_summary',
      'hallucinated_summary',
    ],
  ],
  ['MC-TACO', ['label']],
]);

/** Whether a published field of a benchmark gives the right answer away. */
export function isGoldField(benchmark: string, field: string): boolean {
  if (goldFields.get(benchmark)?.includes(field) === true) return true;
  // GPQA keeps earlier and later wordings: `Pre-Revision Correct Answer`, `Extra Revised Explanation`.
  return benchmark === 'GPQA-Diamond' && /(?:Correct Answer|Explanation)$/.test(field);
}
