// Everything the page holds of one person. When the copy locks, or somebody else comes, a new and empty one takes its
// place: nothing has to be emptied by hand, and an answer that comes late lands where nobody looks.
import { ActivityState } from '../features/activity/activity.svelte';
import { ConnectState } from '../features/connect/connect.svelte';
import { ConsentState } from '../features/consent/consent.svelte';
import { PeopleState } from '../features/people/people.svelte';
import { AddPlaceState } from '../features/places/add-place.svelte';
import { PlaceDetailState } from '../features/places/place.svelte';
import { PlacesState } from '../features/places/places.svelte';
import { TurnOffState } from '../features/places/turn-off.svelte';
import { RecordsState } from '../features/records/records.svelte';
import { SettingsState } from '../features/settings/settings.svelte';
import { ShareState } from '../features/share/share.svelte';
import { t } from '../i18n/index.svelte';
import type { Transport } from '../ipc/transport';

export class Held {
  readonly consent: ConsentState;
  readonly places: PlacesState;
  readonly place: PlaceDetailState;
  readonly turningOff: TurnOffState;
  readonly addPlace: AddPlaceState;
  readonly connect: ConnectState;
  readonly share: ShareState;
  readonly activity: ActivityState;
  readonly people: PeopleState;
  readonly records: RecordsState;
  readonly settings: SettingsState;

  constructor(transport: Transport) {
    this.consent = new ConsentState(transport);
    this.places = new PlacesState(transport);
    this.place = new PlaceDetailState(transport);
    this.turningOff = new TurnOffState(transport);
    this.addPlace = new AddPlaceState(transport);
    this.connect = new ConnectState(transport);
    this.share = new ShareState(transport, () => t('share-title-first'));
    this.activity = new ActivityState(transport);
    this.people = new PeopleState(transport);
    this.records = new RecordsState(transport);
    this.settings = new SettingsState(transport);
  }
}
