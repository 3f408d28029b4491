import { Context } from 'svgcanvas/dist/svgcanvas.esm.js';
import type { Surface } from './charts.ts';

/**
 * The one importer of svgcanvas: a canvas's context that writes down what is drawn as SVG. What it does otherwise
 * than a canvas, as far as charts need it, is put right here.
 */
class SvgContext extends Context {
  lineDashOffset = 0;
  direction: CanvasDirection = 'ltr';

  getLineDash(): number[] {
    return this.lineDash === null ? [] : this.lineDash.split(',').map(Number);
  }

  /** A path goes on after it has clipped: Chart.js draws the frame of a bar so. Its own begins another. */
  override clip(): void {
    const path = this.__currentDefaultPath;
    super.clip();
    this.beginPath();
    this.__currentDefaultPath = path;
  }

  /** Its own knows no rule. */
  override fill(rule?: CanvasFillRule): void {
    super.fill();
    if (rule === 'evenodd') this.__currentElement.setAttribute('fill-rule', rule);
  }

  /**
   * Its own takes the font from an element's style attribute, which the page's policy forbids, and names a baseline,
   * which viewers place differently: this one writes where the letters stand.
   */
  override __applyText(text: string, x: number, y: number, action: 'fill' | 'stroke'): void {
    const { style, weight, size, family } = fontParts(this.font);
    const parent = this.__closestGroupOrSvg();
    const element = this.__createElement(
      'text',
      {
        'font-family': family,
        'font-size': size,
        'font-style': style,
        'font-weight': weight,
        x,
        y: y + this.#baseline(text),
        'text-anchor': anchors[this.textAlign],
        'xml:space': 'preserve',
      },
      true,
    );
    element.append(text);
    this.__currentElement = element;
    this.__applyTransformation(element);
    this.__applyStyleToCurrentElement(action);
    parent.append(element);
  }

  /** From the line that `y` means to the one that letters stand on. */
  #baseline(text: string): number {
    const measure = this.__ctx;
    measure.font = this.font;
    measure.textBaseline = 'alphabetic';
    const above = measure.measureText(text).actualBoundingBoxAscent;
    measure.textBaseline = this.textBaseline;
    const here = measure.measureText(text).actualBoundingBoxAscent;
    measure.textBaseline = 'alphabetic';
    return above - here;
  }
}

const anchors = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' } as const;

/** The parts of a CSS font such as `bold 12px system-ui, sans-serif`. */
function fontParts(font: string): { style: string; weight: string; size: string; family: string } {
  const found =
    /^(?:(italic|oblique|normal)\s+)?(?:(bold|normal|\d{3})\s+)?([\d.]+px)(?:\/\S+)?\s+(.+)$/.exec(font);
  const [, style = 'normal', weight = 'normal', size = '10px', family = 'sans-serif'] = found ?? [];
  return { style, weight, size, family };
}

/** What stands for a canvas of this size; `text` gives what was drawn as a standalone SVG. */
export function svgSurface(width: number, height: number): Surface & { readonly text: () => string } {
  const svg = new SvgContext(width, height);
  const context = asCanvas(svg, width, height);
  return {
    context,
    width,
    height,
    ratio: 1,
    pattern: (size, paint) => {
      const tile = new SvgContext(size, size);
      paint(asCanvas(tile, size, size));
      return svg.createPattern(tile, 'repeat');
    },
    text: () => serialized(svg.getSvg(), width, height),
  };
}

/** A chart asks its context for the canvas, and the canvas for its context. */
function asCanvas(svg: SvgContext, width: number, height: number): CanvasRenderingContext2D {
  const canvas = { width, height, getContext: () => svg };
  Object.assign(svg, { canvas });
  // It has all of a context that charts call; the test that compares the pictures would show what it lacks.
  return svg as unknown as CanvasRenderingContext2D;
}

function serialized(root: SVGSVGElement, width: number, height: number): string {
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}
