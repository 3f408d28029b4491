import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';

it('digits that go on are not the digits alone', () => {
  expect(sameMath('0.33...', '0.33').equal).toBe(false);
  expect(sameMath('0.33.', '0.33').equal).toBe(true);
});

describe('a sign of percent or degrees is part of what is said', () => {
  it.each([
    ['0.5\\%', '\\frac12', false],
    ['0.5\\%', '0.5', false],
    ['\\frac12\\%', '\\frac12', false],
    ['1\\%', '1', false],
    ['50\\%', '\\frac12', true],
    ['50\\%', '50', true],
    ['100\\%', '1', true],
    ['0\\%', '0', true],
    ['12.5\\%', '12.5', true],
    ['50', '50\\%', true],
    ['0.5', '0.5\\%', true],
    ['(0.5\\%, 1)', '(\\frac12, 1)', false],
    ['\\cos 1^\\circ', '\\cos 1', false],
    ['\\cos 1', '\\cos 1^\\circ', false],
    ['x=\\cos 1^\\circ', '\\cos 1', false],
    ['\\cos 60^\\circ', '\\frac12', true],
    ['30^\\circ', '30', true],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });
});

describe('an irrational number is no decimal, however long', () => {
  it.each([
    ['93648.0474760830209737', '\\pi^{10}', false],
    ['93648.04747608303', '\\pi^{10}', false],
    ['2.718281828459045', 'e', false],
    ['2.718281828459', 'e', false],
    ['3.14159265358979', '\\pi', false],
    ['\\frac{5419351}{1725033}', '\\pi', false],
    ['1.41421356237309504880', '\\sqrt2', false],
    ['262537412640768744', 'e^{\\pi\\sqrt{163}}', false],
    ['e', '2.718281828459045', false],
    ['(0, 2.718281828459045)', '(0, e)', false],
    ['0.5', '\\cos 60^\\circ', true],
    ['4', '\\sqrt2\\cdot\\sqrt8', true],
    ['3', '\\log_2 8', true],
    ['1', '-e^{i\\pi}', true],
    ['0', '\\sin\\pi', true],
    ['246913.578', '123456.789\\cdot(\\sqrt[3]{2})^3', true],
    ['12586269025', '\\frac{(1+\\sqrt5)^{50}-(1-\\sqrt5)^{50}}{2^{50}\\sqrt5}', true],
    ['e^{10}', 'e^{4}e^{6}', true],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });

  it('but within the tolerance of the item', () => {
    expect(sameMath('2.718', 'e', { tolerance: 1e-3 }).equal).toBe(true);
    expect(sameMath('2.71', 'e', { tolerance: 1e-3 }).equal).toBe(false);
  });
});

describe('commas of thousands are not those of a list', () => {
  it.each([
    ['200,1', '1,200', undefined, false],
    ['1,200', '1200', undefined, true],
    ['1200', '1,200', undefined, true],
    ['1,200', '1,200', undefined, true],
    ['200, 1', '1, 200', undefined, true],
    ['100,200', '200, 100', undefined, true],
    ['1,200', '200, 1', { several: true }, true],
    ['200,1', '1,200', { several: true }, true],
    ['1200', '1,200', { several: true }, false],
    ['(200,1)', '1,200', undefined, false],
  ])('%s for %s %j: %j', (answer, gold, hints, equal) => {
    expect(sameMath(answer, gold, hints).equal).toBe(equal);
  });
});

describe('a list set as text is a list', () => {
  it.each([
    ['2,3,5', '\\text{2, 3, and 5}', true],
    ['5, 2, 3', '\\text{2, 3, and 5}', true],
    ['2,3', '\\text{2, 3, and 5}', false],
    ['\\text{3 and 2}', '2,3', true],
    ['\\text{1/2 or -3}', '-3, \\frac12', true],
    ['A,B,D', '\\text{A, B, and D}', true],
    ['A,B,C', '\\text{A, B, and D}', false],
    ['\\text{2,300}', '2300', true],
    ['\\text{red and blue}', '\\text{red, blue}', false],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });
});
