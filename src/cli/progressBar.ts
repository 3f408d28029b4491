/** Cells of the bar. */
const width = 24;

/** A progress bar on one line, such as `[######------] 12/24 · 3 running · 1 failed`. */
export function progressBar(state: {
  readonly ended: number;
  readonly jobs: number;
  readonly running: number;
  readonly failed: number;
}): string {
  const full = state.jobs === 0 ? width : Math.floor((state.ended / state.jobs) * width);
  const parts = [`[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${state.ended}/${state.jobs}`];
  if (state.running > 0) {
    parts.push(`${state.running} running`);
  }
  if (state.failed > 0) {
    parts.push(`${state.failed} failed`);
  }
  return parts.join(' · ');
}
