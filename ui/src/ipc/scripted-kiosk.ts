// A kiosk of the scripted core: a visit that stands where a test or the gallery puts it.
import type { Commands, WipeView, SelfTestView, VisitView } from './generated';

type KioskCommand =
  'visit' | 'begin_visit' | 'end_visit' | 'call_staff' | 'staff_pin' | 'staff' | 'self_test' | 'say' | 'hush';
type Answers = { [K in KioskCommand]: (request: Commands[K]['request']) => Commands[K]['response'] };
type Around = { at: (offset?: number) => string; emit: (topic: 'visit') => void };

/** The staff's PIN. */
export const staffPin = '2468';

export class ScriptedKiosk {
  visit: VisitView;
  #around: Around;

  constructor(around: Around) {
    this.#around = around;
    this.visit = {
      at: { stage: 'attract' },
      offered: ['show-my-records', 'finish-at-home'],
      kind: null,
      clinic: 'Juniper Street Family Practice',
      aboutMinutes: 2,
      minutesLeft: null,
      waitsUntil: null,
      proof: null,
      locked: false,
      staff: false,
      canListen: true,
      offline: false,
    };
  }

  /** What the core says of the visit changes. */
  change(change: Partial<VisitView>): void {
    Object.assign(this.visit, change);
    this.#around.emit('visit');
  }

  proof(change: Partial<WipeView> = {}): WipeView {
    return {
      at: this.#around.at(-1),
      end: 'done',
      signedIn: true,
      language: 'en',
      passed: ['signed-out', 'page-closed', 'folder-gone', 'no-file', 'clipboard-empty', 'safe-unused'],
      failed: [],
      ...change,
    };
  }

  answers(): Answers {
    return {
      visit: () => this.visit,
      begin_visit: ({ kind }) => {
        this.change({ at: { stage: 'going' }, kind, minutesLeft: this.visit.minutesLeft ?? 15 });
        return null;
      },
      end_visit: () => {
        this.change({ at: { stage: 'over' } });
        return null;
      },
      call_staff: () => true,
      staff_pin: ({ pin }) => {
        if (pin !== staffPin) return { result: 'wrong', waitSeconds: 0 };
        this.change({ staff: true });
        return { result: 'in' };
      },
      staff: ({ act }) => {
        if (act === 'leave') this.change({ staff: false });
        if (act === 'open-for-patients' || act === 'close') this.change({ at: { stage: 'over' } });
        return null;
      },
      self_test: () => this.#test(),
      say: () => null,
      hush: () => null,
    };
  }

  #test(): SelfTestView {
    return {
      at: this.#around.at(),
      version: '0.1.0',
      checks: [
        { check: 'screen-lock', state: 'needs-you', value: null },
        { check: 'network', state: 'good', value: 210 },
        { check: 'clock', state: 'good', value: 0 },
        { check: 'safe', state: 'good', value: null },
        { check: 'disk', state: 'good', value: null },
        { check: 'clipboard', state: 'unknown', value: null },
        { check: 'staff-pin', state: 'good', value: null },
        { check: 'restart', state: 'good', value: null },
        { check: 'last-wipe', state: 'good', value: 6 },
      ],
      counters: {
        since: this.#around.at(-90_000),
        visits: 84,
        byPerson: 71,
        byTimer: 12,
        byStaff: 1,
        crashed: 0,
        failedWipes: 0,
      },
    };
  }
}
