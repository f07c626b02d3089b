import { t } from '../i18n/index.svelte';

/** What stands under a QR code, on one line; in a demo that says so first. */
export function underQr(isDemo: boolean, ...parts: readonly string[]): string {
  return [isDemo ? t('demo') : '', ...parts].filter(Boolean).join(' · ');
}
