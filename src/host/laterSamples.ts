import type { SavedResults } from './savedResults.ts';
import { WhenQuiet } from './whenQuiet.ts';

/** Many samples may be saved in a moment, and what a run saved is told to the panel by the run itself. */
const quietMs = 250;
const mostMs = 1000;

/** Has the traces panel look again at what is saved of its item, some time after that changed. */
export class LaterSamples {
  private readonly whenQuiet = new WhenQuiet(quietMs, mostMs);
  private readonly subscription: { dispose(): unknown };

  constructor(saved: Pick<SavedResults, 'onDidChange'>, offer: () => void) {
    this.subscription = saved.onDidChange(() => this.whenQuiet.touch('', offer));
  }

  dispose(): void {
    this.subscription.dispose();
    this.whenQuiet.dispose();
  }
}
