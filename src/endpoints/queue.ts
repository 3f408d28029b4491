/** A request that waits for its turn. */
export interface Waiting {
  /** Label of its endpoint. */
  readonly endpoint: string;
  readonly model: string;
  /** It may start while fewer than this many of its endpoint are running… */
  readonly limit: number;
  /** …and fewer than this many on the whole server. */
  readonly serverLimit: number;
  readonly start: () => void;
  /** Told about how many go before it, when that changes. */
  readonly onAhead: (ahead: number) => void;
}

/** What waits of one endpoint and model, first come first served. */
interface Lane {
  readonly model: string;
  readonly waiting: Waiting[];
  /** When it last had its turn; the smallest is the next. */
  turn: number;
}

/** Telling every one of thousands that it moved up by one would cost more than the requests. */
const toldOf = 32;

/**
 * The queue of one server. Its endpoints take turns, so that none waits for all of another's; on a server that
 * holds one model at a time the requests for the model it used last go first, so that it does not load models to
 * and fro.
 */
export class RequestQueue {
  readonly #lanes = new Map<string, Lane>();
  readonly #runningOf = new Map<string, number>();
  readonly #started = new Set<Waiting>();
  #turns = 0;
  #lastModel: string | null = null;
  /** Whether changing the model costs the server a load. */
  oneModelAtATime = false;

  get running(): number {
    return this.#started.size;
  }

  get queued(): number {
    return [...this.#lanes.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** `first`: it has had its turn, so it goes before those that have not. */
  add(request: Waiting, first = false): void {
    const lane = this.#laneOf(request);
    if (first) {
      lane.waiting.unshift(request);
      lane.turn = -1;
    } else lane.waiting.push(request);
    this.#next();
    this.#tell(request);
  }

  /** Takes a waiting request out; nothing where it does not wait. */
  remove(request: Waiting): void {
    const { waiting } = this.#laneOf(request);
    const index = waiting.indexOf(request);
    if (index < 0) return;
    waiting.splice(index, 1);
    this.#next();
    this.#tell();
  }

  /** A request that was started gives up its place. */
  release(request: Waiting): void {
    const { endpoint } = request;
    this.#started.delete(request);
    this.#runningOf.set(endpoint, (this.#runningOf.get(endpoint) ?? 0) - 1);
    this.#next();
    this.#tell();
  }

  #laneOf({ endpoint, model }: Waiting): Lane {
    const name = JSON.stringify([endpoint, model]);
    let lane = this.#lanes.get(name);
    if (lane === undefined) {
      lane = { model, waiting: [], turn: 0 };
      this.#lanes.set(name, lane);
    }
    return lane;
  }

  #next(): void {
    for (;;) {
      const lane = this.#choose();
      const request = lane?.waiting.shift();
      if (lane === undefined || request === undefined) return;
      this.#turns += 1;
      lane.turn = this.#turns;
      this.#started.add(request);
      this.#runningOf.set(request.endpoint, (this.#runningOf.get(request.endpoint) ?? 0) + 1);
      this.#lastModel = request.model;
      request.start();
    }
  }

  /** Where somebody waits, whose turn it is first. */
  #byTurn(): Lane[] {
    return [...this.#lanes.values()]
      .filter(({ waiting }) => waiting.length > 0)
      .sort((one, other) => one.turn - other.turn);
  }

  /** Whose first request starts now; undefined where none may. */
  #choose(): Lane | undefined {
    const lanes = this.#byTurn();
    // An endpoint that is told to send more at once says so of the server, for the others too.
    const heads = lanes.flatMap(({ waiting }) => waiting.slice(0, 1));
    const most = Math.max(...[...heads, ...this.#started].flatMap(limitsOf));
    const mayStart = ({ waiting: [head] }: Lane): boolean =>
      head !== undefined &&
      this.#started.size < most &&
      (this.#runningOf.get(head.endpoint) ?? 0) < head.limit;
    if (this.oneModelAtATime) {
      const same = lanes.filter(({ model }) => model === this.#lastModel);
      // Another model has to wait until all of this one are done.
      if (same.length > 0) return same.find(mayStart);
      if (this.#started.size > 0) return undefined;
    }
    return lanes.find(mayStart);
  }

  #tell(newcomer?: Waiting): void {
    const order = this.#order(toldOf);
    for (const [ahead, request] of order.entries()) request.onAhead(ahead);
    if (newcomer === undefined || order.includes(newcomer)) return;
    const own = this.#laneOf(newcomer);
    const at = own.waiting.indexOf(newcomer);
    if (at < 0) return;
    const lanes = [...this.#lanes.values()];
    newcomer.onAhead(
      lanes.reduce((sum, lane) => sum + Math.min(lane.waiting.length, lane === own ? at : at + 1), 0),
    );
  }

  /** The next ones in the order of their turns, as far as that can be said beforehand. */
  #order(most: number): Waiting[] {
    const order: Waiting[] = [];
    let lanes = this.#byTurn().map(({ model, waiting }) => ({ model, waiting, at: 0 }));
    let model = this.#lastModel;
    while (order.length < most) {
      const same = this.oneModelAtATime ? lanes.find((lane) => lane.model === model) : undefined;
      const lane = same ?? lanes[0];
      const request = lane?.waiting[lane.at];
      if (lane === undefined || request === undefined) return order;
      order.push(request);
      lane.at += 1;
      model = lane.model;
      const others = lanes.filter((other) => other !== lane);
      lanes = lane.at < lane.waiting.length ? [...others, lane] : others;
    }
    return order;
  }
}

function limitsOf({ limit, serverLimit }: Waiting): number[] {
  return [limit, serverLimit];
}
