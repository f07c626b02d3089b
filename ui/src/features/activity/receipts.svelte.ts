import type { ReceiptView } from '../../ipc/generated';
import type { Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';

/** The dated receipts of what was decided here about finding records. */
export class ReceiptsState {
  readonly mirror: Mirror<'receipts'>;

  constructor(transport: Transport) {
    this.mirror = new Mirror(transport, 'receipts');
  }

  /** Newest first. */
  get list(): ReceiptView[] {
    return this.mirror.value ?? [];
  }

  /** The one of that id; without an id the newest. */
  find(id: string | null): ReceiptView | null {
    return (id === null ? this.list[0] : this.list.find((one) => one.id === id)) ?? null;
  }
}
