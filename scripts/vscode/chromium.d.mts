import type { Browser } from 'playwright-core';

export const chromiumArguments: readonly string[];
export function findChromium(): string | null;
export function ensureChromium(): Promise<string>;
export function launchChromium(): Promise<Browser>;
