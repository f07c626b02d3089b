// The screens and dialogs that nobody sees first: a file of their own, which the page loads as soon as its first screen stands.
export { default as ActivityScreen } from '../features/activity/ActivityScreen.svelte';
export { default as ConnectScreen } from '../features/connect/ConnectScreen.svelte';
export { default as PermissionScreen } from '../features/consent/PermissionScreen.svelte';
export { default as SearchAgainDialog } from '../features/consent/SearchAgainDialog.svelte';
export { default as TurnOffDialog } from '../features/consent/TurnOffDialog.svelte';
export { default as DiaryScreen } from '../features/places/DiaryScreen.svelte';
export { default as PlacesScreen } from '../features/places/PlacesScreen.svelte';
export { default as ShareScreen } from '../features/share/ShareScreen.svelte';
export { default as HelpDialog } from './HelpDialog.svelte';
export { default as LookDialog } from './LookDialog.svelte';
