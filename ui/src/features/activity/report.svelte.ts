import type { Transport } from '../../ipc/transport';
import { Mirror } from '../../lib/mirror.svelte';
import { Saving } from '../../lib/saving.svelte';

/** The report for support. Only the lines that were shown are saved. */
export class ReportState {
  readonly mirror: Mirror<'report'>;
  readonly file: Saving;

  constructor(transport: Transport) {
    this.mirror = new Mirror(transport, 'report');
    this.file = new Saving(() => transport.call('save_report', { id: this.mirror.value?.id ?? '' }));
  }

  get lines(): readonly string[] {
    return this.mirror.value?.lines ?? [];
  }

  /** New lines, for a new look. */
  async open(): Promise<void> {
    this.mirror.forget();
    this.file.forget();
    await this.mirror.refresh();
  }
}
