/**
 * A style of parts of a line, which changes nothing: with one, Chart.js draws the line on the context rather than by
 * a `Path2D`, which no SVG can be made of.
 */
export const asPaths = { borderWidth: () => undefined } as const;
