import { squadOverlap, type SquadOverlap } from '../squadText.ts';

/** Characters of private use: punctuation that a number needs is kept as these. */
const [point, minus] = ['\ue000', '\ue001'];

/**
 * How an answer meets a gold answer after NFKC and SQuAD's normalisation (case, punctuation, articles, white space), with
 * the punctuation of other scripts taken out too. A decimal point and the minus of a number stay: 1.5 is not 15, nor -5
 * 5. Texts of nothing else (`?!`) are compared as they stand.
 */
export function likeWords(gold: string, said: string): SquadOverlap {
  const overlap = squadOverlap(kept(gold), kept(said));
  if (overlap.goldWords > 0 || overlap.saidWords > 0) return overlap;
  const exact = gold.normalize('NFKC').trim() === said.normalize('NFKC').trim();
  return { ...overlap, exact, f1: Number(exact) };
}

function kept(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/(?<=\d)\.(?=\d)/g, point)
      .replace(/(?<![\p{L}\p{N}])[-−](?=\.?\d)/gu, minus)
      // A dash or a slash between words leaves two words.
      .replace(/[‐-―/]|(?<=\p{L})-(?=\p{L})/gu, ' ')
      .replace(/\p{P}/gu, (sign) => (/[!-~]/.test(sign) ? sign : ''))
  );
}
