// Everything the page holds of one person. When the copy locks, or somebody else comes, a new and empty one takes its
// place: nothing has to be emptied by hand, and an answer that comes late lands where nobody looks.
import { ActivityState } from '../features/activity/activity.svelte';
import { ConnectState } from '../features/connect/connect.svelte';
import { ConsentState } from '../features/consent/consent.svelte';
import { LinkState } from '../features/link/link.svelte';
import { DocumentsState } from '../features/documents/documents.svelte';
import { PeopleState } from '../features/people/people.svelte';
import { AddPlaceState } from '../features/places/add-place.svelte';
import { PlaceDetailState } from '../features/places/place.svelte';
import { PlacesState } from '../features/places/places.svelte';
import { TurnOffState } from '../features/places/turn-off.svelte';
import { RecordsState } from '../features/records/records.svelte';
import { paper } from '../features/records/paper';
import { SettingsState } from '../features/settings/settings.svelte';
import { SetUpState } from '../features/set-up/set-up.svelte';
import { ShareState } from '../features/share/share.svelte';
import { TakeAwayState } from '../features/take-away/take-away.svelte';
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
  readonly link: LinkState;
  readonly activity: ActivityState;
  readonly documents: DocumentsState;
  readonly people: PeopleState;
  readonly setUp: SetUpState;
  readonly records: RecordsState;
  readonly settings: SettingsState;
  readonly takeAway: TakeAwayState;

  /** `name`: whose copy it is, for what is printed. */
  constructor(transport: Transport, name: () => string) {
    this.consent = new ConsentState(transport);
    this.places = new PlacesState(transport);
    this.place = new PlaceDetailState(transport);
    this.turningOff = new TurnOffState(transport);
    this.addPlace = new AddPlaceState(transport);
    this.connect = new ConnectState(transport);
    this.share = new ShareState(transport, () => t('share-title-first'));
    this.link = new LinkState(transport);
    this.activity = new ActivityState(transport);
    this.documents = new DocumentsState(transport);
    this.people = new PeopleState(transport);
    this.setUp = new SetUpState(transport);
    this.records = new RecordsState(transport);
    this.settings = new SettingsState(transport);
    this.takeAway = new TakeAwayState(transport, (now) => paper(transport, name(), now));
  }
}
