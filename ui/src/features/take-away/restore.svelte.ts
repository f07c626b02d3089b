import type { BackupLook, CommandError } from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';
import { base64 } from '../../lib/base64';

/** Bytes that are handed over at a time: however large the file, no more of it is in memory. */
const piece = 1024 * 1024;

export type Refusal = Exclude<BackupLook['result'], 'fits'>;

/** Bringing a backup back. It outlives the copy that was open before, so it is not part of what a person holds. */
export class RestoreState {
  file = $state.raw<File | null>(null);
  look = $state.raw<Extract<BackupLook, { result: 'fits' }> | null>(null);
  refusal = $state<Refusal | null>(null);
  doing = $state<'looking' | 'restoring' | null>(null);
  /** Pieces that were handed over. */
  parts = $state(0);
  done = $state.raw<{ records: number; files: number } | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Pieces of the whole file. */
  get allParts(): number {
    return Math.max(1, Math.ceil((this.file?.size ?? 0) / piece));
  }

  choose(file: File | null): void {
    this.forget();
    this.file = file;
  }

  /** Is it a backup, does the password open it, and whose is it? */
  async open(password: string): Promise<void> {
    const { file } = this;
    if (!file || this.doing) return;
    this.look = null;
    this.refusal = null;
    this.problem = null;
    this.doing = 'looking';
    try {
      const beginning = await base64(file.slice(0, piece));
      const last = file.size <= piece;
      const look = await this.#transport.call('look_at_backup', { password, beginning, last });
      if (look.result === 'fits') this.look = look;
      else this.refusal = look.result;
    } catch (thrown) {
      this.problem = asCommandError(thrown);
    } finally {
      this.doing = null;
    }
  }

  /** Hands the rest over. `replace`: the person said that the copy here may be set aside. */
  async restore(replace: boolean): Promise<boolean> {
    const { file, look } = this;
    if (!file || !look || this.doing) return false;
    this.doing = 'restoring';
    this.problem = null;
    this.parts = 1;
    try {
      for (let at = Math.min(piece, file.size); ; at += piece) {
        const last = at + piece >= file.size;
        const step = await this.#transport.call('restore_backup', {
          id: look.id,
          piece: await base64(file.slice(at, at + piece)),
          last,
          replace,
        });
        this.parts = Math.min(this.allParts, this.parts + 1);
        if (step.result === 'more') continue;
        this.look = null;
        if (step.result === 'done') {
          this.done = step;
          return true;
        }
        this.refusal = step.result;
        return false;
      }
    } catch (thrown) {
      this.look = null;
      this.problem = asCommandError(thrown);
      return false;
    } finally {
      this.doing = null;
    }
  }

  /** Left: what was begun is stopped, and nothing of it stays. */
  forget(): void {
    if (this.look) void this.#transport.call('stop_restore', null).catch(() => undefined);
    this.file = null;
    this.look = null;
    this.refusal = null;
    this.problem = null;
    this.done = null;
    this.parts = 0;
  }
}
