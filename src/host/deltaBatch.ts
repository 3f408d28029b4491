import type { Delta } from '../protocol.ts';
import type { Mutable } from './tracesColumn.ts';

/** Text that arrived since the last frame, by column, joined into as few deltas as keep its meaning. */
export class DeltaBatch {
  private pending = new Map<string, Mutable<Delta>[]>();

  add(delta: Delta): void {
    const deltas = this.pending.get(delta.key) ?? [];
    this.pending.set(delta.key, deltas);
    const last = deltas.at(-1);
    // Order matters only around a reclassification; between two of them texts are joined.
    if (delta.reclassify || last === undefined) deltas.push({ ...delta });
    else {
      if (delta.live !== undefined) last.live = delta.live;
      if (delta.reasoning !== undefined) last.reasoning = (last.reasoning ?? '') + delta.reasoning;
      if (delta.answer !== undefined) last.answer = (last.answer ?? '') + delta.answer;
    }
  }

  /** What there is, and none of it again. */
  take(): readonly Delta[] {
    const deltas = [...this.pending.values()].flat();
    this.pending = new Map();
    return deltas;
  }
}
