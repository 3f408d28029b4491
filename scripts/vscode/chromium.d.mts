import type { Browser } from 'playwright-core';

export function findChromium(): string | null;
export function ensureChromium(): Promise<string>;
export function launchChromium(): Promise<Browser>;
