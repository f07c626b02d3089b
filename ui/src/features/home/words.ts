import { day } from '../../i18n/format';
import { attr, t } from '../../i18n/index.svelte';
import { searchingSub } from '../../lib/search-words';
import type { HomeFacts, HomeState } from './home';

export function homeLabel(state: HomeState): string | undefined {
  if (state.is === 'offline') return t('voice-offline');
  return state.is === 'off' || state.is === 'never-asked' || state.is === 'all-off'
    ? t('voice-off')
    : undefined;
}

export function homeSentence(state: HomeState): string {
  const count = 'count' in state ? state.count : 0;
  const place = 'first' in state ? state.first.name : '';
  return t(`home-${state.is}`, { count, place });
}

export function homeSub(state: HomeState, facts: HomeFacts, now: number): string {
  const places = facts.places?.places ?? [];
  switch (state.is) {
    case 'sign-in': {
      const { first } = state;
      const again = first.state === 'needs-sign-in-again';
      if (again && first.since) {
        return attr('home-sign-in', 'ended', { place: first.name, day: day(first.since, now) });
      }
      return attr('home-sign-in', again ? 'again' : 'first', { place: first.name });
    }
    case 'searching': {
      return searchingSub(facts.search, now);
    }
    case 'off': {
      const count = places.filter((place) => place.state === 'paused').length;
      const paused = count > 0 ? attr('home-off', 'paused', { count }) : attr('home-off', 'sub');
      const { consent } = facts;
      return consent?.decidedHere === false && consent.decidedAt
        ? `${attr('home-off', 'elsewhere', { day: day(consent.decidedAt, now) })} ${paused}`
        : paused;
    }
    case 'up-to-date':
    case 'connected': {
      const count = places.filter((place) => place.voice === 'rest').length;
      return attr(`home-${state.is}`, 'sub', { count });
    }
    case 'needs-help':
    case 'records-coming':
    case 'trouble':
      return attr(`home-${state.is}`, 'sub', { place: state.first.name, count: state.count });
    case 'loading':
    case 'problem':
    case 'offline':
    case 'never-asked':
    case 'unclear':
    case 'in-line':
    case 'turning-on':
    case 'turning-off':
    case 'search-stopped':
    case 'search-rejected':
    case 'nothing-found':
    case 'all-off':
    case 'search-unclear':
      return attr(`home-${state.is}`, 'sub');
  }
}
