/** A setting's parsed value, parsed again only where the setting is another one: it is asked for all the time. */
export class ParsedOnce<Raw, Parsed> {
  private last: { readonly key: string; readonly parsed: Parsed } | null = null;

  constructor(private readonly parse: (raw: Raw) => Parsed) {}

  of(raw: Raw): Parsed {
    // In a list, since a setting that is not there has no text of its own.
    const key = JSON.stringify([raw]);
    if (this.last?.key !== key) this.last = { key, parsed: this.parse(raw) };
    return this.last.parsed;
  }
}
