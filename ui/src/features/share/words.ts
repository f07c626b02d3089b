import { names } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { ShareKind } from '../../ipc/generated';

/** What a QR code leads to, as the person chose it. */
export function contents(kinds: readonly ShareKind[] | null): string {
  return kinds
    ? names(
        kinds.map((kind) => t(`share-kind-${kind}`)),
        kinds.length,
      )
    : t('share-everything');
}
