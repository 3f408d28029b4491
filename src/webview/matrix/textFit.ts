/** Texts remembered of one font. */
const most = 20_000;

/** Cuts text to a width in a canvas, and remembers what came out: the same few lines are drawn in every frame. */
export class TextFit {
  readonly #context: CanvasRenderingContext2D;
  readonly #byFont = new Map<string, Map<string, string>>();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /**
   * The text, or its beginning and `…`, in the context's font.
   *
   * @param end whether its end stays too: that tells ids apart
   */
  fit(text: string, width: number, end = false): string {
    const { font } = this.#context;
    let fitted = this.#byFont.get(font);
    if (fitted === undefined || fitted.size > most) {
      fitted = new Map();
      this.#byFont.set(font, fitted);
    }
    const key = `${end} ${Math.floor(width)} ${text}`;
    const cut = fitted.get(key) ?? this.#cut(text, width, end);
    fitted.set(key, cut);
    return cut;
  }

  #cut(text: string, width: number, end: boolean): string {
    const measure = (part: string): number => this.#context.measureText(part).width;
    const whole = measure(text);
    if (whole <= width) return text;
    const kept = (length: number): string => {
      const last = end ? Math.ceil(length * 0.7) : 0;
      return `${text.slice(0, length - last).trimEnd()}…${text.slice(text.length - last)}`;
    };
    // Letters differ in width: the share is a guess, from which it is never far.
    let length = Math.floor((text.length * width) / whole);
    while (length > 0 && measure(kept(length)) > width) length -= 1;
    return length <= 0 ? '' : kept(length);
  }
}
