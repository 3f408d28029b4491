/** The parts of svgcanvas that we use; it has no types of its own. Names with two underscores are its insides. */
declare module 'svgcanvas/dist/svgcanvas.esm.js' {
  export class Context {
    constructor(width: number, height: number);
    font: string;
    textAlign: CanvasTextAlign;
    textBaseline: CanvasTextBaseline;
    lineDash: string | null;
    getSvg(): SVGSVGElement;
    getTransform(): DOMMatrix;
    measureText(text: string): TextMetrics;
    createPattern(image: Context, repetition: string): CanvasPattern;
    fill(): void;
    stroke(): void;
    clip(): void;
    beginPath(): void;
    __currentDefaultPath: string;
    __defs: Element;
    __currentElement: Element;
    /** A canvas's own, to measure with. */
    readonly __ctx: CanvasRenderingContext2D;
    __closestGroupOrSvg(): Element;
    __createElement(
      name: string,
      attributes: Readonly<Record<string, string | number>>,
      plain: boolean,
    ): Element;
    __applyTransformation(element: Element): void;
    __applyStyleToCurrentElement(type: 'fill' | 'stroke'): void;
    __applyText(text: string, x: number, y: number, action: 'fill' | 'stroke'): void;
  }
}
