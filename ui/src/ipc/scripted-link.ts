// The scripted core's answers about somebody's link, and about one's own as a clinic sees it.
import type { Commands, LinkLook, LinkOutcome, ReceivedView, RefusalView } from './generated';
import type { World } from './scripted-worlds';

type Answers = {
  [
    K in
      | 'preview_share'
      | 'look_at_link'
      | 'look_at_given_link'
      | 'look_at_picture'
      | 'open_link'
      | 'keep_link'
      | 'close_link'
  ]: (request: Commands[K]['request']) => Commands[K]['response'] | null;
};

const refused = (refusal: Partial<RefusalView> & Pick<RefusalView, 'why'>) => ({
  result: 'refused' as const,
  refusal: { label: null, triesLeft: null, waitSeconds: null, ...refusal },
});

const text = (words: string) => [{ text: { text: words } }];

export function received(whose: ReceivedView['whose'], at: string): ReceivedView {
  const mine = whose === 'mine';
  return {
    id: 'link-1',
    label: mine ? 'Health records' : 'Visit in Portage Hill',
    host: 'links.lakeshore.example',
    openedAt: at,
    person: mine
      ? { name: 'Rosa Delgado', birthDate: '1968-04-06' }
      : { name: 'Mateo Delgado', birthDate: '1996-05-02' },
    whose,
    groups: [
      {
        kind: 'patient',
        count: 1,
        rows: [
          {
            kind: 'patient',
            title: { text: mine ? 'Rosa Delgado' : 'Mateo Delgado' },
            detail: [{ when: { at: mine ? '1968-04-06' : '1996-05-02' } }],
            date: null,
          },
        ],
      },
      {
        kind: 'medication-statement',
        count: 2,
        rows: [
          {
            kind: 'medication-statement',
            title: { text: 'Albuterol inhaler' },
            detail: text('2 puffs when needed'),
            date: { at: '2025-04' },
          },
          {
            kind: 'medication-statement',
            title: { text: 'Metformin 500 mg' },
            detail: text('1 tablet in the evening'),
            date: { period: { start: '2024-09-12', end: null } },
          },
        ],
      },
      {
        kind: 'allergy-intolerance',
        count: 1,
        rows: [
          {
            kind: 'allergy-intolerance',
            title: { text: 'Peanut' },
            detail: text('Hives'),
            date: null,
          },
        ],
      },
    ],
    missing: ['condition', 'coverage', 'care-plan'],
    unasked: [],
    healthCards: 0,
    credentials: [],
    unread: 0,
    mayChange: false,
    lookAfter: null,
    kept: null,
  };
}

/** A text with `wrong` in it is no link; the passcode 771902 is the wrong one. */
export function linkAnswers(world: World, at: () => string): Answers {
  const look = (given: string): LinkLook => {
    if (!given.includes('shlink')) return refused({ why: 'not-a-link' });
    return {
      result: 'ready',
      link: {
        id: 'link-1',
        label: 'Visit in Portage Hill',
        host: 'links.lakeshore.example',
        endsAt: new Date(Date.parse(at()) + 1_000_000).toISOString(),
        needsPasscode: true,
        longTerm: false,
        keyWasSent: false,
        strangeEnd: false,
      },
    };
  };
  const opened = (whose: ReceivedView['whose']): LinkOutcome => ({
    result: 'opened',
    received: received(whose, at()),
  });
  return {
    preview_share: () => opened('mine'),
    look_at_link: ({ text: given }) => look(given),
    look_at_given_link: () => {
      const { givenLink } = world;
      world.givenLink = null;
      return givenLink === null ? null : look(givenLink);
    },
    look_at_picture: () => look('shlink:/'),
    open_link: ({ passcode }) => {
      if (!passcode) return refused({ why: 'passcode-required' });
      if (passcode.startsWith('77'))
        return refused({ why: 'wrong-passcode', triesLeft: 4, label: 'Visit in Portage Hill' });
      return opened(world.linkIsMine ? 'mine' : 'somebody-else');
    },
    keep_link: () => ({ ...received('mine', at()), kept: 4 }),
    close_link: () => null,
  };
}
