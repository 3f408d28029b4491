/** Cells of the bar. */
const width = 24;

/** A progress bar on one line, such as `[######------] 12/24 · 3 running · 9 queued · 1 failed`. */
export function progressBar(state: {
  readonly ended: number;
  readonly jobs: number;
  readonly running: number;
  /** Wait before they are sent again. */
  readonly retrying: number;
  readonly failed: number;
}): string {
  const full = state.jobs === 0 ? width : Math.floor((state.ended / state.jobs) * width);
  const parts = [`[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${state.ended}/${state.jobs}`];
  if (state.running > 0) {
    parts.push(`${state.running} running`);
  }
  if (state.retrying > 0) {
    parts.push(`${state.retrying} waiting to retry`);
  }
  const queued = state.jobs - state.ended - state.running - state.retrying;
  if (queued > 0) {
    parts.push(`${queued} queued`);
  }
  if (state.failed > 0) {
    parts.push(`${state.failed} failed`);
  }
  return parts.join(' · ');
}
